import { join } from 'node:path'
import { namesIn } from '../../adapters/home/glance.ts'
import { plain, type Text } from '../../core/text.ts'
import { letters } from '../../municipality/letters.ts'
import { type Municipality, municipalities, slug } from '../../municipality/register.ts'
import type { Around } from './around.ts'
import type { Candidate } from './candidate.ts'

/**
 * Municipalities by what was typed so far: their names, else the names of their parts and of those that merged into them, else
 * codes. As they are typed: without capitals a name is what its files are called. Those with a profile here come first.
 */
export function municipalityCandidates({ place: { typed }, home }: Around): readonly Candidate[] {
  if (/^\d/.test(typed)) return coded(typed)
  const shown = typed === typed.toLowerCase() ? slug : (name: string): string => name
  const prepared = new Set(namesIn(join(home, 'profiles')).map((name) => name.replace(/\.ya?ml$/, '')))
  const sorted = municipalities.toSorted((a, b) => Number(prepared.has(b.slug)) - Number(prepared.has(a.slug)))
  const begins = (name: string): boolean => letters(name).startsWith(letters(typed))
  const byName = sorted.flatMap((one) =>
    [one.name, ...Object.values(one.names)].filter(begins).map((name) => ({ value: shown(name), about: where(one) })),
  )
  if (byName.length > 0) return byName
  return sorted.flatMap((one) => {
    const names = [...one.former.map(({ name }) => name), ...one.aliases, ...one.subMunicipalities]
    return names.filter(begins).map((name) => ({ value: shown(name), about: plain(one.name) }))
  })
}

function coded(typed: string): readonly Candidate[] {
  return municipalities.flatMap((one) =>
    [one.nis, ...one.postalCodes]
      .filter((code) => code.startsWith(typed))
      .map((code) => ({ value: code, about: plain(one.name) })),
  )
}

function where({ name, province }: Municipality): Text {
  return { en: `${name}, ${province}`, nl: `${name}, ${province}` }
}

export function provinceCandidates(): readonly Candidate[] {
  return [...new Set(municipalities.map(({ province }) => province))].map((value) => ({ value, about: null }))
}

export function zoneCandidates(): readonly Candidate[] {
  const zones = new Map(municipalities.map(({ policeZone, policeZoneCode }) => [policeZone, policeZoneCode]))
  return [...zones].map(([value, code]) => ({
    value,
    about: code === null ? null : plain(code),
    also: code === null ? [value] : [value, code],
  }))
}
