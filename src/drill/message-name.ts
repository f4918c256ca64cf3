import { pick, type Said, type Text } from '../core/text.ts'

/** The most characters of a message that its name takes: enough to know it by. */
const most = 40

/** The name of a message in a report: who sent it, and how it begins. Values may be missing still. */
export function messageName({ from, text }: { readonly from: Said; readonly text: Said }): Text {
  const named = (lang: 'en' | 'nl'): string =>
    `${unfilled(pick(from, lang))}, "${beginning(unfilled(pick(text, lang)))}"`
  return { en: named('en'), nl: named('nl') }
}

/** A text of which nobody knows the values: an ellipsis for each. */
export function unfilled(text: string): string {
  return text
    .replaceAll(/\{\{.*?\}\}/gs, '…')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The first words: at least one, and no more than fit. */
function beginning(text: string): string {
  if (text.length <= most) return text
  const end = text.lastIndexOf(' ', most)
  const words = text.slice(0, end < 1 ? most : end)
  return `${words.replace(/[\s.,;:!?…]+$/, '')}…`
}
