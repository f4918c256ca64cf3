/**
 * The characters that can deceive or disturb a reader: control codes (C0, C1, DEL, ESC), format codes (bidirectional
 * overrides and isolates, zero-width characters, byte order marks, tags), lone surrogates, line and paragraph
 * separators, and the fillers that Unicode calls letters but that show nothing.
 */
const unsafe = (): RegExp => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu

/** The characters of most lines: Latin letters, punctuation, frames. Each of them shows, and takes one column. */
const plainLine = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u257f]*$/
/** The same on several lines. */
const plainLines = /^[\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u257f]*$/

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Makes every code visible that a terminal, a browser or an eye could fall for: ESC becomes the four characters `\x1b`,
 * a right-to-left override `\u{202e}`. The escapes are ASCII, so they also show where there is no Unicode.
 * With `lines`, line feeds and tabs stay and CRLF becomes a line feed; without it the result is one line.
 */
export function harmless(text: string, keep: { readonly lines?: boolean } = {}): string {
  if ((keep.lines === true ? plainLines : plainLine).test(text)) return text
  if (keep.lines !== true) return text.replace(unsafe(), visible)
  return text
    .replaceAll('\r\n', '\n')
    .replace(unsafe(), (code) => (code === '\n' || code === '\t' ? code : visible(code)))
}

/** One line without control codes, at most `max` display columns wide; an ellipsis stands for what is cut away. */
export function harmlessLine(text: string, max: number): string {
  if (max < 1) return ''
  if (text.length <= max && plainLine.test(text)) return text
  // Nobody sees more of a flood than `max` columns, so no more than this is looked at, however marks are stacked.
  const part = text.slice(0, 16 * max)
  let columns = 0
  let kept = ''
  for (const character of harmless(part)) {
    columns += width(character)
    if (columns > max) return `${kept}…`
    if (columns < max) kept += character
  }
  return part.length < text.length ? `${kept}…` : harmless(part)
}

/**
 * A value as JSON that does nothing to a terminal: what JSON itself lets through (C1 codes, bidirectional overrides,
 * line separators) is written as `\uXXXX`, which a reader of JSON takes for the same text. `indent` in spaces.
 */
export function harmlessJson(value: unknown, indent = 0): string {
  const units = (code: string): string => {
    if (code === '\n') return code
    return Array.from({ length: code.length }, (_none, at) => unit(code.charCodeAt(at))).join('')
  }
  return JSON.stringify(value, null, indent).replace(unsafe(), units)
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}

/** The display columns that a harmless line takes. */
export function displayWidth(line: string): number {
  if (plainLine.test(line)) return line.length
  let columns = 0
  for (const character of line) columns += width(character)
  return columns
}

/** The columns of one character: 2 for East Asian wide and emoji, 0 for what is drawn over the one before it. */
function width(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  // The emoji selector widens the character before it; half of a flag is one column.
  if (code === 0xfe0f || (code >= 0x1f1e6 && code <= 0x1f1ff)) return 1
  if (/[\p{Mn}\p{Me}]/u.test(character)) return 0
  return isWide(character) ? 2 : 1
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u.test(
    character,
  )
}

function visible(code: string): string {
  const point = code.codePointAt(0) ?? 0
  return named[code] ?? (point < 0x100 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u{${point.toString(16)}}`)
}
