import type { Json } from './event.ts'
import type { Expressions, Scope } from './expressions.ts'

/** A member of a scope that changes, as it is now: a map, or (without `at`) a plain value. */
export interface Changing {
  /** The whole map; the same object only if it holds the same. */
  whole(): unknown
  /** One member of the map; undefined: there is none. */
  at?(key: string): unknown
}

/** One look of an expression: at one member of a map, or (`key` is null) at all of it. */
interface Glimpse {
  readonly name: string
  readonly key: string | null
  readonly seen: unknown
}

/** The result of an expression, and what it looked at on the way. */
export interface KeptResult {
  readonly value: Json
  readonly looks: readonly Glimpse[]
}

/** A scope that sees what expressions look at. */
export interface WatchedScope {
  /**
   * The value of an expression: the one that is known while all that it looked at is still the same, as an expression is
   * a function of what it looks at. `own` are more members, which are the same each time.
   */
  evaluate(expression: string, known: KeptResult | null, own: Scope | null): KeptResult
}

/**
 * A scope of members that are `fixed` and others that are `changing`. What was seen is compared itself, and not the state
 * that holds it: so it makes no difference whether each state is a new one or one changes in place.
 */
export function watchScope(
  expressions: Expressions,
  fixed: Scope,
  changing: { readonly [name: string]: Changing },
): WatchedScope {
  let looks: Glimpse[] = []
  let scope: Scope | null = null
  const now = (name: string, key: string | null): unknown =>
    key === null ? changing[name]?.whole() : changing[name]?.at?.(key)
  const look = (name: string, key: string | null): unknown => {
    const seen = now(name, key)
    looks.push({ name, key, seen })
    return seen
  }
  const isSame = ({ name, key, seen }: Glimpse): boolean => now(name, key) === seen
  return {
    evaluate: (expression, known, own) => {
      if (known?.looks.every(isSame)) return known
      looks = []
      scope ??= watchedMembers(fixed, changing, look)
      const value = expressions.evaluate(expression, own === null ? scope : { ...scope, ...own })
      return { value, looks }
    },
  }
}

/** A member that is a map. */
export function mapOf(whole: () => object): Required<Changing> {
  return { whole, at: (key) => memberOf(whole(), key) }
}

/** A function for what follows from something, made anew only when that is another. */
export function latest<T, V>(from: () => T, make: (from: T) => V): () => V {
  let last: { readonly from: T; readonly made: V } | null = null
  return () => {
    const now = from()
    if (last === null || last.from !== now) last = { from: now, made: make(now) }
    return last.made
  }
}

function memberOf(map: object, key: string): unknown {
  return Object.hasOwn(map, key) ? (map as Scope)[key] : undefined
}

/** Whether conditions hold in a scope; `known` holds what they gave when they were looked at last. */
export function conditions(watched: WatchedScope, known: Map<string, KeptResult>): (condition: string) => boolean {
  return (condition) => {
    const found = watched.evaluate(condition, known.get(condition) ?? null, null)
    known.set(condition, found)
    return found.value === true
  }
}

/** The same members for who only looks. */
export function plainScope(fixed: Scope, changing: { readonly [name: string]: Changing }): Scope {
  const scope = { ...fixed }
  for (const [name, { whole }] of Object.entries(changing)) {
    Object.defineProperty(scope, name, { enumerable: true, get: whole })
  }
  return scope
}

function watchedMembers(
  fixed: Scope,
  changing: { readonly [name: string]: Changing },
  look: (name: string, key: string | null) => unknown,
): Scope {
  const scope = { ...fixed }
  for (const [name, { at }] of Object.entries(changing)) {
    const map = at === undefined ? null : watchedMap(name, look)
    const get = map === null ? () => look(name, null) : () => map
    Object.defineProperty(scope, name, { enumerable: true, get })
  }
  return scope
}

/** A map that is only looked at through `look`. */
function watchedMap(name: string, look: (name: string, key: string | null) => unknown): object {
  const at = (key: string | symbol): unknown => (typeof key === 'string' ? look(name, key) : undefined)
  return new Proxy(
    {},
    {
      get: (_map, key) => at(key),
      has: (_map, key) => at(key) !== undefined,
      ownKeys: () => Reflect.ownKeys(look(name, null) as object),
      getOwnPropertyDescriptor: (_map, key) => {
        const value = at(key)
        return value === undefined ? undefined : { value, enumerable: true, configurable: true }
      },
    },
  )
}
