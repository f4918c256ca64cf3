import type { Diagnostic } from '../core/fault.ts'
import type { Obligations, Runbook, Step } from '../core/model.ts'
import { diagnostic, type Located } from './decode.ts'
import { expressionSites } from './expression-sites.ts'
import { type Finding, meantOrKnown } from './finding.ts'
import { roots } from './known-names.ts'
import { type Names, siteFindings } from './lint-expressions.ts'
import type { Path } from './tree.ts'

const longestTitle = 60

/** The diagnostics of what is wrong inside one runbook. `obligations` is null when it is not known which there are. */
export function runbookFindings(
  file: Located<Runbook>,
  names: Names,
  obligations: Obligations | null,
): readonly Diagnostic[] {
  const seen = new Set<string>()
  return file.value.steps.flatMap((step, index) => {
    const at = (path: Path, finding: Finding, part?: 'key') =>
      diagnostic(finding, file.place(['steps', index, ...path], part))
    const found: Diagnostic[] = []
    if (seen.has(step.id)) found.push(at(['id'], duplicateId('runbook.duplicate-id', step.id)))
    seen.add(step.id)
    for (const site of expressionSites(step)) {
      for (const finding of siteFindings(site, names)) found.push(at(site.path, finding))
    }
    if (step.each !== undefined && Object.hasOwn(roots, step.each.as)) {
      found.push(at(['each', step.each.as], taken(step.each.as), 'key'))
    }
    if (step.danger !== undefined && step.approve === undefined) found.push(at(['danger'], notApproved))
    if (step.alone !== undefined && step.approve === undefined) found.push(at(['alone'], nothingAlone, 'key'))
    if (step.action.kind === 'run' && step.proof === undefined) found.push(at(['run'], unproven, 'key'))
    if (step.action.kind === 'notify' && obligations !== null) {
      const ids = obligations.obligations.map((item) => item.id)
      if (!ids.includes(step.action.obligation))
        found.push(at(['notify'], unknownObligation(step.action.obligation, ids)))
    }
    for (const lang of longTitles(step)) found.push(at(['title', lang], longTitle(lang)))
    return found
  })
}

function longTitles(step: Step): readonly string[] {
  const { en, nl } = step.title
  // What a template becomes is not known; ten columns are.
  const long = (title: string) => title.replaceAll(/\{\{.*?\}\}/gs, '0123456789').length > longestTitle
  if (en === nl) return long(en) ? ['en'] : []
  return [...(long(en) ? ['en'] : []), ...(long(nl) ? ['nl'] : [])]
}

/** Two things with one id. */
export function duplicateId(code: 'runbook.duplicate-id' | 'obligations.duplicate-id', id: string): Finding {
  return {
    code,
    message: { en: `the id ${id} is used twice`, nl: `de id ${id} is twee keer gebruikt` },
    hint: { en: 'give each its own id', nl: 'geef elk een eigen id' },
  }
}

/** An obligation that does not exist. */
export function unknownObligation(id: string, ids: readonly string[]): Finding {
  return {
    code: 'runbook.unknown-obligation',
    message: { en: `there is no obligation ${id}`, nl: `er is geen verplichting ${id}` },
    ...meantOrKnown(id, ids),
  }
}

function taken(name: string): Finding {
  return {
    code: 'runbook.unknown-name',
    message: { en: `${name} already has a meaning in expressions`, nl: `${name} betekent al iets in uitdrukkingen` },
    hint: { en: 'take another name for the variable', nl: 'kies een andere naam voor de variabele' },
  }
}

const notApproved: Finding = {
  code: 'runbook.not-approved',
  message: { en: 'a dangerous step needs approve', nl: 'een gevaarlijke stap heeft approve nodig' },
  hint: { en: 'add approve with the role that approves', nl: 'voeg approve toe, met de rol die goedkeurt' },
}

const nothingAlone: Finding = {
  code: 'runbook.alone-unapproved',
  message: { en: 'alone says nothing without approve', nl: 'alone zegt niets zonder approve' },
  hint: {
    en: 'a step that nobody approves is done without a second person anyway: leave alone out',
    nl: 'een stap die niemand goedkeurt, gebeurt al zonder tweede persoon: laat alone weg',
  },
}

const unproven: Finding = {
  code: 'runbook.unproven',
  severity: 'warning',
  message: { en: 'nothing shows that this command did its work', nl: 'niets toont dat deze opdracht haar werk deed' },
  hint: { en: 'add a proof', nl: 'voeg een proof toe' },
}

function longTitle(lang: string): Finding {
  return {
    code: 'runbook.long-title',
    severity: 'warning',
    message: {
      en: `the title (${lang}) is longer than ${longestTitle} characters`,
      nl: `de titel (${lang}) is langer dan ${longestTitle} tekens`,
    },
    hint: { en: 'put the rest in text', nl: 'zet de rest in text' },
  }
}
