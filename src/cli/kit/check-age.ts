import { join } from 'node:path'
import { sha256 } from '../../adapters/disk/sha256.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import type { KitManifest } from '../../adapters/kit/kit-manifest.ts'
import { kitsBeside } from '../../adapters/kit/kits-beside.ts'
import { knownKits } from '../../adapters/kit/known-kits.ts'
import { monthsBefore, monthsUntilOld } from '../../core/ages.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from '../wiring/host.ts'
import { version } from '../wiring/version.ts'
import { channelFindings } from './check-channels.ts'
import { containerFindings } from './check-container.ts'
import { formFindings, paperFindings } from './check-paper.ts'
import { profileFindings } from './check-profiles.ts'
import { fewNames, type KitFinding, kitFinding } from './kit-finding.ts'

/**
 * How old everything in a kit is, beside this program, this home, the kits beside it and the calendar: itself, its runbooks with the
 * authorities' addresses, its profiles and their numbers, the paper, the forms and the keys.
 */
export async function ageFindings(
  host: Host,
  folder: string,
  manifest: KitManifest,
  today: string,
): Promise<readonly KitFinding[]> {
  const made = manifest.made_at.slice(0, 10)
  // Where the clock is wrong, that is said once, and not of every number.
  const day = made > today ? made : today
  const runbooks = await runbookFindings(host, manifest)
  const profiles = profileFindings(host, folder, manifest, day)
  const isOther = [...runbooks, ...profiles].some(({ id }) => id === 'runbooks.other' || id.endsWith('.profile.other'))
  return [
    ownAge(manifest, today),
    ...newerKit(host, folder, manifest),
    ...runbooks,
    ...(await channelFindings(join(folder, 'runbooks'), day)),
    ...profiles,
    ...paperFindings(manifest, isOther),
    ...formFindings(manifest, day),
    ...containerFindings(host.home, manifest),
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
    ...(isAhead ? [`WHICH IS STILL TO COME: the clock of this laptop says ${today}, and one of the two is wrong`] : []),
  ]
  const nl = [
    `kit ${id}, gemaakt op ${day} door ${by} met versie ${of}`,
    ...(isOther ? [`DIT PROGRAMMA IS VERSIE ${version}`] : []),
    ...(isOld ? ['MEER DAN EEN KWARTAAL GELEDEN: maak ze opnieuw'] : []),
    ...(isAhead ? [`DAT MOET NOG KOMEN: de klok van deze laptop zegt ${today}, en een van beide is fout`] : []),
  ]
  return kitFinding('age', isOld || isAhead || isOther ? 'attention' : 'well', en.join('; '), nl.join('; '))
}

/** Another kit of the same municipality that this home knows or that lies beside it, and that is newer. */
function newerKit(host: Host, folder: string, { id, made_at, municipality }: KitManifest): readonly KitFinding[] {
  const slug = municipality?.slug ?? null
  const isNewer = (one: { readonly id: string; readonly made_at: string; readonly municipality: string | null }) =>
    one.id !== id && one.made_at > made_at && one.municipality === slug
  const beside = kitsBeside(folder).filter(isNewer).at(-1)
  if (beside !== undefined) {
    const [other, day, name] = [beside.id, beside.made_at.slice(0, 10), harmlessLine(beside.name, 100)]
    return [
      kitFinding(
        'newer',
        'attention',
        `beside it lies a NEWER kit: ${other} in ${name}, made on ${day}; take that one`,
        `ernaast staat een NIEUWERE kit: ${other} in ${name}, gemaakt op ${day}; neem die`,
      ),
    ]
  }
  const newer = knownKits(host.home).find(isNewer)
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

async function runbookFindings(host: Host, { id, files }: KitManifest): Promise<readonly KitFinding[]> {
  const theirs = new Map(
    files.flatMap(({ path, sha256: hash }) => {
      const name = /^runbooks\/([^/]+\.yaml)$/.exec(path)?.[1]
      return name === undefined ? [] : [[name, hash] as const]
    }),
  )
  if (host.kit?.id === id) {
    return [
      kitFinding(
        'runbooks',
        'well',
        `the runbooks are those of this kit, ${theirs.size} files: on this laptop are no others to compare them with`,
        `de draaiboeken zijn die van deze kit, ${theirs.size} bestanden: op deze laptop zijn geen andere om mee te vergelijken`,
      ),
    ]
  }
  const mine = await readRunbookFiles(host.runbooks)
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
      'runbooks.other',
      'attention',
      `runbooks that are OTHERS than here: ${shown.en}`,
      `draaiboeken die ANDERS zijn dan hier: ${shown.nl}`,
    ),
  ]
}

function hashOf(bytes: Buffer | undefined): string | undefined {
  return bytes === undefined ? undefined : sha256(bytes)
}
