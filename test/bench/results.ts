import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import type { Figure } from './figure.ts'

/** A figure as it was taken last: when, on which machine, and how busy that was. */
type Kept = Figure & Conditions

interface Conditions {
  /** RFC 3339 UTC, to the minute. */
  readonly taken: string
  readonly machine: string
  /** Processes that wanted to run, on average of a minute: before and after. */
  readonly load: string
}

/** What was measured, in the order in which it is asked for. */
export type Results = { readonly [what: string]: Kept }

/**
 * What kept results are when `name` was measured anew: only its figures change, and those go whose measurement is none of
 * `known` any more. Figures are called `<measurement>/<what>`, and stand in the order of `known`.
 */
export function withNew(kept: Results, name: string, taken: Results, known: readonly string[]): Results {
  const measurement = (figure: string): string => figure.slice(0, figure.indexOf('/'))
  const others = Object.entries(kept).filter(([figure]) => measurement(figure) !== name)
  return Object.fromEntries(
    [...others, ...Object.entries(taken)]
      .filter(([figure]) => known.includes(measurement(figure)))
      .toSorted(([a], [b]) => known.indexOf(measurement(a)) - known.indexOf(measurement(b))),
  )
}

export function readResults(file: string): Results {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
}

/** How busy the machine is now. */
export function loadNow(): number {
  return loadavg()[0] ?? 0
}

/** To be asked when a figure was taken; `before` is how busy the machine was then. */
export function conditions(before: number): Conditions {
  const memory = Math.round(totalmem() / 2 ** 30)
  return {
    taken: new Date().toISOString().replace(/:\d\d\.\d+Z$/, 'Z'),
    machine: `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? ''}), ${memory} GB, Node ${process.versions.node}`,
    load: `${before.toFixed(1)} before, ${loadNow().toFixed(1)} after`,
  }
}
