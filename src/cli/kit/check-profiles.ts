import { join } from 'node:path'
import { hashOfFile } from '../../adapters/disk/hash-of-file.ts'
import { sha256 } from '../../adapters/disk/sha256.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { ownProfilePath } from '../../adapters/home/profile-file.ts'
import type { KitManifest } from '../../adapters/kit/kit-manifest.ts'
import { Fault } from '../../core/fault.ts'
import { readProfile } from '../../municipality/profile.ts'
import { municipalities } from '../../municipality/register.ts'
import { peopleFindings } from '../prepare/doctor-people.ts'
import type { Host } from '../wiring/host.ts'
import { type KitFinding, kitFinding } from './kit-finding.ts'

/** How old the profiles on a kit are, and the numbers in them, and whether this home has others. */
export function profileFindings(
  host: Host,
  folder: string,
  { files }: KitManifest,
  today: string,
): readonly KitFinding[] {
  const slugs = files.flatMap(({ path }) => /^profiles\/([a-z0-9-]+)\.yaml$/.exec(path)?.[1] ?? [])
  const here = municipalities.filter(({ slug }) => slugs.includes(slug))
  if (here.length === 0) {
    return [
      kitFinding(
        'profiles',
        'attention',
        'there is NO PROFILE on it: nobody has a number',
        'er staat GEEN PROFIEL op: niemand heeft een nummer',
      ),
    ]
  }
  return here.flatMap((one) => {
    const path = join(folder, 'profiles', `${one.slug}.yaml`)
    const bytes = bytesOf(path)
    if (bytes === null) return []
    const own = hashOfFile(ownProfilePath(host.home, one))
    const differs = kitFinding(
      `${one.slug}.profile.other`,
      'attention',
      `${one.name}: the profile of this home is ANOTHER ONE than that on the stick`,
      `${one.name}: het profiel van deze home is een ANDER dan dat op de stick`,
    )
    const day = files.find((file) => file.path === `profiles/${one.slug}.yaml`)?.changed
    return [
      ...(day === undefined ? [] : [lastChanged(one, day)]),
      ...(own !== null && own !== sha256(bytes) ? [differs] : []),
      ...numbers(path, bytes, one, today),
    ]
  })
}

function lastChanged({ slug, name }: { readonly slug: string; readonly name: string }, day: string): KitFinding {
  return kitFinding(
    `${slug}.profile.day`,
    'well',
    `${name}: profile last changed on ${day}`,
    `${name}: profiel laatst gewijzigd op ${day}`,
  )
}

function numbers(
  path: string,
  bytes: Buffer,
  one: { readonly slug: string; readonly name: string },
  today: string,
): readonly KitFinding[] {
  try {
    return peopleFindings(readProfile(path, bytes), one, null, today)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return [
      kitFinding(`${one.slug}.profile`, 'attention', `${one.name}: ${error.text.en}`, `${one.name}: ${error.text.nl}`),
    ]
  }
}

function bytesOf(path: string): Buffer | null {
  try {
    return readSmallFile(path, { code: 'profile.unreadable', name: { en: 'profile', nl: 'profiel' } })
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return null
  }
}
