/** Lines that come in front of a line (counted from 0). */
export interface Insertion {
  readonly before: number
  readonly lines: readonly string[]
}

const context = 3

/** A unified diff that adds lines to a text and takes none away. Keeps the line ends of the text. */
export function insertionDiff(path: string, text: string, insertions: readonly Insertion[]): string {
  const cut = text.split('\n')
  const isOpen = cut.at(-1) !== ''
  const lines = isOpen ? cut : cut.slice(0, -1)
  const end = lines[0]?.endsWith('\r') === true ? '\r' : ''
  const sorted = insertions.toSorted((a, b) => a.before - b.before)
  const hunks: Insertion[][] = []
  for (const one of sorted) {
    const last = hunks.at(-1)
    if (last !== undefined && one.before - (last.at(-1)?.before ?? 0) <= 2 * context) last.push(one)
    else hunks.push([one])
  }
  let added = 0
  const parts = hunks.map((hunk) => {
    const from = Math.max(0, (hunk[0]?.before ?? 0) - context)
    const to = Math.min(lines.length, (hunk.at(-1)?.before ?? 0) + context)
    const body: string[] = []
    let more = 0
    for (let index = from; index <= to; index += 1) {
      for (const one of hunk.filter(({ before }) => before === index)) {
        body.push(...one.lines.map((line) => `+${line}${end}`))
        more += one.lines.length
      }
      if (index < to) body.push(` ${lines[index]}`)
    }
    if (to === lines.length && isOpen) body.push('\\ No newline at end of file')
    const head = `@@ -${from + 1},${to - from} +${from + 1 + added},${to - from + more} @@`
    added += more
    return [head, ...body].join('\n')
  })
  const shown = path.includes(' ') ? `${path}\t` : path
  return `--- a/${shown}\n+++ b/${shown}\n${parts.join('\n')}\n`
}
