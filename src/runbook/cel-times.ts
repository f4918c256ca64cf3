import { CelError } from './cel-error.ts'

const second = 1_000_000_000n
const units: { readonly [unit: string]: bigint } = {
  h: 3600n * second,
  m: 60n * second,
  s: second,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  ns: 1n,
}
const longest = 2n ** 63n - 1n
const [earliest, latest] = [-62_135_596_800n * second, 253_402_300_800n * second - 1n]

/** CEL's moment: nanoseconds since 1970 in UTC, from the year 1 to the year 9999. Throws a CelError outside of them. */
export class Timestamp {
  readonly nanoseconds: bigint

  constructor(nanoseconds: bigint) {
    if (nanoseconds < earliest || nanoseconds > latest) {
      throw new CelError('a moment lies between the years 1 and 9999', 'een tijdstip ligt tussen de jaren 1 en 9999')
    }
    this.nanoseconds = nanoseconds
  }

  /** Whole seconds since 1970, down. */
  get seconds(): bigint {
    return (this.nanoseconds - modulo(this.nanoseconds)) / second
  }

  /** RFC 3339 in UTC, with as many decimals as there are. */
  toString(): string {
    const fraction = modulo(this.nanoseconds)
    return `${new Date(Number(this.seconds) * 1000).toISOString().slice(0, 19)}${decimals(fraction)}Z`
  }
}

/** CEL's span of time: nanoseconds, before or after, up to 292 years. Throws a CelError when it is longer. */
export class Duration {
  readonly nanoseconds: bigint

  constructor(nanoseconds: bigint) {
    if (nanoseconds > longest || nanoseconds < -longest - 1n) {
      throw new CelError('a duration is at most 292 years', 'een duur is hoogstens 292 jaar')
    }
    this.nanoseconds = nanoseconds
  }

  /** Seconds with as many decimals as there are: `-1.5s`. */
  toString(): string {
    const size = this.nanoseconds < 0n ? -this.nanoseconds : this.nanoseconds
    return `${this.nanoseconds < 0n ? '-' : ''}${size / second}${decimals(size % second)}s`
  }
}

const written =
  /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/

/** A moment as RFC 3339 writes it, with its zone: a date that doesn't exist, or one without a zone, is a CelError. */
export function timestampFrom(text: string): Timestamp {
  const [, date = '', fraction = '', sign, hours, minutes] = written.exec(text) ?? []
  const moment = Date.parse(`${date}T${text.slice(11, 19)}Z`)
  // A day that a month doesn't have is taken for one of the next month.
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== date) {
    throw new CelError(
      'a moment is written as 2026-11-23T10:00:00Z, or with +01:00, on a day that exists',
      'een tijdstip schrijft u als 2026-11-23T10:00:00Z, of met +01:00, op een dag die bestaat',
    )
  }
  const ahead = BigInt(Number(`${sign ?? '+'}1`) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))) * 60n
  return new Timestamp((BigInt(moment / 1000) - ahead) * second + BigInt(fraction.padEnd(9, '0')))
}

/** A span as CEL writes it: `1h30m`, `-1.5s`, `0`. Throws a CelError for anything else. */
export function durationFrom(text: string): Duration {
  const [, sign, body = ''] = /^([+-]?)(0|(?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|ns))+)$/.exec(text) ?? []
  if (body === '' || text.length > 100) {
    throw new CelError(
      'a duration is written as 1h30m, with h, m, s, ms, us or ns',
      'een duur schrijft u als 1h30m, met h, m, s, ms, us of ns',
    )
  }
  let sum = 0n
  for (const [, whole = '', fraction = '', unit = ''] of body.matchAll(/(\d*)\.?(\d*)(h|ms|m|s|us|µs|ns)/g)) {
    const size = units[unit] ?? 0n
    sum += BigInt(whole === '' ? 0 : whole) * size + (BigInt(`0${fraction}`) * size) / 10n ** BigInt(fraction.length)
  }
  return new Duration(sign === '-' ? -sum : sum)
}

/** The part below a second, never negative. */
function modulo(nanoseconds: bigint): bigint {
  return ((nanoseconds % second) + second) % second
}

function decimals(fraction: bigint): string {
  return fraction === 0n ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`
}
