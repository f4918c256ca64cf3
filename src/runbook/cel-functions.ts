import type { Environment } from '@marcbachmann/cel-js'
import { durationParts, inZone, momentParts } from './cel-calendar.ts'
import { CelError } from './cel-error.ts'
import { boolFromText, doubleFromText, int, intFromDouble, intFromText, quotient } from './cel-numbers.ts'
import { indexOf, lastIndexOf, lowerAscii, split, substring, trim, upperAscii } from './cel-strings.ts'
import { Duration, durationFrom, Timestamp, timestampFrom } from './cel-times.ts'

/** A function that gives its value, and no promise of one: what calls it need not look whether it is one. */
export const atOnce = { async: false }

/** Functions and methods that cel-js has otherwise than CEL, or not at all: an expression calls ours, `cel_…`, by that name. */
export const ownFunctions: ReadonlySet<string> = new Set(['int', 'double', 'bool', 'timestamp', 'duration'])
export const ownMethods: ReadonlySet<string> = new Set([
  ...['indexOf', 'lastIndexOf', 'substring', 'split', 'trim', 'lowerAscii', 'upperAscii'],
  ...Object.keys(momentParts),
])

/**
 * The values and functions of CEL as its specification has them, by their types, so that what does not fit is found before
 * it runs. `cel_map` takes the keys and values of a map, one after the other.
 */
export function withOwnFunctions(environment: Environment): Environment {
  const same = (value: unknown) => value
  environment
    .registerType('Timestamp', Timestamp)
    .registerType('Duration', Duration)
    .registerFunction('cel_int(int): int', same, atOnce)
    .registerFunction('cel_int(double): int', intFromDouble, atOnce)
    .registerFunction('cel_int(string): int', intFromText, atOnce)
    .registerFunction('cel_int(Timestamp): int', (at: Timestamp) => at.seconds, atOnce)
    .registerFunction('cel_double(double): double', same, atOnce)
    .registerFunction('cel_double(int): double', Number, atOnce)
    .registerFunction('cel_double(string): double', doubleFromText, atOnce)
    .registerFunction('cel_bool(bool): bool', same, atOnce)
    .registerFunction('cel_bool(string): bool', boolFromText, atOnce)
    .registerFunction('string(Timestamp): string', String, atOnce)
    .registerFunction('string(Duration): string', String, atOnce)
    .registerFunction('cel_timestamp(string): Timestamp', timestampFrom, atOnce)
    .registerFunction(
      'cel_timestamp(int): Timestamp',
      (seconds: bigint) => new Timestamp(seconds * 1_000_000_000n),
      atOnce,
    )
    .registerFunction('cel_timestamp(Timestamp): Timestamp', same, atOnce)
    .registerFunction('cel_duration(string): Duration', durationFrom, atOnce)
    .registerFunction('cel_duration(Duration): Duration', same, atOnce)
    .registerFunction('cel_quotient(int, int): int', quotient, atOnce)
    .registerFunction('cel_quotient(double, double): double', (left: number, right: number) => left / right, atOnce)
    .registerFunction('cel_negative(int): int', (value: bigint) => int(-value), atOnce)
    .registerFunction('cel_negative(double): double', (value: number) => -value, atOnce)
    .registerFunction('string.cel_indexOf(string): int', indexOf, atOnce)
    .registerFunction('string.cel_indexOf(string, int): int', indexOf, atOnce)
    .registerFunction('string.cel_lastIndexOf(string): int', lastIndexOf, atOnce)
    .registerFunction('string.cel_lastIndexOf(string, int): int', lastIndexOf, atOnce)
    .registerFunction('string.cel_substring(int): string', substring, atOnce)
    .registerFunction('string.cel_substring(int, int): string', substring, atOnce)
    .registerFunction('string.cel_split(string): list<string>', split, atOnce)
    .registerFunction('string.cel_split(string, int): list<string>', split, atOnce)
    .registerFunction('string.cel_trim(): string', trim, atOnce)
    .registerFunction('string.cel_lowerAscii(): string', lowerAscii, atOnce)
    .registerFunction('string.cel_upperAscii(): string', upperAscii, atOnce)
    .registerFunction('cel_map(list): map<dyn, dyn>', mapOf, atOnce)
    .registerOperator('Timestamp + Duration: Timestamp', later)
    .registerOperator('Duration + Timestamp: Timestamp', (by: Duration, at: Timestamp) => later(at, by))
    .registerOperator('Timestamp - Duration: Timestamp', (at: Timestamp, by: Duration) => moment(at, -by.nanoseconds))
    .registerOperator('Timestamp - Timestamp: Duration', (a: Timestamp, b: Timestamp) => span(a, -b.nanoseconds))
    .registerOperator('Duration + Duration: Duration', (a: Duration, b: Duration) => span(a, b.nanoseconds))
    .registerOperator('Duration - Duration: Duration', (a: Duration, b: Duration) => span(a, -b.nanoseconds))
    .registerOperator('Timestamp == Timestamp', (a: Timestamp, b: Timestamp) => a.nanoseconds === b.nanoseconds)
    .registerOperator('Duration == Duration', (a: Duration, b: Duration) => a.nanoseconds === b.nanoseconds)
  for (const [name, part] of Object.entries(momentParts)) {
    const of = (at: Timestamp, zone = 'UTC') => BigInt(part(inZone(at, zone)))
    environment
      .registerFunction(`Timestamp.cel_${name}(): int`, of, atOnce)
      .registerFunction(`Timestamp.cel_${name}(string): int`, of, atOnce)
  }
  for (const [name, part] of Object.entries(durationParts)) {
    environment.registerFunction(`Duration.cel_${name}(): int`, part, atOnce)
  }
  return environment
}

function later(at: Timestamp, by: Duration): Timestamp {
  return moment(at, by.nanoseconds)
}

function moment(at: Timestamp, by: bigint): Timestamp {
  return new Timestamp(at.nanoseconds + by)
}

function span(of: Timestamp | Duration, and: bigint): Duration {
  return new Duration(of.nanoseconds + and)
}

/** A map with keys of any kind that CEL lets them be. Throws a CelError for another one, and for a key that stands twice. */
function mapOf(items: readonly unknown[]): ReadonlyMap<unknown, unknown> {
  const made = new Map<unknown, unknown>()
  for (let i = 0; i < items.length; i += 2) {
    const key = items[i]
    if (!['string', 'bigint', 'boolean'].includes(typeof key)) {
      throw new CelError(
        'the key of a map is a text, a whole number, true or false',
        'de sleutel van een map is een tekst, een geheel getal, true of false',
      )
    }
    if (made.has(key)) throw new CelError('a key stands twice in a map', 'een sleutel staat twee keer in een map')
    made.set(key, items[i + 1])
  }
  return made
}
