import type { Json } from '../core/event.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import { Fault } from '../core/fault.ts'
import { type Lang, pick, type Text } from '../core/text.ts'

/** A line to fill in by hand. */
export const blank = '________________'

/** The item of a list that a text is filled in for; `item` is null in what is said of all of them. */
export interface Of {
  readonly as: string
  readonly item: { readonly [key: string]: unknown } | null
}

type Parts = readonly ({ readonly text: string } | { readonly cel: string })[]

/** The parts from which texts on paper are filled in. */
export interface FillingParts {
  readonly expressions: Expressions
  /** The plain and the `{{ CEL }}` parts of a text. */
  parts(template: string): Parts
  /** The names that are known before an incident: profile, municipality, plan. */
  readonly base: Scope
  readonly lang: Lang
}

/** Fills in texts as far as they are known beforehand; what only the incident will tell is a line to fill in. */
export interface Filling {
  text(text: Text, of?: Of | null): string
  template(template: string, of?: Of | null): string
  /** The words of a command; null: one of them is not known. */
  command(words: readonly string[], of: Of | null): string | null
  /** Whether a condition holds for an item; null: only the incident will tell. */
  holds(condition: string, of: Of | null): boolean | null
  /** What a card shows: null where the table of the step's items says it. */
  needed(cel: string, of: Of | null): string | null
  /** A list of the profile; null: it isn't known. */
  list(cel: string): readonly { readonly [key: string]: unknown }[] | null
}

/** The names that only an incident fills. */
const later = /\b(?:facts|steps|record|was|incident)\b/

/**
 * What a list is of, by the name that a runbook has for one of it. `of these`, because some plans cut a part of the links only: a
 * title that says "each link" would be followed.
 */
const eachOf: { readonly [as: string]: Text } = {
  link: { en: 'each of these links', nl: 'elk van deze verbindingen' },
  backup: { en: 'each of these backups', nl: 'elk van deze back-ups' },
  partner: { en: 'each of these partners', nl: 'elk van deze partners' },
  supplier: { en: 'each of these suppliers', nl: 'elk van deze leveranciers' },
  neighbour: { en: 'each of these neighbours', nl: 'elk van deze buurgemeenten' },
  service: { en: 'each of these services', nl: 'elk van deze diensten' },
}
const each: Text = { en: 'each of these', nl: 'elk van deze' }
const seeList: Text = { en: '(see the list)', nl: '(zie de lijst)' }

export function createFilling({ expressions, parts, base, lang }: FillingParts): Filling {
  const scope = (of: Of | null): Scope => ({ ...base, ...(of?.item == null ? {} : { [of.as]: of.item }) })
  const value = (cel: string, of: Of | null): Json => {
    try {
      return expressions.evaluate(cel, scope(of))
    } catch (error) {
      if (error instanceof Fault) return null
      throw error
    }
  }
  const filled = (cel: string, of: Of | null): string => {
    if (later.test(cel)) return blank
    if (of !== null && of.item === null && new RegExp(`\\b${of.as}\\.`).test(cel)) {
      const isName = new RegExp(`\\b${of.as}\\.(?:name|title)\\b`).test(cel)
      return pick(isName ? ((Object.hasOwn(eachOf, of.as) ? eachOf[of.as] : null) ?? each) : seeList, lang)
    }
    const found = value(cel, of)
    if (found === null || found === '') return blank
    return typeof found === 'object' ? JSON.stringify(found) : String(found)
  }
  const template = (text: string, of: Of | null = null): string =>
    text.includes('{{')
      ? parts(text)
          .map((part) => ('text' in part ? part.text : filled(part.cel, of)))
          .join('')
          .replaceAll(/\(\(([^()]*)\)\)/g, '($1)')
      : text
  return {
    template,
    text: (text, of = null) => template(pick(text, lang), of),
    command: (words, of) => {
      if (words.some((word) => later.test(word)) || (of !== null && of.item === null)) return null
      try {
        return expressions.renderArgs(words, scope(of)).join(' ')
      } catch (error) {
        if (error instanceof Fault) return null
        throw error
      }
    },
    holds: (condition, of) => (later.test(condition) ? null : value(condition, of) === true),
    needed: (cel, of) => {
      if (later.test(cel)) return blank
      if (of !== null && new RegExp(`\\b${of.as}\\b`).test(cel)) return null
      const words = wordsOf(value(cel, of), lang)
      return words === '' ? blank : words
    },
    list: (cel) => {
      const found = later.test(cel) ? null : value(cel, null)
      return Array.isArray(found) ? (found as never) : null
    },
  }
}

/** The people that a step lists at most: all of them, with their numbers, stand on the first pages. */
const mostListed = 8

function isPerson(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && 'role' in value
}

/** A value of the profile in words: of a person, a place or a service the parts that one needs. */
function wordsOf(value: Json | undefined, lang: Lang): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) {
    const most = isPerson(value[0]) ? mostListed : value.length
    const more = value.length - most
    const rest: Text = { en: `+ ${more} more, see People`, nl: `+ nog ${more}, zie Mensen` }
    return [...value.slice(0, most).map((item) => wordsOf(item, lang)), ...(more > 0 ? [pick(rest, lang)] : [])].join(
      '; ',
    )
  }
  if (typeof value !== 'object') return String(value)
  const { title, name, id, location, owner, phone, mail, contract } = value as {
    readonly [key: string]: Json | undefined
  }
  const called = typeof title === 'object' && title !== null ? pick(title as unknown as Text, lang) : (name ?? id)
  return [called, location, owner, phone, mail, contract]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ')
}
