import { conditionOf } from '../core/condition-words.ts'
import type { Each, Runbook, Step } from '../core/model.ts'
import { follows } from '../core/step-order.ts'
import { pick, type Text } from '../core/text.ts'
import { escapeHtml } from './escape.ts'
import { actionLines, checkLine } from './paper-actions.ts'
import { blank, type Of } from './paper-filling.ts'
import { html, paperTable, toFill } from './paper-html.ts'
import type { PaperParts } from './paper-parts.ts'
import { approvalLines, roleLine } from './paper-who.ts'

const label = {
  who: { en: 'who', nl: 'wie' },
  danger: { en: 'danger', nl: 'gevaar' },
  approve: { en: 'approval', nl: 'goedkeuring' },
  after: { en: 'after', nl: 'na' },
  when: { en: 'only if', nl: 'alleen als' },
  what: { en: 'what', nl: 'wat' },
  call: { en: 'call', nl: 'bel' },
  how: { en: 'how', nl: 'hoe' },
  done: { en: 'done when', nl: 'klaar als' },
  proof: { en: 'proof', nl: 'bewijs' },
} as const satisfies { readonly [name: string]: Text }

const dangers: { readonly [D in NonNullable<Step['danger']>]: Text } = {
  disruptive: {
    en: 'it disturbs the service: a second person agrees first',
    nl: 'het verstoort de dienst: een tweede persoon gaat eerst akkoord',
  },
  irreversible: {
    en: "it can't be undone: a second person agrees first",
    nl: 'het kan niet ongedaan: een tweede persoon gaat eerst akkoord',
  },
}

/** One step on paper: a box to tick, who, how, what shows that it is done, and lines for the hour and the name. */
export function stepHtml(parts: PaperParts, runbook: Runbook, step: Step): string {
  const { lang, filling, names, book } = parts
  const items = itemsOf(step, parts)
  const of: Of | null = step.each === undefined ? null : { as: step.each.as, item: null }
  const title = escapeHtml(filling.text(step.title, of))
  if (items?.length === 0) return notHere(step, title, parts)
  const codes = follows(book.plan, runbook, runbook.steps.indexOf(step)).flatMap((id) => names.code(id) ?? [])
  const isPerItem = items?.some(({ decided }) => decided)
  const condition = isPerItem ? null : conditionOf(step, names)
  const rows: readonly (readonly [Text, readonly string[]])[] = [
    [label.who, [roleLine(step.role, parts)]],
    [label.danger, step.danger === undefined ? [] : [pick(dangers[step.danger], lang)]],
    [label.approve, step.approve === undefined ? [] : approvalLines(step.approve, step.alone === true, parts)],
    [label.after, codes.length === 0 ? [] : [codes.join(', ')]],
    [label.when, condition === null ? [] : [pick(condition, lang)]],
    [label.what, step.text === undefined ? [] : [filling.text(step.text, of)]],
    [step.action.kind === 'call' ? label.call : label.how, actionLines(step.action, parts, of)],
    ...(step.shows ?? []).map(({ what, value }): readonly [Text, readonly string[]] => {
      const known = filling.needed(value, of)
      return [what, known === null ? [] : [known]]
    }),
    [label.done, [filling.text(step.doneWhen, of)]],
    [label.proof, proofLines(step, parts, of)],
  ]
  const list = rows
    .filter(([, lines]) => lines.length > 0)
    .map(
      ([name, lines]) =>
        `<div><dt>${escapeHtml(pick(name, lang))}</dt><dd>${lines.map((one) => `<p>${html(one)}</p>`).join('')}</dd></div>`,
    )
  const kind = [
    ...(step.danger === undefined ? [] : ['danger']),
    ...(items !== null || rows.flatMap(([, lines]) => lines).length > 14 ? ['long'] : []),
  ]
  return `<section class="${['step', ...kind].join(' ')}">
<div class="head"><span class="box"></span><span class="code">${escapeHtml(step.code)}</span><h3>${title}</h3></div>
<dl>
${list.join('\n')}
</dl>
${items === null ? '' : itemTable(step, items, parts)}${signLine(parts)}
</section>`
}

function signLine({ lang }: PaperParts): string {
  const [hour, name, note]: readonly Text[] = [
    { en: 'day and hour', nl: 'dag en uur' },
    { en: 'name', nl: 'naam' },
    { en: 'note', nl: 'notitie' },
  ]
  return [
    toFill(hour as Text, 'short', lang),
    toFill(name as Text, 'wide', lang),
    toFill(note as Text, 'wide', lang),
  ].join('')
}

/** A step for a list that the profile leaves empty, or of which it applies to none: one line, so that its code is found. */
function notHere({ code }: Step, title: string, { lang }: PaperParts): string {
  const none: Text = { en: 'nothing in the profile asks for it', nl: 'niets in het profiel vraagt erom' }
  return `<section class="step none"><div class="head"><span class="box"></span><span class="code">${escapeHtml(code)}</span><span>${title}: ${escapeHtml(pick(none, lang))}</span></div></section>`
}

interface Item {
  readonly cells: { readonly [key: string]: unknown }
  /** Its condition was judged beforehand. */
  readonly decided: boolean
}

/** The items of a step's list to which it applies, as far as that is known; null: it has no list. Empty lines where nobody knows it. */
function itemsOf({ each, when }: Step, { filling }: PaperParts): readonly Item[] | null {
  if (each === undefined) return null
  const found = filling.list(each.in)
  if (found === null) return [1, 2, 3].map(() => ({ cells: {}, decided: false }))
  return found.flatMap((cells) => {
    const holds = when === undefined ? null : filling.holds(when, { as: each.as, item: cells })
    return holds === false ? [] : [{ cells, decided: holds === true }]
  })
}

const details = ['phone', 'mail', 'owner', 'location', 'contract'] as const

function itemTable({ each, action, proof }: Step, items: readonly Item[], parts: PaperParts): string {
  const { lang, filling } = parts
  const rows = items.map(({ cells }) => {
    const { name, title } = cells
    const isKnown = Object.keys(cells).length > 0
    const shown = !isKnown
      ? blank
      : String(typeof title === 'object' && title !== null ? pick(title as Text, lang) : (name ?? cells.id ?? blank))
    const tier =
      typeof cells.tier === 'number' ? [pick({ en: `tier ${cells.tier}`, nl: `niveau ${cells.tier}` }, lang)] : []
    const facts = [...tier, ...details.flatMap((key) => (typeof cells[key] === 'string' ? [String(cells[key])] : []))]
    const of: Of = { as: (each as Each).as, item: cells }
    const command = action.kind === 'run' ? filling.command(action.run.command, of) : null
    const seen = action.kind === 'check' ? action.check : proof?.kind === 'check' ? proof.check : null
    const look = seen === null || !isKnown ? null : checkLine(seen, parts, of)
    const told = [...facts, ...(command === null ? [] : [`$ ${command}`]), ...(look === null ? [] : [look])]
    const missing = action.kind === 'call' && typeof cells.phone !== 'string' ? [blank] : []
    return [`\u2610 ${shown}`, [...told, ...missing].join('\n'), blank, blank]
  })
  const head: readonly Text[] = [
    { en: 'which', nl: 'welke' },
    { en: 'known of it', nl: 'wat we ervan weten' },
    { en: 'day and hour', nl: 'dag en uur' },
    { en: 'name, proof', nl: 'naam, bewijs' },
  ]
  return paperTable((each as Each).ask, head, rows, lang)
}

function proofLines({ proof }: Step, parts: PaperParts, of: Of | null): readonly string[] {
  if (proof === undefined) return []
  if (proof.kind === 'check') return [checkLine(proof.check, parts, of)]
  return [`${parts.filling.text(proof.title, of)}  ${blank}${blank}`]
}
