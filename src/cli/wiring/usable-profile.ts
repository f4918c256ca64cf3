import { loadProfile, profileBytes } from '../../adapters/home/profile-file.ts'
import { Fault, isFault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Profile } from '../../core/profile.ts'
import { pick, type Text } from '../../core/text.ts'
import { emptyProfile } from '../../municipality/empty-profile.ts'
import type { Municipality } from '../../municipality/register.ts'
import { renderDiagnostic } from '../../ui/fault.ts'
import type { Host } from './host.ts'
import { tellWarning } from './tell-warning.ts'

/** A profile as far as it can be used now. `path` is absolute: its commands run in that folder. */
export interface UsableProfile {
  readonly profile: Profile
  readonly path: string
  /** The bytes of the file as it is; null: it can't be read, or is that of another municipality. */
  readonly bytes: Buffer | null
  /** The bytes of what could be read of a broken file, as a file without errors; null: nothing was left out. */
  readonly read: Buffer | null
  /** The places that could not be read, each as `links[0].probe`. */
  readonly unread: readonly string[]
}

/** More places say nothing more, and a line of the record has its end. */
const most = { told: 10, kept: 100 }

/**
 * The profile to start an incident with: the named one, or the one in its own place, or null. A broken one stops nobody: what
 * can be read of it is used, and what can't be is told with its place and code. Throws only `profile.missing`, of a file that
 * was named and isn't there.
 */
export async function usableProfile(
  host: Host,
  municipality: Municipality,
  file: string | null,
): Promise<UsableProfile | null> {
  const cwd = host.process.cwd()
  try {
    const found = await loadProfile(host.home, municipality, file, cwd)
    return found === null ? null : { ...found, read: null, unread: [] }
  } catch (error) {
    if (!(error instanceof Fault) || isFault(error, 'profile.missing')) throw error
    const { path, bytes } = profileBytes(host.home, municipality, file, cwd)
    const salvaged = bytes === null ? null : await salvagedFrom(bytes, municipality)
    for (const item of error.diagnostics.slice(0, most.told)) {
      host.stderr(`${renderDiagnostic(item, host.lang, host.messageColumns)}\n`)
    }
    const unread = (salvaged?.unread ?? ['*']).map((place) => harmlessLine(place, 100))
    tellWarning(host, startsAllTheSame(error, unread, municipality))
    if (salvaged === null) return { profile: emptyProfile(municipality), path, bytes: null, read: null, unread }
    const kept = unread.slice(0, most.kept)
    return { profile: salvaged.profile, path, bytes, read: Buffer.from(salvaged.text), unread: kept }
  }
}

async function salvagedFrom(bytes: Buffer, municipality: Municipality) {
  const { salvageProfile } = await import('../../municipality/salvage-profile.ts')
  // Bytes that are no UTF-8 spoil the part in which they stand, and no other.
  const text = new TextDecoder('utf-8').decode(bytes).replaceAll('\u{fffd}', '\u0000')
  return salvageProfile(text, municipality)
}

function startsAllTheSame({ text }: Fault, unread: readonly string[], { slug }: Municipality): Text {
  const list = (lang: 'en' | 'nl') => `${pick(unreadPlaces(unread), lang)}`
  return {
    en: `${text.en}: the incident starts all the same, with what could be read. ${list('en')} What is not known is asked for when it is needed. Correct the file, and check it with: cyber-respond municipality show ${slug}`,
    nl: `${text.nl}: het incident start toch, met wat gelezen kon worden. ${list('nl')} Wat niet gekend is, wordt gevraagd als het nodig is. Verbeter het bestand, en controleer het met: cyber-respond municipality show ${slug}`,
  }
}

/** The places of a profile that could not be read, in a sentence. */
export function unreadPlaces(unread: readonly string[]): Text {
  if (unread.includes('*')) return { en: 'Nothing of it is used.', nl: 'Er wordt niets van gebruikt.' }
  const more = unread.length - most.told
  const names = unread.slice(0, most.told).join(', ')
  return {
    en: `Not read: ${names}${more > 0 ? ` and ${more} more` : ''}.`,
    nl: `Niet gelezen: ${names}${more > 0 ? ` en nog ${more}` : ''}.`,
  }
}
