import { displayWidth } from '../core/harmless.ts'
import { summaryText } from '../core/seen-text.ts'
import { pick, type Said, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { aloneText } from './alone.ts'
import { approverOf } from './approver.ts'
import type { Look } from './look.ts'
import { earlyText } from './mark.ts'
import { proofAsked } from './proof-asked.ts'
import { roleName } from './role.ts'
import { needRows, peopleText, roleText } from './step-needs.ts'
import { hang, pad, wrapText } from './wrap.ts'

const words = {
  of: { en: 'of', nl: 'van' },
  doneWhen: { en: 'done when', nl: 'klaar als' },
  proof: { en: 'proof', nl: 'bewijs' },
  role: { en: 'role', nl: 'rol' },
  mind: { en: 'mind', nl: 'let op' },
  last: { en: 'so far', nl: 'tot nu' },
  alone: { en: 'alone', nl: 'alleen' },
} as const satisfies { readonly [word: string]: Text }

/**
 * The step in front of the responder: what, where it stands, how one knows that it is done, who does it and how they are
 * reached, what it needs, what to mind. Without the view (null) no people, numbers and places: a replay goes to others.
 */
export function renderStep(view: StepView, whole: View | null, look: Look): string {
  const { lang, signs } = look
  const place = `${look.say(view.runbookTitle)} ${signs.dot} ${view.position} ${pick(words.of, lang)} ${view.of}`
  const label = `${look.say(view.step.code)}  ${look.say(view.title)}`
  const text = view.text === null ? '' : look.tell(view.text)
  const role = view.step.role
  const details: (readonly [string, string])[] = [
    [look.say(words.doneWhen), look.say(view.doneWhen)],
    [look.say(words.role), whole === null ? look.say(roleName(role, lang)) : roleText(role, view, whole, look)],
    ...(whole === null ? [] : needRows(view, whole, look)),
  ]
  const asked = proofAsked(view.step)
  if (asked !== null) details.splice(1, 0, [pick(words.proof, lang), look.say(asked)])
  const mind = cautions(view, whole, look)
  if (mind.length > 0) details.push([pick(words.mind, lang), mind.join('; ')])
  const last = soFar(view)
  if (last !== null) details.push([pick(words.last, lang), look.tell(last)])
  const alone = aloneText(view)
  if (alone !== null) details.push([pick(words.alone, lang), look.tell(alone)])
  if (look.plain) {
    const spoken = details.map(([name, detail]) => `${name}: ${detail}`)
    return [`${label.replace('  ', ', ')}. ${place}.`, text, ...spoken].filter((line) => line !== '').join('\n')
  }
  const rows = details.map(([name, detail]) => row(name, detail, look))
  return box(label, place, text === '' ? rows : [text, ...rows], look)
}

function row(name: string, detail: string, look: Look): string {
  return hang(pad(`${name} `, 12), detail, look.columns - 5)
}

function cautions(view: StepView, whole: View | null, look: Look): readonly string[] {
  const { step, needsItems } = view
  const found: Text[] = []
  if (needsItems) found.push({ en: 'not in the profile: name them first', nl: 'niet in het profiel: noem ze eerst' })
  if (step.danger === 'disruptive') found.push({ en: 'disrupts work', nl: 'legt werk stil' })
  if (step.danger === 'irreversible') found.push({ en: "CAN'T BE UNDONE", nl: 'KAN NIET ONGEDAAN WORDEN GEMAAKT' })
  const approver = approverOf(step)
  if (approver !== null && step.approve !== undefined) {
    const known = whole === null ? null : peopleText(step.approve, view, whole, look)
    const people = known === null ? '' : `: ${known}`
    found.push({
      en: `needs a second person's approval (${approver.en}${people})`,
      nl: `een tweede persoon moet het goedkeuren (${approver.nl}${people})`,
    })
    if (step.alone === true) found.push(mayGoAlone)
  }
  return found.map((text) => look.say(text))
}

const mayGoAlone: Text = {
  en: 'if nobody can be reached, it may go on without, with a reason',
  nl: 'is niemand bereikbaar, dan mag het zonder, met een reden',
}

/** The words for what happened to this step before, or null when nothing did. */
export function soFar({ record, status }: StepView): Text | null {
  if (record === null) return null
  const { reason, refusals, deferred, what } = record
  const summary = summaryText(record.summary, record.proof)
  if (status === 'unknown') {
    return {
      en: `cut off: ${pick(what, 'en')}. It may have happened`,
      nl: `afgebroken: ${pick(what, 'nl')}. Misschien is het gebeurd`,
    }
  }
  if (status === 'failed') return labelled({ en: 'failed', nl: 'mislukt' }, reason ?? summary)
  if (status === 'blocked') return { en: `blocked: ${reason ?? ''}`, nl: `geblokkeerd: ${reason ?? ''}` }
  if (status === 'skipped') return { en: `skipped: ${reason ?? ''}`, nl: `overgeslagen: ${reason ?? ''}` }
  if (deferred !== null && refusals > 0) return { en: 'approval was refused', nl: 'de goedkeuring is geweigerd' }
  if (deferred !== null) return labelled({ en: 'put off', nl: 'uitgesteld' }, summary)
  if (record.advanced !== null) return earlyText(record.advanced)
  if (reason !== null) return { en: `reopened: ${reason}`, nl: `heropend: ${reason}` }
  return null
}

function labelled(label: Text, said: Said): Text {
  return { en: `${label.en}: ${pick(said, 'en')}`, nl: `${label.nl}: ${pick(said, 'nl')}` }
}

/** A box as wide as the screen. The title stands in its upper edge where it fits, and inside where it doesn't. */
function box(title: string, place: string, parts: readonly string[], look: Look): string {
  const { signs, ink, columns } = look
  const inner = columns - 5
  const room = inner - displayWidth(place) - 3
  const fits = displayWidth(title) <= room
  const edge = fits ? title : ''
  const fill = signs.line.repeat(Math.max(1, inner - displayWidth(edge) - displayWidth(place) - (fits ? 2 : 1)))
  const tail = look.fit(place, inner - 2)
  const top = ` ${signs.topLeft} ${fits ? `${ink.strong(edge)} ` : ''}${ink.faint(`${fill} ${tail}`)} ${signs.topRight}`
  const heading = fits ? [] : wrapText(title, inner).map((line) => ({ line, style: ink.strong }))
  const body = parts.flatMap((part) => part.split('\n').flatMap((line) => keep(line, inner)))
  const lines = [...heading, ...body.map((line) => ({ line, style: (text: string) => text }))]
  const bottom = ` ${signs.bottomLeft}${signs.line.repeat(inner + 2)}${signs.bottomRight}`
  return [
    top,
    ...lines.map(({ line, style }) => ` ${signs.side} ${style(pad(line, inner))} ${signs.side}`),
    bottom,
  ].join('\n')
}

/** A line that is laid out already stays as it is. */
function keep(line: string, columns: number): readonly string[] {
  return displayWidth(line) <= columns ? [line] : wrapText(line, columns)
}
