import { encode } from 'uqr'
import type { Terminal } from './terminal.ts'

/** The light modules that every reader wants around a code (ISO/IEC 18004). */
const border = 4

/**
 * A QR code as lines for a screen, dark on light whatever colours the screen has: ground and modules are painted. Null where
 * they can't be (no colour, no Unicode, a screen reader) or where it does not fit: then what it says must stand beside it.
 * Two rows of it stand in one line; the text console of Linux has no half blocks, and gets two columns for each module.
 */
export function qrCode(text: string, terminal: Terminal): readonly string[] | null {
  const { columns, colour, unicode, plain, console } = terminal
  if (!colour || !unicode || plain) return null
  const { data } = encode(text, { ecc: 'L', border })
  const width = data.length * (console === true ? 2 : 1)
  if (width > columns) return null
  const paint = paintOf(terminal)
  const lines: string[] = []
  if (console === true) for (const row of data) lines.push(painted(row.map((dark) => paint.ground(dark, '  '))))
  else {
    for (let at = 0; at < data.length; at += 2) {
      const [above = [], below = []] = [data[at], data[at + 1]]
      lines.push(painted(above.map((dark, column) => paint.both(dark, below[column] ?? false))))
    }
  }
  return lines
}

/** Codes only where the colour changes: a terminal on a slow line has enough to draw. */
function painted(cells: readonly { readonly code: string; readonly sign: string }[]): string {
  let last = ''
  const parts = cells.map(({ code, sign }) => {
    const changed = code === last ? sign : `${code}${sign}`
    last = code
    return changed
  })
  return `${parts.join('')}\x1b[0m`
}

/** Black and white that no theme changes, or those of the sixteen colours that come nearest. */
function paintOf({ colours }: Terminal) {
  const ink = (dark: boolean, place: 3 | 4): string =>
    colours === 256 ? `${place}8;5;${dark ? 16 : 231}` : `${place}${dark ? 0 : 7}`
  return {
    ground: (dark: boolean, sign: string) => ({ code: `\x1b[${ink(dark, 4)}m`, sign }),
    both: (above: boolean, below: boolean) => ({ code: `\x1b[${ink(above, 3)};${ink(below, 4)}m`, sign: '▀' }),
  }
}
