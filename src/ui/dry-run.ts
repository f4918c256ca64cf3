import type { StepView, View } from '../core/planner.ts'
import type { Lang, Said, Text } from '../core/text.ts'
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

/** Every step with what it would do, ending in a line feed. The view is that of a rehearsal: its summaries say `would`. */
export function renderDryRun(view: View, terminal: Terminal, lang: Lang): string {
  const look = createLook(terminal, lang)
  const steps = view.steps.map((step) => renderWould(step, look))
  const title = look.plain ? look.say(heading) : hang('', look.say(heading), look.columns)
  return `${[title, ...steps].join('\n\n')}\n`
}

const heading: Text = {
  en: 'DRY RUN: nothing is changed, nothing is recorded.',
  nl: 'PROEFRIT: er wordt niets gewijzigd en niets vastgelegd.',
}

/** One step: code, title, what it would do, how one would know that it is done. */
function renderWould(view: StepView, look: Look): string {
  const { lang, ink, columns } = look
  const { step } = view
  const rows: [string, string][] = [[words.would[lang], look.say(would(view))]]
  rows.push([words.doneWhen[lang], look.say(view.doneWhen)], [words.role[lang], look.say(roleName(step.role, lang))])
  if (step.danger !== undefined) rows.push([words.danger[lang], look.say(dangers[step.danger])])
  if (step.approve !== undefined) rows.push([words.approval[lang], look.say(roleName(step.approve, lang))])
  const code = look.say(step.code)
  const title = look.say(view.title)
  if (look.plain) return [`${code}, ${title}.`, ...rows.map(([name, value]) => `${name}: ${value}`)].join('\n')
  const [first = '', ...rest] = hang(` ${pad(code, 4)} `, title, columns).split('\n')
  return [first, ...rest]
    .map((line) => ink.strong(line))
    .concat(rows.map(([name, value]) => hang(`      ${pad(name, 12)} `, value, columns)))
    .join('\n')
}

function would({ record, status }: StepView): Said {
  if (record !== null && record.summary !== '') return record.summary
  if (status === 'not-applicable') return { en: 'not needed here', nl: 'hier niet nodig' }
  return { en: 'not reached in this rehearsal', nl: 'niet bereikt in deze proefrit' }
}
