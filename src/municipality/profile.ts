import { type Diagnostic, Fault } from '../core/fault.ts'
import type { ProfileCode } from '../core/finding-codes.ts'
import type { Profile } from '../core/profile.ts'
import type { Text } from '../core/text.ts'
import { invalid, type Located, locate, type Source, textOf } from '../runbook/decode.ts'
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
  const located = locate(source, profileSchema)
  const wrong = [...municipalityFindings(located), ...repeatedIds(located), ...unknownLinks(located)]
  if (wrong.length > 0) throw invalid(source.file, wrong)
  return located.value
}

function municipalityFindings(profile: Located<Profile>): readonly Diagnostic[] {
  const nis = profile.value.municipality
  if (municipalityByNis(nis) !== null) return []
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

function repeatedIds(profile: Located<Profile>): readonly Diagnostic[] {
  return lists.flatMap((list) => {
    const seen = new Set<string>()
    return (profile.value[list] ?? []).flatMap(({ id }, index) => {
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

function unknownLinks(profile: Located<Profile>): readonly Diagnostic[] {
  const known = new Set((profile.value.links ?? []).map(({ id }) => id))
  return (profile.value.partners ?? []).flatMap((partner, at) =>
    (partner.links ?? []).flatMap((id, index) => {
      if (known.has(id)) return []
      const message = { en: `there is no link ${quoted(id)}`, nl: `er is geen verbinding ${quoted(id)}` }
      return [
        error(
          profile,
          ['partners', at, 'links', index],
          'profile.unknown-link',
          message,
          meantOrKnown(id, [...known]).hint,
        ),
      ]
    }),
  )
}

function error(
  profile: Located<Profile>,
  path: Path,
  code: ProfileCode,
  message: Text,
  hint: Text | undefined,
): Diagnostic {
  return { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }), place: profile.place(path) }
}
