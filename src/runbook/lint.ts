import { type Diagnostic, Fault } from '../core/fault.ts'
import type { Obligations, Plan, Runbook } from '../core/model.ts'
import { byPlace, diagnostic, type Located, locate, textOf } from './decode.ts'
import { type Finding, meantOrKnown } from './finding.ts'
import { factNames } from './known-names.ts'
import type { Names } from './lint-expressions.ts'
import { obligationFindings } from './lint-obligations.ts'
import { type Group, orderFindings, stepIds } from './lint-order.ts'
import { runbookFindings } from './lint-runbook.ts'
import { anySchema } from './schema.ts'

/** File name → its text or its bytes. */
export type Files = ReadonlyMap<string, string | Uint8Array>

/** The files of a folder that are not, by their own word, something else: `services.yaml` stands there too. */
export function runbookFiles(files: Files): Files {
  const decoder = new TextDecoder()
  const head = (content: string | Uint8Array) =>
    typeof content === 'string' ? content.slice(0, 4096) : decoder.decode(content.subarray(0, 4096))
  const other = /^format: *cyber-respond\/(?!runbook@|plan@|obligations@)[a-z]+@/m
  return new Map([...files].filter(([, content]) => !other.test(head(content))))
}

/**
 * The contents of a set of files, and everything that is wrong with it. A file with errors of its own is not in the
 * lists.
 */
export interface Linted {
  readonly plans: readonly Located<Plan>[]
  readonly runbooks: readonly Located<Runbook>[]
  readonly obligations: Located<Obligations> | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Decodes plans, runbooks and obligations, and checks each of them and all of them together. Pure. */
export function lint(files: Files): Linted {
  const plans: Located<Plan>[] = []
  const runbooks: Located<Runbook>[] = []
  let obligations: Located<Obligations> | null = null
  const found: Diagnostic[] = []
  const doubts: Diagnostic[] = []
  for (const [file, content] of files) {
    try {
      const text = typeof content === 'string' ? content : textOf(file, content)
      const { value, ...rest } = locate({ file, text }, anySchema)
      doubts.push(...rest.doubts)
      if (value.format === 'cyber-respond/plan@1') plans.push({ ...rest, value })
      else if (value.format === 'cyber-respond/runbook@1') runbooks.push({ ...rest, value })
      else if (value.format === 'cyber-respond/obligations@1') obligations = { ...rest, value }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      found.push(...(error.diagnostics.length > 0 ? error.diagnostics : [bare(error)]))
    }
  }
  // What a broken file would give is unknown, and would be reported as missing in all the others.
  const broken = found.length > 0
  const groups = groupsOf(plans, runbooks)
  for (const file of [...plans, ...runbooks]) found.push(...fileName(file))
  for (const file of plans) found.push(...planFindings(file, runbooks, broken))
  for (const group of groups) found.push(...groupFindings(group, obligations, broken))
  if (obligations !== null) {
    const all = runbooks.map((file) => file.value)
    const complete = plans.length > 0 && !broken
    const facts = complete ? factNames(all, obligations.value) : null
    found.push(...obligationFindings(obligations, { facts, steps: null, texts: null, complete }))
  }
  return { plans, runbooks, obligations, diagnostics: unique([...doubts, ...found]) }
}

/** The runbooks of each plan, and each runbook that is in none. */
function groupsOf(plans: readonly Located<Plan>[], runbooks: readonly Located<Runbook>[]): readonly Group[] {
  const planned = new Set(plans.flatMap((plan) => plan.value.runbooks.map((entry) => entry.runbook)))
  const lone = runbooks.filter((file) => !planned.has(file.value.id))
  return [
    ...plans.map((plan) => {
      const ids = plan.value.runbooks.map((entry) => entry.runbook)
      return { plan, runbooks: runbooks.filter((file) => ids.includes(file.value.id)) }
    }),
    ...lone.map((file) => ({ plan: null, runbooks: [file] })),
  ]
}

function groupFindings(group: Group, obligations: Located<Obligations> | null, broken: boolean): readonly Diagnostic[] {
  const { plan, runbooks } = group
  const missing = plan !== null && runbooks.length < new Set(plan.value.runbooks.map((entry) => entry.runbook)).size
  const whole = plan !== null && !broken && !missing
  const values = runbooks.map((file) => file.value)
  const names: Names = {
    facts: whole || plan === null ? factNames(values, obligations?.value ?? null) : null,
    steps: whole ? stepIds(group) : null,
    texts: whole ? Object.keys(plan.value.texts ?? {}) : null,
    complete: whole,
  }
  const codes = new Map<string, string>()
  const found = runbooks.flatMap((file) => [
    ...runbookFindings(file, names, obligations?.value ?? null),
    ...duplicateCodes(file, codes),
  ])
  return [...found, ...(whole || plan === null ? orderFindings(group) : [])]
}

function duplicateCodes(file: Located<Runbook>, codes: Map<string, string>): readonly Diagnostic[] {
  return file.value.steps.flatMap((step, index) => {
    const other = codes.get(step.code)
    codes.set(step.code, `${file.value.id}/${step.id}`)
    if (other === undefined) return []
    const finding: Finding = {
      code: 'runbook.duplicate-code',
      message: {
        en: `the code ${step.code} is already that of ${other}`,
        nl: `de code ${step.code} is al die van ${other}`,
      },
      hint: { en: 'take a number that is still free', nl: 'neem een nummer dat nog vrij is' },
    }
    return [diagnostic(finding, file.place(['steps', index, 'code']))]
  })
}

function planFindings(
  file: Located<Plan>,
  runbooks: readonly Located<Runbook>[],
  broken: boolean,
): readonly Diagnostic[] {
  const known = runbooks.map((runbook) => runbook.value.id)
  const entries = file.value.runbooks.map((entry) => entry.runbook)
  const at = (index: number, finding: Finding) => diagnostic(finding, file.place(['runbooks', index, 'runbook']))
  const twice = entries.flatMap((id, index) => (entries.indexOf(id) < index ? [at(index, duplicateRunbook(id))] : []))
  // Of a broken file it is not known which runbook it holds.
  if (twice.length > 0 || broken) return twice
  return entries.flatMap((id, index) => (known.includes(id) ? [] : [at(index, unknownRunbook(id, known))]))
}

function duplicateRunbook(id: string): Finding {
  return {
    code: 'plan.duplicate-runbook',
    message: { en: `the runbook ${id} stands here twice`, nl: `het draaiboek ${id} staat hier twee keer` },
    hint: { en: 'keep one of them', nl: 'behoud er één' },
  }
}

function unknownRunbook(id: string, known: readonly string[]): Finding {
  return {
    code: 'plan.unknown-runbook',
    message: { en: `there is no runbook ${id}`, nl: `er is geen draaiboek ${id}` },
    ...meantOrKnown(id, known),
  }
}

/** A file is found by its name, so its id must be that name. */
function fileName(file: Located<Plan | Runbook>): readonly Diagnostic[] {
  const wanted = `${file.value.id}${file.value.format === 'cyber-respond/plan@1' ? '.plan' : ''}.yaml`
  const name = file.file
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.yml$/, '.yaml')
  if (name === wanted) return []
  const finding: Finding = {
    code: 'runbook.file-name',
    message: {
      en: `with this id the file must be called ${wanted}`,
      nl: `met deze id moet het bestand ${wanted} heten`,
    },
    hint: { en: 'rename the file, or change the id', nl: 'hernoem het bestand, of wijzig de id' },
  }
  return [diagnostic(finding, file.place(['id']))]
}

function bare({ code, text, hint }: Fault): Diagnostic {
  return { code, severity: 'error', message: text, ...(hint === undefined ? {} : { hint }) }
}

/** A runbook of two plans is looked at twice. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(diagnostics.map((item) => [JSON.stringify([item.code, item.place, item.message]), item]))
  return [...seen.values()].toSorted(byPlace)
}
