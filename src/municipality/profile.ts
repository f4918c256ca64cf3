import { type Diagnostic, Fault } from '../core/fault.ts'
import type { ProfileCode } from '../core/finding-codes.ts'
import type { Profile } from '../core/profile.ts'
import type { Text } from '../core/text.ts'
import { invalid, type Source, type Survey, survey, textOf } from '../runbook/decode.ts'
import { meantOrKnown, quoted } from '../runbook/finding.ts'
import type { Path } from '../runbook/tree.ts'
import { findMunicipality } from './find-municipality.ts'
import { profileSchema } from './profile-schema.ts'
import { municipalityByNis } from './register.ts'

/**
 * The profile in a YAML text, or its bytes. `file` is its name as the person knows it. Throws a Fault (exit code 3) with a positioned
 * diagnostic for everything that is wrong.
 */
export function readProfile(file: string, source: string | Uint8Array): Profile {
  return profileIn({ file, text: typeof source === 'string' ? source : textOf(file, source) })
}

/** The same of a source that may be one that was just printed. */
export function profileIn(source: Source): Profile {
  const { value, found } = surveyProfile(source)
  if (value === null || found.length > 0) throw invalid(source.file, found)
  return value
}

/**
 * A profile with everything that is wrong with it, in its shape and between its parts. Throws only where the text is no YAML, or
 * too big.
 */
export function surveyProfile(source: Source): Survey<Profile> {
  const found = survey(source, profileSchema)
  const parts = partsIn(found.raw)
  const wrong = [
    ...found.found,
    ...municipalityFindings(parts, found),
    ...repeatedIds(parts, found),
    ...unknownLinks(parts, found),
  ]
  return { ...found, value: wrong.length > 0 ? null : found.value, found: wrong }
}

type Placing = Pick<Survey<Profile>, 'place'>
type Item = Readonly<Record<string, unknown>>

/** What of the raw value of a profile is so far in its form that the parts can be compared with each other. */
interface Parts {
  readonly municipality: string | null
  list(name: (typeof lists)[number]): readonly Item[]
}

function partsIn(raw: unknown): Parts {
  const all = isItem(raw) ? raw : {}
  return {
    municipality: typeof all.municipality === 'string' ? all.municipality : null,
    list: (name) => {
      const list = all[name]
      return Array.isArray(list) ? list.map((one) => (isItem(one) ? one : {})) : []
    },
  }
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function municipalityFindings({ municipality: nis }: Parts, profile: Placing): readonly Diagnostic[] {
  if (nis === null || municipalityByNis(nis) !== null) return []
  const message = {
    en: `no municipality has the NIS code ${quoted(nis)}`,
    nl: `geen gemeente heeft NIS-code ${quoted(nis)}`,
  }
  return [error(profile, ['municipality'], 'profile.unknown-municipality', message, codeHint(nis))]
}

/** The hint with the code of today, for who wrote a name or an old code. */
function codeHint(query: string): Text | undefined {
  try {
    const { nis, name } = findMunicipality(query).municipality
    return { en: `${name} is "${nis}"`, nl: `${name} is "${nis}"` }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return fault.hint
  }
}

const lists = ['links', 'partners', 'suppliers', 'neighbours', 'services', 'backups'] as const

function repeatedIds(parts: Parts, profile: Placing): readonly Diagnostic[] {
  return lists.flatMap((list) => {
    const seen = new Set<string>()
    return parts.list(list).flatMap(({ id }, index) => {
      if (typeof id !== 'string') return []
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      const message = {
        en: `the id ${quoted(id)} stands twice in ${list}`,
        nl: `de id ${quoted(id)} staat twee keer in ${list}`,
      }
      const hint = { en: 'give each its own id', nl: 'geef elk een eigen id' }
      return [error(profile, [list, index, 'id'], 'profile.duplicate-id', message, hint)]
    })
  })
}

function unknownLinks(parts: Parts, profile: Placing): readonly Diagnostic[] {
  const ids = parts.list('links').map(({ id }) => id)
  // Where a link itself can't be read, nobody knows which one is meant.
  if (!ids.every((id) => typeof id === 'string')) return []
  const known = new Set(ids)
  const on = (list: 'partners' | 'suppliers'): readonly Diagnostic[] =>
    parts.list(list).flatMap(({ links }, at) =>
      (Array.isArray(links) ? links : []).flatMap((id: unknown, index) => {
        if (typeof id !== 'string' || known.has(id)) return []
        const message = { en: `there is no link ${quoted(id)}`, nl: `er is geen verbinding ${quoted(id)}` }
        const { hint } = meantOrKnown(id, [...known])
        return [error(profile, [list, at, 'links', index], 'profile.unknown-link', message, hint)]
      }),
    )
  return [...on('partners'), ...on('suppliers')]
}

function error(profile: Placing, path: Path, code: ProfileCode, message: Text, hint: Text | undefined): Diagnostic {
  return { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }), place: profile.place(path) }
}
