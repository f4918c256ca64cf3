import { basename, join, resolve } from 'node:path'
import { bytesAtAGlance, namesIn, type RecordGlance, recordsAtAGlance } from '../../adapters/home/glance.ts'
import { ownKit } from '../../adapters/kit/own-kit.ts'
import type { Lang } from '../../core/text.ts'
import { letters } from '../../municipality/letters.ts'
import { homeOf, languageOf } from '../wiring/surroundings.ts'
import type { Place } from './place.ts'
import type { Shipped } from './shipped.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** What the words of a line may be about: the home, and what was named before on the line. */
export interface Around {
  readonly place: Place
  readonly shipped: Shipped
  readonly home: string
  readonly lang: Lang
  /** A folder of runbooks other than the shipped ones, or null. */
  readonly runbooks: string | null
  readonly cwd: string
  readonly env: Env
}

export function aroundOf(place: Place, shipped: Shipped, env: Env, cwd: string): Around {
  const given = (option: string): string | undefined => {
    const value = place.given.get(option)?.at(-1)
    return value === undefined ? undefined : asFolder(value, env)
  }
  const runbooks = given('--runbooks')
  return {
    ...{ place, shipped, env, cwd },
    home: homeOf(given('--home'), env, cwd, ownKit(env)),
    lang: languageOf(given('--lang'), env),
    runbooks: runbooks === undefined ? null : resolve(cwd, runbooks),
  }
}

/** A path as the shell will give it: with the home of who types for `~`, and with variables. */
export function asFolder(typed: string, env: Env): string {
  return typed
    .replace(/^~(?=\/|$)/, env.HOME ?? '~')
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced, bare) => env[braced ?? bare] ?? all)
}

/** The folder of the record that the line is about, or null: its name, its folder, the newest of a municipality, the only open one. */
export function recordMeant({ place, home, cwd, env }: Around): RecordGlance | null {
  const kind = place.given.has('drill') ? 'drill' : 'incident'
  const name = place.given.get(kind)?.[0] ?? place.given.get('municipality')?.[0]
  const records = recordsAtAGlance(home, kind)
  if (name === undefined) return records.length === 1 || records[0]?.isClosed === false ? (records[0] ?? null) : null
  const known = records.find((one) => one.name === name) ?? records.find((one) => isOf(one.name, name))
  if (known !== undefined) return known
  const folder = resolve(cwd, asFolder(name, env))
  const isRecord = namesIn(folder).includes('pinned')
  return isRecord ? { name: basename(folder), folder, isClosed: false } : null
}

/** Whether a record is of the municipality of this name. */
function isOf(record: string, municipality: string): boolean {
  const slug = record.replace(/-(?:drill-)?\d{4}-\d{2}-\d{2}.*$/, '')
  return letters(slug) === letters(municipality)
}

/** The files of a folder with their bytes, as far as they can be read. */
export function filesIn(folder: string, ending: RegExp): ReadonlyMap<string, Buffer> {
  return new Map(
    namesIn(folder)
      .filter((name) => ending.test(name))
      .flatMap((name) => {
        const bytes = bytesAtAGlance(join(folder, name))
        return bytes === null ? [] : [[name, bytes] as const]
      }),
  )
}
