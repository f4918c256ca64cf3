import { Fault, isFault } from '../core/fault.ts'
import { recordMembers } from '../core/record-scope.ts'
import { compile, typeNames } from './cel.ts'
import { celFindings } from './cel-findings.ts'
import type { Reference } from './cel-rewrite.ts'
import type { Site } from './expression-sites.ts'
import { didYouMean, type Finding } from './finding.ts'
import { roots, seenByContradictions } from './known-names.ts'
import { templateParts } from './template-parts.ts'

/** The names that the expressions of a file may use. `null`: it is not known which there are. */
export interface Names {
  readonly facts: readonly string[] | null
  readonly steps: readonly string[] | null
  /** The texts of the plan. */
  readonly texts: readonly string[] | null
  /** The facts come from a whole plan: one that nobody gives is an error. Otherwise another runbook may give it. */
  readonly complete: boolean
}

/** The findings in one expression or template. */
export function siteFindings(site: Site, names: Names): readonly Finding[] {
  try {
    const sources = site.kind === 'cel' ? [site.source] : celOf(site.source)
    return sources.flatMap((source) => [
      ...celFindings(source).map((found): Finding => ({ code: 'runbook.expression', ...found })),
      ...compile(source).references.flatMap((it) => referenceFindings(it, site, names)),
    ])
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const code = isFault(error, 'runbook.template') ? 'runbook.template' : 'runbook.expression'
    return [{ code, message: error.text, ...(error.hint === undefined ? {} : { hint: error.hint }) }]
  }
}

function celOf(template: string): readonly string[] {
  if (!template.includes('{{')) return []
  return templateParts(template).flatMap((part) => ('cel' in part ? [part.cel] : []))
}

function referenceFindings({ name, member }: Reference, site: Site, names: Names): readonly Finding[] {
  if (seenByContradictions.includes(name as never) && site.names.includes(name) && member !== null) {
    if (name === 'was') return referenceFindings({ name: 'facts', member }, site, names)
    return isRecordMember(member) ? [] : [unknownName(member, recordMembers, name)]
  }
  if (site.names.includes(name) || typeNames.has(name)) return []
  if (!Object.hasOwn(roots, name)) return [unknownName(name, [...Object.keys(roots), ...site.names])]
  if (member === null) return []
  const members = roots[name] ?? null
  if (members !== null && !members.includes(member)) return [unknownName(member, members, name)]
  if (name === 'facts' && names.facts !== null && !names.facts.includes(member)) {
    return [unknownFact(member, names.facts, names.complete)]
  }
  if (name === 'plan' && names.texts !== null && !names.texts.includes(member)) {
    return [unknownName(member, names.texts, 'plan')]
  }
  // An instance of a step with `each` carries its item between brackets.
  const step = member.replace(/\[.*\]$/s, '')
  if (name === 'steps' && names.steps !== null && !names.steps.includes(step)) return [unknownStep(step, names.steps)]
  return []
}

function isRecordMember(member: string): boolean {
  return recordMembers.some((known) => known === member)
}

function unknownName(name: string, candidates: readonly string[], root?: string): Finding {
  const full = root === undefined ? name : `${root}.${name}`
  return {
    code: 'runbook.unknown-name',
    message: { en: `unknown name ${full}`, nl: `onbekende naam ${full}` },
    hint: { en: `known: ${candidates.join(', ')}`, nl: `bekend: ${candidates.join(', ')}` },
    ...didYouMean(name, candidates),
  }
}

/** A fact that no step gives. */
export function unknownFact(fact: string, facts: readonly string[], complete: boolean): Finding {
  return {
    code: 'runbook.unknown-fact',
    severity: complete ? 'error' : 'warning',
    message: { en: `no step gives the fact ${fact}`, nl: `geen enkele stap geeft het feit ${fact}` },
    ...(complete
      ? {}
      : {
          hint: {
            en: 'another runbook of the plan must give it',
            nl: 'een ander draaiboek van het plan moet het geven',
          },
        }),
    ...didYouMean(fact, facts),
  }
}

/** A step that does not exist. */
export function unknownStep(step: string, steps: readonly string[]): Finding {
  return {
    code: 'runbook.unknown-step',
    message: { en: `there is no step ${step}`, nl: `er is geen stap ${step}` },
    ...didYouMean(step, steps),
  }
}
