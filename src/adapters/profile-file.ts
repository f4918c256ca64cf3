import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exit, Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { Profile } from '../core/profile.ts'
import type { Text } from '../core/text.ts'
import { readProfile } from '../municipality/profile.ts'
import { type Municipality, municipalityByNis } from '../municipality/register.ts'
import { maxFileSize, textOf, tooBig } from '../runbook/decode.ts'

/** A profile, and the bytes from which it was read. `path` is absolute: its commands run in that folder. */
interface ProfileFile {
  readonly profile: Profile
  readonly path: string
  readonly bytes: Buffer
}

/** Where the profile of a municipality is kept. */
export function profilePath(home: string, { slug }: Pick<Municipality, 'slug'>): string {
  return join(home, 'profiles', `${slug}.yaml`)
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
  const path = file === null ? profilePath(home, municipality) : resolve(cwd, file)
  const bytes = read(path)
  if (bytes === null) {
    if (file === null) return null
    throw missing(path)
  }
  const shown = file ?? path
  const profile = readProfile(shown, textOf(shown, bytes))
  if (profile.municipality !== municipality.nis) throw another(shown, profile, municipality)
  return { profile, path, bytes }
}

/** The bytes of a plain file of at most 1 MiB, or null when there is no such file. */
function read(path: string): Buffer | null {
  let file: number | null = null
  try {
    // Without O_NONBLOCK a named pipe would wait for a writer forever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(file)
    if (!stat.isFile()) throw unreadable(path, { en: 'it is not a plain file', nl: 'het is geen gewoon bestand' })
    if (stat.size > maxFileSize) throw tooBig(path)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Fault) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    if (code === undefined) throw error
    throw unreadable(path, { en: code, nl: code }, error)
  } finally {
    if (file !== null) closeSync(file)
  }
}

function missing(path: string): Fault {
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

function unreadable(path: string, why: Text, cause?: unknown): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'profile.unreadable',
    exit: exit.invalid,
    cause,
    message: {
      en: `the profile ${shown} can't be read: ${why.en}`,
      nl: `het profiel ${shown} is niet leesbaar: ${why.nl}`,
    },
    hint: {
      en: 'check the path and who may read it; --profile takes a file from anywhere',
      nl: 'controleer het pad en wie het mag lezen; --profile neemt een bestand van om het even waar',
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
