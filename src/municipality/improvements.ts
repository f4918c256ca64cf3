import * as v from 'valibot'
import type { Rating } from '../core/event.ts'
import type { Text } from '../core/text.ts'
import { decode, textOf } from '../runbook/decode.ts'
import { problem } from '../runbook/shape-findings.ts'
import { day, text, wordsForm } from '../runbook/text-schema.ts'

/** The improvements that a municipality took from its drills and still has to do (`improvements/<slug>.yaml`). */
export interface Improvements {
  readonly format: 'cyber-respond/improvements@1'
  /** NIS code. */
  readonly municipality: string
  readonly last: LastDrill | null
  readonly actions: readonly ImprovementAction[]
}

/** The last drill: when it was really held, and what was measured. Minutes of exercise time; null: it did not happen. */
export interface LastDrill {
  readonly drill: string
  /** YYYY-MM-DD. */
  readonly date: string
  readonly scenario: string
  readonly level: string
  readonly minutes: { readonly declare: number | null; readonly isolate: number | null; readonly warn: number | null }
  readonly ratings: { readonly [objective: string]: Rating }
}

/** `from` is the drill that asked for it first. `due` and `done` are days. */
export interface ImprovementAction {
  readonly id: string
  readonly from: string
  readonly what: Text
  readonly owner: string | null
  readonly due: string | null
  readonly done: string | null
}

const minutes = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))

const last: v.GenericSchema<unknown, LastDrill> = v.strictObject({
  drill: wordsForm,
  date: day,
  scenario: wordsForm,
  level: wordsForm,
  minutes: v.strictObject({ declare: minutes, isolate: minutes, warn: minutes }),
  ratings: v.record(wordsForm, v.picklist(['P', 'S', 'M', 'U'])),
})

const action: v.GenericSchema<unknown, ImprovementAction> = v.strictObject({
  id: wordsForm,
  from: wordsForm,
  what: text,
  owner: v.nullish(wordsForm, null),
  due: v.nullish(day, null),
  done: v.nullish(day, null),
})

const schema: v.GenericSchema<unknown, Improvements> = v.strictObject({
  format: v.literal('cyber-respond/improvements@1'),
  municipality: wordsForm,
  last: v.nullish(last, null),
  actions: v.pipe(
    v.array(action),
    v.checkItems(
      (item, index, all) => all.findIndex((other) => other.id === item.id) === index,
      problem({
        code: 'shape.value',
        message: { en: 'another action has this id', nl: 'een andere actie heeft deze id' },
        hint: { en: 'give each its own id', nl: 'geef elk een eigen id' },
      }),
    ),
  ),
})

/** The plan in a YAML text, or its bytes. Throws a Fault (exit code 3) with a positioned diagnostic for what is wrong. */
export function readImprovements(file: string, source: string | Uint8Array): Improvements {
  return decode({ file, text: typeof source === 'string' ? source : textOf(file, source) }, schema)
}

/**
 * The plan after one more drill. Actions are never lost: what stands there keeps its owner, its dates and its words, new
 * ones come behind. One that was done and is asked for again is open again, under its own id.
 */
export function mergeImprovements(
  known: Improvements | null,
  drill: LastDrill,
  municipality: string,
  found: readonly { readonly id: string; readonly what: Text }[],
): Improvements {
  const before = known?.actions ?? []
  const isNewest = known?.last == null || known.last.date <= drill.date
  const isSame = known?.last?.drill === drill.drill
  const taken = new Map(before.map((one) => [one.id, one]))
  for (const { id, what } of found) {
    const open = againstDone(id, taken, drill.drill)
    if (taken.has(open)) continue
    taken.set(open, { id: open, from: drill.drill, what, owner: null, due: null, done: null })
  }
  return {
    format: 'cyber-respond/improvements@1',
    municipality,
    last: isNewest || isSame ? drill : (known?.last ?? drill),
    actions: [...taken.values()],
  }
}

/** The id under which an action is open: its own, or the next free one when a drill after it was done asks for it again. */
function againstDone(id: string, taken: ReadonlyMap<string, ImprovementAction>, drill: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? id : `${id}-${number}`
    const known = taken.get(candidate)
    if (known === undefined || known.done === null || known.from === drill) return candidate
  }
}

/** The actions that are not done: those whose day is over first, then by day, then those without one. */
export function openActions(
  { actions }: Improvements,
  today: string,
): readonly (ImprovementAction & { readonly overdue: boolean })[] {
  return actions
    .filter(({ done }) => done === null)
    .map((one) => ({ ...one, overdue: one.due !== null && one.due < today }))
    .toSorted((a, b) => (a.due ?? '9999-99-99').localeCompare(b.due ?? '9999-99-99', 'en'))
}
