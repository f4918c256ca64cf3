import { conditionOf, type KnownNames } from '../core/condition-words.ts'
import { counted } from '../core/counted.ts'
import { harmless } from '../core/harmless.ts'
import type { Action, CheckSpec, Field, Obligations, Option, Plan, Proof, Runbook, Step } from '../core/model.ts'
import { qualified } from '../core/step-order.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { withOwnKey } from './approver.ts'
import { roleName } from './role.ts'
import { hang } from './wrap.ts'

/** The parts of a paper copy: `obligations` gives the names of who is told, when they are known. */
export interface PaperParts {
  readonly runbook: Runbook
  readonly obligations: Obligations | null
  /** The questions and steps that conditions name. */
  readonly names: KnownNames
  /** The texts of the plan that it is shown in, if it is. */
  readonly texts?: Plan['texts']
  readonly lang: Lang
  readonly columns: number
}

const label = {
  plan: { en: 'plan', nl: 'plan' },
  before: { en: 'before it', nl: 'ervoor' },
  next: { en: 'after it', nl: 'erna' },
  who: { en: 'who', nl: 'wie' },
  approve: { en: 'approved by', nl: 'goedkeuring' },
  danger: { en: 'danger', nl: 'gevaar' },
  after: { en: 'after', nl: 'na' },
  when: { en: 'only when', nl: 'alleen als' },
  each: { en: 'for each', nl: 'voor elke' },
  what: { en: 'what', nl: 'wat' },
  how: { en: 'how', nl: 'hoe' },
  needs: { en: 'needs', nl: 'nodig' },
  done: { en: 'done when', nl: 'klaar als' },
  proof: { en: 'proof', nl: 'bewijs' },
  time: { en: 'time', nl: 'uur' },
  name: { en: 'name', nl: 'naam' },
} as const

const gutter = 18

/**
 * A runbook to print and fill in by hand: a box, a code and a title for each step, who does it, how one knows that it is
 * done, and lines for the time and the name. Only ASCII around the texts. Ends in a line feed.
 */
export function renderPaper({ runbook, ...parts }: PaperParts): string {
  const { length } = runbook.steps
  const count = pick({ en: counted(length, 'step', 'steps'), nl: counted(length, 'stap', 'stappen') }, parts.lang)
  const sheet = sheetOf(parts)
  return sheet.page(runbook, count, [], runbook.steps)
}

/** The place of a step in a plan: the place of its runbook, and its own among all steps. */
export interface InPlan {
  readonly plan: Plan
  readonly runbook: readonly [number: number, of: number]
  readonly step: readonly [number: number, of: number]
}

/** One step of a runbook as the paper copy has it, under the plans that it is in and the steps around it. */
export function renderStepPaper(parts: PaperParts, step: Step, plans: readonly InPlan[]): string {
  const { runbook, lang } = parts
  const place = runbook.steps.indexOf(step)
  const count = pick(
    { en: `step ${place + 1} of ${runbook.steps.length}`, nl: `stap ${place + 1} van ${runbook.steps.length}` },
    lang,
  )
  const sheet = sheetOf(parts)
  const around = (name: Text, near: Step | undefined) =>
    near === undefined ? [] : [sheet.row(name, `${near.code}  ${sheet.say(near.title)}`)]
  const head = [
    ...plans.map(({ plan, runbook: [number, of], step: [nth, all] }) =>
      sheet.row(
        label.plan,
        pick(
          {
            en: `${sheet.say(plan.title)} (${plan.id}): runbook ${number} of ${of}, step ${nth} of ${all}`,
            nl: `${sheet.say(plan.title)} (${plan.id}): draaiboek ${number} van ${of}, stap ${nth} van ${all}`,
          },
          lang,
        ),
      ),
    ),
    ...around(label.before, runbook.steps[place - 1]),
    ...around(label.next, runbook.steps[place + 1]),
  ]
  return sheet.page(runbook, count, head, [step])
}

/** The sheet that both copies are made on. */
function sheetOf({ obligations, names, texts, lang, columns }: Omit<PaperParts, 'runbook'>) {
  const width = Math.min(columns, 80)
  const paper = (text: string) => onPaper(text, lang, texts)
  const say = (text: Text) => paper(pick(text, lang))
  const row = (name: Text, text: string) => hang(`      ${pick(name, lang)}`.padEnd(gutter), text, width)
  const box = (runbook: Runbook, step: Step): string =>
    [
      hang(`[ ] ${step.code}`.padEnd(gutter - 8), say(step.title), width),
      ...conditions(runbook, step, names, say, lang).map(([name, text]) => row(name, text)),
      ...(step.text === undefined ? [] : [row(label.what, say(step.text))]),
      ...actionLines(step.action, { say, paper }, obligations).map((text, index) =>
        row(index === 0 ? label.how : blank, text),
      ),
      ...(step.shows ?? []).map(({ what }) => row(label.needs, `${say(what)} ${line}${line}`)),
      row(label.done, say(step.doneWhen)),
      ...proofLines(step.proof, { say, paper }).map((text) => row(label.proof, text)),
      row(label.time, `__________   ${pick(label.name, lang)} ______________________________`),
    ].join('\n')
  const page = (runbook: Runbook, count: string, head: readonly string[], steps: readonly Step[]): string => {
    const title = hang('', `${say(runbook.title).toUpperCase()} (${runbook.id}, ${count})`, width)
    const top = [title, ...(head.length === 0 ? [] : [head.join('\n')]), '='.repeat(width)]
    return `${[...top, ...steps.map((step) => box(runbook, step))].join('\n\n')}\n`
  }
  return { say, row, page }
}

const phone: Text = { en: 'call', nl: 'bel' }
const blank: Text = { en: '', nl: '' }

/** A line to fill in by hand. */
const line = '__________'

/**
 * A template as a person reads it: who has a role is a line with the role behind it, what the plan says is filled in, and
 * everything else is a line to fill in.
 */
function onPaper(text: string, lang: Lang, texts: Plan['texts']): string {
  const filled = text.replaceAll(/\{\{\s*(.*?)\s*\}\}/gs, (_whole, cel: string) => {
    const [, role] = /^contact\(["']([a-z-]+)["']\)\.name$/.exec(cel) ?? []
    if (role !== undefined) return `${line} (${roleName(role, lang)})`
    const [, name = ''] = /^plan\.(\w+)\.(?:en|nl)$/.exec(cel) ?? []
    const said = texts !== undefined && Object.hasOwn(texts, name) ? texts[name] : undefined
    return said === undefined ? line : pick(said, lang)
  })
  return harmless(filled.replaceAll(/\s*\n\s*/g, ' ')).trim()
}

type Say = (text: Text) => string

interface Sheet {
  readonly say: Say
  paper(text: string): string
}

function conditions(
  runbook: Runbook,
  step: Step,
  names: KnownNames,
  say: Say,
  lang: Lang,
): readonly (readonly [Text, string])[] {
  const kinds = {
    disruptive: { en: 'disruptive', nl: 'verstorend' },
    irreversible: { en: 'irreversible', nl: 'onomkeerbaar' },
  }
  const after = (step.after ?? []).flatMap((other) => names.code(qualified(runbook, other)) ?? [])
  const condition = conditionOf(step, names)
  const approver = step.approve === undefined ? null : roleName(step.approve, lang)
  return [
    [label.who, roleName(step.role, lang)],
    ...(step.danger === undefined ? [] : [[label.danger, say(kinds[step.danger])] as const]),
    ...(approver === null ? [] : [[label.approve, `${approver}${pick(withOwnKey(step), lang)}`] as const]),
    ...(after.length === 0 ? [] : [[label.after, after.join(', ')] as const]),
    ...(condition === null ? [] : [[label.when, say(condition)] as const]),
    ...(step.each === undefined ? [] : [[label.each, say(step.each.ask)] as const]),
  ]
}

function actionLines(action: Action, sheet: Sheet, obligations: Obligations | null): readonly string[] {
  const { say, paper } = sheet
  switch (action.kind) {
    case 'confirm':
      return []
    case 'ask':
      return action.fields.map((field) => question(field, say))
    case 'choose':
      return [choice(action.options, say)]
    case 'run':
      return [`$ ${action.run.command.map(paper).join(' ')}`]
    case 'check':
      return [check(action.check, sheet)]
    case 'call':
      return [
        `${say(phone)} ${paper(action.call.who)}, ${paper(action.call.phone)}`,
        say(action.call.say),
        ...(action.call.ask ?? []).map((field) => question(field, say)),
      ]
    case 'evidence':
      return [say({ en: 'keep as evidence: ', nl: 'bewaar als bewijsstuk: ' }) + say(action.items)]
    case 'cloud':
      return [`cyber-respond cloud ${action.cloud}`]
    case 'notify':
      return notice(action.obligation, sheet, obligations)
  }
}

function notice(id: string, { say, paper }: Sheet, obligations: Obligations | null): readonly string[] {
  const obligation = obligations?.obligations.find((item) => item.id === id)
  const channel = obligations?.channels.find((item) => item.id === obligation?.channel)
  if (obligation === undefined) return [id]
  const ways = [channel?.portal, channel?.mail, channel?.phone].filter((way) => way !== undefined)
  return [
    say(obligation.title),
    ...(channel === undefined ? [] : [[say(channel.name), ...ways.map(paper)].join(', ')]),
    ...obligation.fields.map((field) => question(field, say)),
  ]
}

function question(field: Field, say: Say): string {
  const answer = field.options === undefined ? '____________________' : choice(field.options, say)
  return `${say(field.title)} ${answer}`
}

function choice(options: readonly Option[], say: Say): string {
  return options.map((option) => `[ ] ${say(option.title)}`).join('  ')
}

function proofLines(proof: Proof | undefined, sheet: Sheet): readonly string[] {
  if (proof === undefined) return []
  return [proof.kind === 'check' ? check(proof.check, sheet) : `${sheet.say(proof.title)} ____________________`]
}

const spans = { for: { en: 'for', nl: 'gedurende' }, within: { en: 'within', nl: 'binnen' } } as const

function check({ probe, expect, ...times }: CheckSpec, { say, paper }: Sheet): string {
  const how = (['for', 'within'] as const).flatMap((key) => {
    const time = times[key]
    return time === undefined ? [] : [`${say(spans[key])} ${paper(time)}`]
  })
  return [`${probe.kind} ${paper(target(probe))}: ${paper(expect)}`, ...how].join(', ')
}

function target(probe: CheckSpec['probe']): string {
  switch (probe.kind) {
    case 'tcp':
      return probe.address
    case 'http':
      return probe.url
    case 'file':
      return probe.path
    case 'command':
      return probe.command.join(' ')
  }
}
