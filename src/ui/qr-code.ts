import { encode } from 'uqr'

interface Canvas {
  readonly columns: number
  readonly unicode: boolean
  /** Light letters on a dark ground, as on most screens; otherwise dark ink on paper. */
  readonly isScreen: boolean
}

/**
 * A QR code as lines of text, where it fits; null where it does not. With Unicode two rows of the code stand in one line;
 * without it each of its squares is two characters wide.
 */
export function qrCode(text: string, { columns, unicode, isScreen }: Canvas): readonly string[] | null {
  const { data } = encode(text, { ecc: 'L', border: unicode ? 2 : 1 })
  const inked = data.map((row) => row.map((dark) => dark !== isScreen))
  if (inked.length * (unicode ? 1 : 2) > columns) return null
  if (!unicode) return inked.map((row) => row.map((ink) => (ink ? '##' : '  ')).join(''))
  const lines: string[] = []
  for (let at = 0; at < inked.length; at += 2) {
    const below = inked[at + 1]
    lines.push((inked[at] ?? []).map((ink, column) => block(ink, below?.[column] ?? isScreen)).join(''))
  }
  return lines
}

function block(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀'
  return lower ? '▄' : ' '
}
