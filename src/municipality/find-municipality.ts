import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { Text } from '../core/text.ts'
import { didYouMean } from '../runbook/finding.ts'
import { letters } from './letters.ts'
import { type Former, type Municipality, municipalities } from './register.ts'

/** The municipality that a query found. `by` says as what it was known, and `matched` how the register writes it. */
export interface Found extends Known {
  readonly municipality: Municipality
  readonly by: 'name' | 'former' | 'sub-municipality' | 'nis' | 'postal-code' | 'enterprise-number' | 'police-zone'
}

interface Known {
  readonly matched: string
  /** The former municipality of this name or code. */
  readonly former: Former | null
}

/**
 * The municipality that a person means: by name in Dutch, French, English or German, alias, former name,
 * sub-municipality, NIS code (of before a merger too), postal code, enterprise number (its OCMW's too), or by name or code of
 * a police zone that serves it alone. Case, accents, spaces and hyphens don't count. A municipality's own name goes before a
 * former one, and that before a sub-municipality.
 * Throws the Faults `municipality.unknown` and `municipality.ambiguous`.
 */
export function findMunicipality(query: string): Found {
  const key = query.length > longestQuery ? '' : letters(query)
  for (const kind of kindsOf(key)) {
    const found = matches(key, kind)
    const [only] = found
    if (found.length > 1) throw ambiguous(query, found)
    if (only !== undefined) return only
  }
  throw unknown(query)
}

/** A note on how it was found: that it was merged, or that a part of it was named. */
export function foundNote({ municipality, by, matched, former }: Found): Text | null {
  const { name } = municipality
  if (former !== null) {
    const what = by === 'nis' ? `${former.nis} (${former.name})` : former.name
    const on = inWords(former.merged)
    return former.name === name
      ? { en: `${what} took a new NIS code on ${on.en}`, nl: `${what} kreeg op ${on.nl} een nieuwe NIS-code` }
      : { en: `${what} merged into ${name} on ${on.en}`, nl: `${what} ging op ${on.nl} op in ${name}` }
  }
  if (by === 'sub-municipality') {
    return { en: `${matched} is a part of ${name}`, nl: `${matched} is een deelgemeente van ${name}` }
  }
  if (by !== 'enterprise-number' || matched !== municipality.ocmwKbo) return null
  return { en: `${matched} is the OCMW of ${name}`, nl: `${matched} is het OCMW van ${name}` }
}

/** The municipality with this NIS code, of before a merger too. Throws the Fault `municipality.unknown`. */
export function municipalityOf(nis: string): Municipality {
  return findMunicipality(nis).municipality
}

/** The name of the police zone with this name or four-digit code, with or without `PZ`; null: there is none. */
export function policeZoneNamed(query: string): string | null {
  const key = query.length > longestQuery ? '' : letters(query).replace(/^pz/, '')
  const found = municipalities.find(
    ({ policeZone, policeZoneCode }) => key !== '' && [letters(policeZone).slice(2), policeZoneCode].includes(key),
  )
  return found?.policeZone ?? null
}

const longestQuery = 100
const nameKinds = ['name', 'former', 'sub-municipality'] as const

/** The kinds that a key can be. With a sign that is in no name, it is nothing: `../willebroek` is not Willebroek. */
function kindsOf(key: string): readonly Found['by'][] {
  if (/^\d+$/.test(key)) return ['nis', 'postal-code', 'enterprise-number', 'police-zone']
  return /^\p{L}+$/u.test(key) ? [...nameKinds, 'police-zone'] : []
}

function matches(key: string, kind: Found['by']): readonly Found[] {
  return municipalities.flatMap((municipality) => {
    const known = knownAs(municipality, kind).find(({ matched }) => letters(matched) === key)
    return known === undefined ? [] : [{ municipality, by: kind, ...known }]
  })
}

function knownAs(one: Municipality, kind: Found['by']): readonly Known[] {
  const plainly = (words: readonly string[]) => words.map((matched) => ({ matched, former: null }))
  switch (kind) {
    case 'name':
      return plainly([one.name, ...Object.values(one.names)])
    case 'former':
      return [...one.former.map((former) => ({ matched: former.name, former })), ...plainly(one.aliases)]
    case 'sub-municipality':
      return plainly(one.subMunicipalities)
    case 'nis':
      return [...plainly([one.nis]), ...one.former.map((former) => ({ matched: former.nis, former }))]
    case 'postal-code':
      return plainly(one.postalCodes)
    case 'enterprise-number':
      return plainly([one.kbo, one.ocmwKbo].filter((number) => number !== null))
    case 'police-zone':
      return plainly([one.policeZone, one.policeZoneCode].filter((zone) => zone !== null))
  }
}

function unknown(query: string): Fault {
  const shown = quoted(query)
  const names = nameKinds
    .flatMap((kind) => municipalities.flatMap((one) => knownAs(one, kind)))
    .map(({ matched }) => matched)
  return new Fault({
    code: 'municipality.unknown',
    exit: exit.usage,
    message: { en: `there is no municipality ${shown}`, nl: `er is geen gemeente ${shown}` },
    hint: begun(query, names) ??
      didYouMean(query.trim(), names).hint ?? {
        en: 'give the name, NIS code or postal code of a Flemish municipality; `municipality list` shows all 285',
        nl: 'geef de naam, NIS-code of postcode van een Vlaamse gemeente; `municipality list` toont alle 285',
      },
  })
}

/** The names that begin with what was typed. */
function begun(query: string, names: readonly string[]): Text | null {
  const key = query.length > longestQuery ? '' : letters(query)
  const found = [...new Set(names.filter((name) => letters(name).startsWith(key)))].map((name) => `"${name}"`)
  if (key.length < 4 || found.length === 0) return null
  const list = found.length > 5 ? `${found.slice(0, 5).join(', ')}, …` : found.join(', ')
  return { en: `did you mean ${list}?`, nl: `bedoelde u ${list}?` }
}

function ambiguous(query: string, found: readonly Found[]): Fault {
  const list = found.map(({ municipality: { name, nis } }) => `${name} (${nis})`).join(', ')
  return new Fault({
    code: 'municipality.ambiguous',
    exit: exit.usage,
    message: {
      en: `${quoted(query)} can be ${found.length} municipalities: ${list}`,
      nl: `${quoted(query)} kan op ${found.length} gemeenten wijzen: ${list}`,
    },
    hint: { en: 'give the name or the NIS code of one of them', nl: 'geef de naam of de NIS-code van één ervan' },
  })
}

function quoted(query: string): string {
  return `"${harmlessLine(query, 50).replaceAll('"', '\\"')}"`
}

function inWords(day: string): Text {
  const date = Temporal.PlainDate.from(day)
  const long = { dateStyle: 'long' } as const
  return { en: date.toLocaleString('en-GB', long), nl: date.toLocaleString('nl-BE', long) }
}
