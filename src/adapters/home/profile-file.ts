import { join, resolve } from 'node:path'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Profile } from '../../core/profile.ts'
import { type Municipality, municipalityByNis } from '../../municipality/register.ts'
import { readSmallFile } from '../disk/small-file.ts'
import { standsThere } from '../disk/stands-there.ts'

/** A profile, and the bytes from which it was read. `path` is absolute: its commands run in that folder. */
interface ProfileFile {
  readonly profile: Profile
  readonly path: string
  readonly bytes: Buffer
}

/** The path of a municipality's profile. */
export function profilePath(home: string, { slug }: Pick<Municipality, 'slug'>): string {
  return join(home, 'profiles', `${slug}.yaml`)
}

/** The same where the file that is there ends in `.yml`. */
export function ownProfilePath(home: string, municipality: Pick<Municipality, 'slug'>): string {
  const path = profilePath(home, municipality)
  const other = path.replace(/\.yaml$/, '.yml')
  return !standsThere(path) && standsThere(other) ? other : path
}

/**
 * The profile of a municipality: the file that was named (relative to `cwd`), or the one in its own place, or null when
 * there is none there. Throws Faults: `profile.missing`, `profile.unreadable`, `profile.other-municipality`, and what
 * `readProfile` throws.
 */
export async function loadProfile(
  home: string,
  municipality: Municipality,
  file: string | null,
  cwd: string,
): Promise<ProfileFile | null> {
  const path = file === null ? ownProfilePath(home, municipality) : resolve(cwd, file)
  const bytes = readSmallFile(path, { code: 'profile.unreadable', name: { en: 'profile', nl: 'profiel' } })
  if (bytes === null) {
    if (file === null) return null
    throw missingProfile(path)
  }
  const shown = file ?? path
  // The reader of YAML is loaded only where there is a profile to read.
  const { readProfile } = await import('../../municipality/profile.ts')
  const profile = readProfile(shown, bytes)
  if (profile.municipality !== municipality.nis) throw another(shown, profile, municipality)
  return { profile, path, bytes }
}

/** The path of a profile, and its bytes as they are; null: they can't be read. */
export function profileBytes(
  home: string,
  municipality: Municipality,
  file: string | null,
  cwd: string,
): { readonly path: string; readonly bytes: Buffer | null } {
  const path = file === null ? ownProfilePath(home, municipality) : resolve(cwd, file)
  try {
    return { path, bytes: readSmallFile(path, { code: 'profile.unreadable', name: { en: 'profile', nl: 'profiel' } }) }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { path, bytes: null }
  }
}

/** The fault of a profile that is not there. */
export function missingProfile(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'profile.missing',
    exit: exit.usage,
    message: { en: `there is no profile ${shown}`, nl: `er is geen profiel ${shown}` },
    hint: {
      en: 'check the path, or write one with `municipality init`',
      nl: 'controleer het pad, of maak er een met `municipality init`',
    },
  })
}

function another(file: string, profile: Profile, municipality: Municipality): Fault {
  const shown = harmlessLine(file, 200)
  const of = municipalityByNis(profile.municipality)?.name ?? profile.municipality
  return new Fault({
    code: 'profile.other-municipality',
    exit: exit.invalid,
    message: {
      en: `${shown} is the profile of ${of}, not of ${municipality.name}`,
      nl: `${shown} is het profiel van ${of}, niet van ${municipality.name}`,
    },
    hint: {
      en: `name the profile of ${municipality.name}, or the municipality ${of}`,
      nl: `geef het profiel van ${municipality.name} op, of de gemeente ${of}`,
    },
  })
}
