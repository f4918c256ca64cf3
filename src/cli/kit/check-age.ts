import { join } from 'node:path'
import { hashOfFile } from '../../adapters/disk/hash-of-file.ts'
import { sha256 } from '../../adapters/disk/sha256.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { ownProfilePath } from '../../adapters/home/profile-file.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import type { KitManifest } from '../../adapters/kit/kit-manifest.ts'
import { knownKits } from '../../adapters/kit/known-kits.ts'
import { monthsBefore, monthsUntilOld } from '../../core/ages.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { readProfile } from '../../municipality/profile.ts'
import { municipalities } from '../../municipality/register.ts'
import { peopleFindings } from '../prepare/doctor-people.ts'
import type { Host } from '../wiring/host.ts'
import { version } from '../wiring/version.ts'
import { fewNames, type KitFinding, kitFinding } from './kit-finding.ts'

/** How old a kit is, beside this program, this home and the calendar: itself, its runbooks, its profiles and their numbers. */
export async function ageFindings(
  host: Host,
  folder: string,
  manifest: KitManifest,
  today: string,
): Promise<readonly KitFinding[]> {
  return [
    ownAge(manifest, today),
    ...newerKit(host, manifest),
    ...(await runbookFindings(host, manifest)),
    ...profileFindings(host, folder, manifest, today),
  ]
}

function ownAge({ id, made_at, made_by, version: of }: KitManifest, today: string): KitFinding {
  const day = made_at.slice(0, 10)
  const by = harmlessLine(made_by, 80)
  const isOld = day < monthsBefore(today, monthsUntilOld.kit)
  const isAhead = day > today
  const isOther = of !== version
  const en = [
    `kit ${id}, made on ${day} by ${by} with version ${of}`,
    ...(isOther ? [`THIS PROGRAM IS VERSION ${version}`] : []),
    ...(isOld ? ['MORE THAN A QUARTER AGO: make it anew'] : []),
    ...(isAhead ? ['WHICH IS STILL TO COME: one of the clocks is wrong'] : []),
  ]
  const nl = [
    `kit ${id}, gemaakt op ${day} door ${by} met versie ${of}`,
    ...(isOther ? [`DIT PROGRAMMA IS VERSIE ${version}`] : []),
    ...(isOld ? ['MEER DAN EEN KWARTAAL GELEDEN: maak ze opnieuw'] : []),
    ...(isAhead ? ['DAT MOET NOG KOMEN: een van de klokken is fout'] : []),
  ]
  return kitFinding('age', isOld || isAhead || isOther ? 'attention' : 'well', en.join('; '), nl.join('; '))
}

/** Another kit of the same municipality that this home knows, and that is newer: two sticks are told apart by their id. */
function newerKit(host: Host, { id, made_at, municipality }: KitManifest): readonly KitFinding[] {
  const newer = knownKits(host.home).find(
    (one) => one.id !== id && one.made_at > made_at && one.municipality === (municipality?.slug ?? null),
  )
  if (newer === undefined) return []
  const [other, day] = [harmlessLine(newer.id, 20), harmlessLine(newer.made_at, 20).slice(0, 10)]
  return [
    kitFinding(
      'newer',
      'attention',
      `there is a NEWER kit: ${other}, made on ${day}; take that one`,
      `er is een NIEUWERE kit: ${other}, gemaakt op ${day}; neem die`,
    ),
  ]
}

async function runbookFindings(host: Host, { files }: KitManifest): Promise<readonly KitFinding[]> {
  const mine = await readRunbookFiles(host.runbooks)
  const theirs = new Map(
    files.flatMap(({ path, sha256: hash }) => {
      const name = /^runbooks\/([^/]+\.yaml)$/.exec(path)?.[1]
      return name === undefined ? [] : [[name, hash] as const]
    }),
  )
  const names = new Set([...mine.keys(), ...theirs.keys()])
  const other = [...names].filter((name) => theirs.get(name) !== hashOf(mine.get(name))).sort()
  if (other.length === 0) {
    return [
      kitFinding(
        'runbooks',
        'well',
        'the runbooks are those of this program',
        'de draaiboeken zijn die van dit programma',
      ),
    ]
  }
  const shown = fewNames(other)
  return [
    kitFinding(
      'runbooks',
      'attention',
      `runbooks that are OTHERS than here: ${shown.en}`,
      `draaiboeken die ANDERS zijn dan hier: ${shown.nl}`,
    ),
  ]
}

function hashOf(bytes: Buffer | undefined): string | undefined {
  return bytes === undefined ? undefined : sha256(bytes)
}

function profileFindings(host: Host, folder: string, { files }: KitManifest, today: string): readonly KitFinding[] {
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
      `${one.slug}.profile`,
      'attention',
      `${one.name}: the profile of this home is ANOTHER ONE than that on the stick`,
      `${one.name}: het profiel van deze home is een ANDER dan dat op de stick`,
    )
    return [...(own !== null && own !== sha256(bytes) ? [differs] : []), ...numbers(path, bytes, one, today)]
  })
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
