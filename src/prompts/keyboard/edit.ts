import type { KeyName } from './token.ts'

/** A text while it is written. `column` counts UTF-16 units and never stands inside a character. */
export interface Edit {
  readonly lines: readonly string[]
  readonly row: number
  readonly column: number
}

/** The text with the cursor behind it. */
export function editOf(text: string): Edit {
  const lines = text.split('\n')
  return { lines, row: lines.length - 1, column: (lines.at(-1) ?? '').length }
}

export function editText({ lines }: Edit): string {
  return lines.join('\n')
}

export function insert({ lines, row, column }: Edit, text: string): Edit {
  const line = lines[row] ?? ''
  const added = `${line.slice(0, column)}${text}`.split('\n')
  const last = added.at(-1) ?? ''
  const changed = [...added.slice(0, -1), last + line.slice(column)]
  return {
    lines: [...lines.slice(0, row), ...changed, ...lines.slice(row + 1)],
    row: row + added.length - 1,
    column: last.length,
  }
}

/** The text after a key; the same for keys that change nothing. */
export function pressed(edit: Edit, key: KeyName): Edit {
  const { lines, row, column } = edit
  const line = lines[row] ?? ''
  switch (key) {
    case 'left':
      return column > 0 ? { ...edit, column: before(line, column) } : row > 0 ? end(edit, row - 1) : edit
    case 'right':
      if (column < line.length) return { ...edit, column: behind(line, column) }
      return row < lines.length - 1 ? { ...edit, row: row + 1, column: 0 } : edit
    case 'up':
      return row > 0 ? at(edit, row - 1) : edit
    case 'down':
      return row < lines.length - 1 ? at(edit, row + 1) : edit
    case 'home':
      return { ...edit, column: 0 }
    case 'end':
      return end(edit, row)
    case 'backspace':
      return column > 0 || row > 0 ? without(edit, pressed(edit, 'left')) : edit
    case 'delete': {
      const next = pressed(edit, 'right')
      return next === edit ? edit : without(next, edit)
    }
    // Of a text of several lines all that stands before the cursor: so one key takes back what was pasted.
    case 'kill-before':
      return without(edit, { ...edit, row: 0, column: 0 })
    case 'kill-after':
      return without(end(edit, row), edit)
    case 'kill-word':
      return column === 0
        ? pressed(edit, 'backspace')
        : without(edit, { ...edit, column: line.slice(0, column).replace(/\S+\s*$|\s+$/, '').length })
    default:
      return edit
  }
}

/**
 * The part of a line that fits into `room` units, around the cursor, and where the cursor stands in it. `ellipsis`, one sign,
 * stands where it begins with something cut away.
 */
export function window(
  line: string,
  column: number,
  room: number,
  ellipsis: string,
): { readonly text: string; readonly column: number } {
  if (line.length <= room) return { text: line, column }
  const from = Math.max(0, Math.min(column - Math.floor(room / 2), line.length - room))
  const start = from === 0 ? 0 : behind(line, before(line, from))
  const text = line.slice(start, before(line, Math.min(line.length, start + room)))
  const cut = start > 0 ? `${ellipsis}${text.slice(1)}` : text
  return { text: cut, column: Math.min(column - start, cut.length) }
}

/** Everything but what stands between two places, of which `from` is the earlier one. */
function without(to: Edit, from: Edit): Edit {
  const head = (from.lines[from.row] ?? '').slice(0, from.column)
  const tail = (to.lines[to.row] ?? '').slice(to.column)
  return {
    lines: [...to.lines.slice(0, from.row), head + tail, ...to.lines.slice(to.row + 1)],
    row: from.row,
    column: from.column,
  }
}

function end(edit: Edit, row: number): Edit {
  return { ...edit, row, column: (edit.lines[row] ?? '').length }
}

function at(edit: Edit, row: number): Edit {
  const line = edit.lines[row] ?? ''
  if (edit.column >= line.length) return end(edit, row)
  return { ...edit, row, column: behind(line, before(line, edit.column + 1)) }
}

let segmenter: Intl.Segmenter | null = null

/** The characters of a text. Making what tells them apart takes longer than all else before the first question, and few type any. */
function characters(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** The place where the character before a column begins: marks and joined emoji go with what they stand on. */
function before(line: string, column: number): number {
  if (column <= 0) return 0
  const from = Math.max(0, column - 64)
  let last = from
  for (const { index } of characters(line.slice(from, column))) last = from + index
  return last
}

function behind(line: string, column: number): number {
  const [first] = characters(line.slice(column, column + 64))
  return column + (first?.segment.length ?? 0)
}
