import type { Lang } from '../core/text.ts'

/** The worth of a word in the eyes of a reader; never shown by colour alone. */
export type Tone = 'good' | 'warn' | 'bad'

/** Text in a table. `code`: letters and digits to compare one by one, a hash. */
export type Cell = string | { readonly text: string; readonly tone?: Tone; readonly code?: true }

/** A part of a report, in one language, whatever it is written as. All its strings are as they came: nothing is escaped yet. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'alert'; readonly tone: Tone; readonly title: string; readonly text: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: Cell])[] }
  | Table
  | { readonly kind: 'picture'; readonly title: string; readonly alt: string; readonly svg: string }

/** The first cell of each row names the row. `widths` are even percentages of the columns, for paper. */
export interface Table {
  readonly kind: 'table'
  readonly caption: string
  readonly head: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}

export interface Document {
  readonly lang: Lang
  readonly title: string
  /** The record that it is about, on each page of paper. */
  readonly record: string
  readonly blocks: readonly Block[]
  readonly footer: string
  /** The banner of every page: what this is, where it could be taken for something else. */
  readonly banner?: string
}

export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text
}
