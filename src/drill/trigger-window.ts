import { partsOf } from '../runbook/cel.ts'
import { never } from '../runbook/never.ts'
import { contradicts } from './contradiction.ts'

type Part = ReturnType<typeof partsOf>

/** The minutes between which something can happen; `from` is never (or later) when it can't. Both ends are inside. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** The first minute at which what a name stands for can have happened: `injects` and `care-home`. */
export type Earliest = (root: string, member: string) => number

export const anyTime: Window = { from: 0, to: never }
const noTime: Window = { from: never, to: never }

/**
 * The window in which a condition can be true, as far as its form tells: comparisons of `minutes`, numbers, `never` and
 * the times of messages, events, steps and notices, joined with `&&` and `||`; and not when two parts contradict each
 * other. Anything else may be true at any time.
 */
export function windowOf(condition: string, earliest: Earliest): Window {
  return partWindow(partsOf(condition), earliest)
}

function partWindow(part: Part, earliest: Earliest): Window {
  if (part.op === '&&' && contradicts(part)) return noTime
  if (part.op === '&&') return intersection(partWindow(part.args[0], earliest), partWindow(part.args[1], earliest))
  if (part.op === '||') return either(partWindow(part.args[0], earliest), partWindow(part.args[1], earliest))
  if (part.op === 'value') return part.args === false ? noTime : anyTime
  if (part.op === '<' || part.op === '<=') return before(part.args[0], part.args[1], part.op === '<' ? 1 : 0, earliest)
  if (part.op === '>' || part.op === '>=') return before(part.args[1], part.args[0], part.op === '>' ? 1 : 0, earliest)
  if (part.op === '==') {
    const [left, right] = part.args
    return intersection(before(left, right, 0, earliest), before(right, left, 0, earliest))
  }
  if (part.op === '!=') return different(part.args[0], part.args[1], earliest)
  return anyTime
}

export function intersection(a: Window, b: Window): Window {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

function either(a: Window, b: Window): Window {
  if (a.from > a.to || a.from >= never) return b
  if (b.from > b.to || b.from >= never) return a
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }
}

/** A sum of at most one time and a number: `injects.press + 30`. `time` null: a number alone. */
interface Sum {
  readonly time: 'now' | { readonly from: number } | null
  readonly add: number
}

/** `left` and `gap` more is at most `right`. */
function before(left: Part, right: Part, gap: number, earliest: Earliest): Window {
  const [low, high] = balanced(sumOf(left, earliest), sumOf(right, earliest))
  if (low === null || high === null) return anyTime
  const lead = low.add + gap
  if (high.time === 'now') {
    // It is at least so late.
    if (low.time === null) return { from: Math.max(0, lead - high.add), to: never }
    return low.time === 'now' ? anyTime : { from: low.time.from + Math.max(0, lead - high.add), to: never }
  }
  if (high.time !== null) {
    // What did not happen is never, which is not before anything.
    const surely = low.time !== null && low.time !== 'now' && lead > high.add
    return surely ? { from: low.time.from, to: never } : anyTime
  }
  // At most a number: what did not happen is never, which is more.
  const most = high.add - lead
  if (low.time === null) return most >= 0 ? anyTime : noTime
  if (low.time === 'now') return { from: 0, to: most }
  if (most >= never) return anyTime
  return low.time.from > most ? noTime : { from: low.time.from, to: never }
}

/** `injects.press != never`: it came. */
function different(left: Part, right: Part, earliest: Earliest): Window {
  const [one, other] = [sumOf(left, earliest), sumOf(right, earliest)]
  const [time, number] = one?.time === null ? [other, one] : [one, other]
  const isNever = number?.time === null && number.add === never
  if (!isNever || time === null || time.time === null || time.time === 'now' || time.add !== 0) return anyTime
  return { from: time.time.from, to: never }
}

/** `minutes - injects.press >= 30` is `injects.press + 30 <= minutes`. */
function balanced(low: Difference | null, high: Difference | null): readonly [Sum | null, Sum | null] {
  if (low === null || high === null) return [null, null]
  const left = low.less
  const right = high.less
  if (left === null && right === null) return [low, high]
  // A time that is taken off on one side is put to the other, if there is none yet.
  if (right !== null && left === null && low.time === null) return [{ time: right, add: low.add }, { ...high }]
  if (left !== null && right === null && high.time === null) return [{ ...low }, { time: left, add: high.add }]
  return [null, null]
}

interface Difference extends Sum {
  /** A time that is taken off. */
  readonly less: Sum['time']
}

const times = new Set(['done', 'sent', 'closed', 'injects', 'answered', 'events'])

function sumOf(part: Part, earliest: Earliest): Difference | null {
  if (part.op === 'value') {
    const { args } = part
    return typeof args === 'bigint' || typeof args === 'number' ? { time: null, add: Number(args), less: null } : null
  }
  if (part.op === 'id') {
    if (part.args === 'minutes') return { time: 'now', add: 0, less: null }
    return part.args === 'never' ? { time: null, add: never, less: null } : null
  }
  if (part.op === '.' || part.op === '[]') {
    const [root, key] = part.args
    const member = typeof key === 'string' ? key : key.op === 'value' ? key.args : null
    if (root.op !== 'id' || !times.has(root.args) || typeof member !== 'string') return null
    return { time: { from: earliest(root.args, member) }, add: 0, less: null }
  }
  if (part.op === '-_') {
    const number = sumOf(part.args, earliest)
    return number?.time === null && number.less === null ? { ...number, add: -number.add } : null
  }
  if (part.op !== '+' && part.op !== '-') return null
  const [a, b] = [sumOf(part.args[0], earliest), sumOf(part.args[1], earliest)]
  if (a === null || b === null || b.less !== null) return null
  if (part.op === '-') {
    if (b.time !== null && a.less !== null) return null
    return { time: a.time, add: a.add - b.add, less: b.time ?? a.less }
  }
  if (a.time !== null && b.time !== null) return null
  return { time: a.time ?? b.time, add: a.add + b.add, less: a.less }
}
