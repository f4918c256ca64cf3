import type { Text } from '../core/text.ts'

/** A text in both languages, without what is filled in later. */
export function textIn(value: unknown, otherwise: string): Text {
  const { en, nl } = typeof value === 'string' ? { en: value, nl: value } : membersOf(value)
  const shown = (one: unknown): string => (typeof one === 'string' ? one : otherwise).replace(/\{\{.*?\}\}/gs, '…')
  return { en: shown(en ?? nl), nl: shown(nl ?? en) }
}

/** The members of a value that may be anything; none when it has none. */
export function membersOf(value: unknown): { readonly [name: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
