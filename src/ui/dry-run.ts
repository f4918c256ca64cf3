import { type Lang, pick, type Said, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { approverOf } from './approver.ts'
import { createLook, type Look } from './look.ts'
import { roleName } from './role.ts'
import type { Terminal } from './terminal.ts'
import { hang, pad } from './wrap.ts'

const words = {
  would: { en: 'would do', nl: 'zou doen' },
  doneWhen: { en: 'done when', nl: 'klaar als' },
  role: { en: 'role', nl: 'rol' },
  approval: { en: 'approval', nl: 'goedkeuring' },
  danger: { en: 'danger', nl: 'gevaar' },
} as const

const dangers = {
  disruptive: { en: 'disrupts work', nl: 'legt werk stil' },
  irreversible: { en: "can't be undone", nl: 'kan niet ongedaan worden gemaakt' },
} as const

/**
 * Every step with what it would do, ending in a line feed. The view is that of a trial: its summaries say `would`.
 * A step that is not needed takes one line, and what holds for each of several things stands under the last of them.
 */
export function renderDryRun(view: View, terminal: Terminal, lang: Lang): string {
  const look = createLook(terminal, lang)
  const blocks = view.steps.map((step, index) => {
    const next = view.steps[index + 1]
    const goesOn = next !== undefined && alike(step, next)
    const text = isFolded(step) ? renderFolded(step, view, look) : renderWould(step, goesOn, look)
    return text + (goesOn || (next !== undefined && isFolded(step) && isFolded(next)) ? '\n' : '\n\n')
  })
  const title = look.plain ? look.say(heading) : hang('', look.say(heading), look.columns)
  return `${`${title}\n\n${blocks.join('')}`.trimEnd()}\n`
}

const heading: Text = {
  en: 'DRY RUN: nothing is changed, nothing is recorded.',
  nl: 'PROEFRIT: er wordt niets gewijzigd en niets vastgelegd.',
}

function isFolded({ record, status }: StepView): boolean {
  return status === 'not-applicable' && (record === null || record.summary === '')
}

/** Whether two steps are the same one, for two things, and are done under the same conditions. */
function alike(one: StepView, next: StepView): boolean {
  return one.step === next.step && isFolded(one) === isFolded(next) && one.doneWhen.en === next.doneWhen.en
}

/** A step that this trial does not need, and whether that is certain. */
function renderFolded({ step, title }: StepView, { state }: View, look: Look): string {
  const facts = [...(step.when ?? '').matchAll(/\bfacts\.(\w+)/g)].map(([, name = '']) => name)
  const why = facts.some((name) => (state.facts[name] ?? null) === null) ? depends : notNeeded
  const text = `${look.say(title)}: ${look.say(why)}`
  if (look.plain) return `${look.say(step.code)}, ${text}.`
  return look.ink.faint(hang(` ${pad(look.say(step.code), 4)} `, text, look.columns))
}

const notNeeded: Text = { en: 'not needed here', nl: 'hier niet nodig' }
const depends: Text = {
  en: 'depends on an answer',
  nl: 'hangt af van een antwoord',
}

/** One step: code, title, what it would do, and unless the next one says it too, how one would know that it is done. */
function renderWould(view: StepView, goesOn: boolean, look: Look): string {
  const { lang, ink, columns } = look
  const { step } = view
  const rows: [string, string][] = [[pick(words.would, lang), look.say(would(view))]]
  if (!goesOn) {
    rows.push(
      [pick(words.doneWhen, lang), look.say(view.doneWhen)],
      [pick(words.role, lang), look.say(roleName(step.role, lang))],
    )
    if (step.danger !== undefined) rows.push([pick(words.danger, lang), look.say(dangers[step.danger])])
    const approver = approverOf(step)
    if (approver !== null) rows.push([pick(words.approval, lang), look.say(approver)])
  }
  const code = look.say(step.code)
  const title = look.say(view.title)
  if (look.plain) return [`${code}, ${title}.`, ...rows.map(([name, value]) => `${name}: ${value}`)].join('\n')
  const [first = '', ...rest] = hang(` ${pad(code, 4)} `, title, columns).split('\n')
  return [first, ...rest]
    .map((line) => ink.strong(line))
    .concat(rows.map(([name, value]) => hang(`      ${pad(name, 12)} `, value, columns)))
    .join('\n')
}

function would({ record }: StepView): Said {
  if (record !== null && record.summary !== '') return record.summary
  return { en: 'not reached in this rehearsal', nl: 'niet bereikt in deze proefrit' }
}
