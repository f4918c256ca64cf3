import { type Lang, pick, type Text } from '../core/text.ts'
import { withBreaks } from './break-words.ts'
import { escapeHtml, htmlLines } from './escape.ts'
import { blank } from './paper-filling.ts'

const line = '<span class="blank"></span>'
const boxSign = '\u2610'

/** A telephone number stays on its line. */
const phone = /\+\d[\d ]{7,}\d|\b0\d{1,3} [\d ]{5,}\d/g

/** A box stays with the first word of what it is for. */
const option = new RegExp(`${boxSign} ([^\\s<]*)`, 'g')

/** A text with lines to fill in, as HTML. */
export function html(text: string): string {
  return withBreaks(htmlLines(text).replaceAll(blank, '\u0000'))
    .replaceAll(phone, '<span class="phone">$&</span>')
    .replaceAll('\u0000', line)
    .replaceAll(option, '<span class="option"><span class="box"></span>$1</span>')
}

/** A short line to fill in, with what belongs there: an hour, a name. */
export function toFill(label: Text, width: 'short' | 'wide', lang: Lang): string {
  return `<span class="fill">${escapeHtml(pick(label, lang))} <span class="blank ${width}"></span></span>`
}

export const box = boxSign

/** A table whose cells may hold lines to fill in. */
export function paperTable(
  caption: Text,
  head: readonly Text[],
  rows: readonly (readonly string[])[],
  lang: Lang,
): string {
  const columns = head.map((one) => `<th scope="col">${escapeHtml(pick(one, lang))}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map(cellHtml).join('')}</tr>`).join('\n')
  return `<table${rows.length > 8 ? '' : ' class="short"'}>
<caption>${escapeHtml(pick(caption, lang))}</caption>
<thead><tr>${columns}</tr></thead>
<tbody>
${body}
</tbody>
</table>`
}

/** A cell that is only room to write can be left out where nobody writes: on a screen. */
function cellHtml(cell: string): string {
  return cell === blank ? `<td class="room">${line}</td>` : `<td>${html(cell)}</td>`
}

/** A text as a string of CSS: whatever it says, it ends nothing. */
export function cssText(text: string): string {
  return `"${[...text].map((sign) => (/[A-Za-z0-9 ]/.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `)).join('')}"`
}
