import { typesThatAre } from '../core/event-traits.ts'

/** Types by their length: of nearly all lines that alone tells that they are of none of them. */
function byLength(types: ReadonlySet<string>): readonly (readonly string[])[] {
  const longest = Math.max(...[...types].map((type) => type.length))
  return Array.from({ length: longest + 1 }, (_, length) => [...types].filter((type) => type.length === length))
}

const notableTypes = byLength(typesThatAre('checked'))

/** Whether the type between these places of a line is one that verification gets the event of. */
export function isNotable(bytes: Uint8Array, type: number, typeEnd: number): boolean {
  return notableTypes[typeEnd - type]?.some((word) => stands(bytes, type, word)) === true
}

const timeTypes = byLength(typesThatAre('timing'))

/** The places at which a scanner found the type of a line, and its data. */
interface Found {
  readonly type: number
  readonly typeEnd: number
  readonly data: number
  readonly dataEnd: number
}

/**
 * Whether a line may hold an event that states a time (core/stated-times.ts), or one that such an event is held against.
 * `text` is the bytes as Latin-1.
 */
export function tellsTimes(bytes: Uint8Array, text: string, { type, typeEnd, data, dataEnd }: Found): boolean {
  if (timeTypes[typeEnd - type]?.some((word) => stands(bytes, type, word)) === true) return true
  // Most notes say no time of their own; it would be the first member.
  if (isType(bytes, type, typeEnd, 'note.added')) return text.slice(data, data + 6) === '{"at":'
  // Most outcomes give no answer.
  return isType(bytes, type, typeEnd, 'step.outcome') && text.slice(data, dataEnd).includes('"facts"')
}

export function isType(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  return end - at === word.length && stands(bytes, at, word)
}

export function stands(bytes: Uint8Array, at: number, ascii: string): boolean {
  for (let i = 0; i < ascii.length; i += 1) {
    if (bytes[at + i] !== ascii.charCodeAt(i)) return false
  }
  return true
}
