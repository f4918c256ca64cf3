import type { Rating } from '../core/event.ts'
import { mostSpeed, type Order } from './order.ts'

const ratings: ReadonlySet<unknown> = new Set<Rating>(['P', 'S', 'M', 'U'])
/** Longer texts than this are no message to people under stress. */
const mostText = 10_000

/** The order in one line of the facilitator's file, or null: anybody can write anything there. */
export function readOrder(line: string): Order | null {
  let found: { readonly [name: string]: unknown }
  try {
    found = JSON.parse(line)
  } catch {
    return null
  }
  if (found === null || typeof found !== 'object' || Array.isArray(found)) return null
  const has = (...names: readonly string[]): boolean => names.every((name) => isText(found[name]))
  const may = (...names: readonly string[]): boolean => names.every((name) => found[name] === undefined || has(name))
  if (!has('by', 'kind')) return null
  return forms.get(String(found.kind))?.({ found, has, may }) === true ? (found as unknown as Order) : null
}

interface Form {
  readonly found: { readonly [name: string]: unknown }
  has(...names: readonly string[]): boolean
  may(...names: readonly string[]): boolean
}

const always = (): boolean => true
const withInject = ({ has }: Form): boolean => has('inject')

const forms: ReadonlyMap<string, (form: Form) => boolean> = new Map<Order['kind'], (form: Form) => boolean>([
  ['send', withInject],
  ['hold', withInject],
  ['release', withInject],
  ['edit', ({ found, has, may }) => has('inject') && may('to', 'channel') && isEdit(found)],
  ['improvise', ({ has }) => has('from', 'to', 'channel', 'text')],
  ['pause', always],
  ['resume', always],
  ['end', always],
  ['speed', ({ found }) => Number.isSafeInteger(found.speed) && Math.abs(Number(found.speed)) <= mostSpeed * 10],
  ['jump', ({ has }) => has('at')],
  ['observe', ({ found, has, may }) => has('text') && may('objective', 'player') && isRating(found.rating)],
  ['note', ({ has, may }) => has('text') && may('redline')],
])

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= mostText
}

function isSaid(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return isText(value)
  const { en, nl } = value as { readonly en?: unknown; readonly nl?: unknown }
  return isText(en) && isText(nl)
}

/** Something is changed, and nothing into what can't be said. */
function isEdit({ from, to, channel, text }: Form['found']): boolean {
  const isSome = [from, to, channel, text].some((part) => part !== undefined)
  return isSome && [from, text].every((part) => part === undefined || isSaid(part))
}

function isRating(value: unknown): boolean {
  return value === undefined || ratings.has(value)
}
