import { join } from 'node:path'
import { writeNewFile } from '../../adapters/disk/new-file.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { type ImprovementAction, type Improvements, readImprovements } from '../../municipality/improvements.ts'
import { improvementsText } from '../../municipality/improvements-text.ts'
import { municipalityByNis } from '../../municipality/register.ts'
import type { Host } from './host.ts'

/** The path of a municipality's improvement plan. */
export function improvementsPath({ home }: Pick<Host, 'home'>, slug: string): string {
  return join(home, 'improvements', `${slug}.yaml`)
}

/** The plan of a municipality, or null when it has none. Throws `improvements.unreadable`, and what the reader throws. */
export function loadImprovements(host: Pick<Host, 'home'>, slug: string): Improvements | null {
  const path = improvementsPath(host, slug)
  const bytes = readSmallFile(path, {
    code: 'improvements.unreadable',
    name: { en: 'improvement plan', nl: 'verbeterplan' },
  })
  return bytes === null ? null : readImprovements(path, bytes)
}

/** Puts the plan in its place, whole or not at all. Throws `improvements.not-writable`. */
export function writeImprovements(host: Pick<Host, 'home'>, slug: string, plan: Improvements): string {
  const path = improvementsPath(host, slug)
  writeNewFile(path, improvementsText(plan), true, { taken: notWritable, notWritable })
  return path
}

/** Owners and dates for a report: one can be made anywhere, also where there is no plan, or none that can be read. */
export function knownActions(
  host: Pick<Host, 'home'>,
  { nis }: { readonly nis: string },
): readonly ImprovementAction[] {
  const slug = municipalityByNis(nis)?.slug
  if (slug === undefined) return []
  try {
    return loadImprovements(host, slug)?.actions ?? []
  } catch (error) {
    if (error instanceof Fault) return []
    throw error
  }
}

function notWritable(shown: string, why = 'EEXIST', cause?: unknown): Fault {
  return new Fault({
    code: 'improvements.not-writable',
    exit: exit.failed,
    cause,
    message: {
      en: `the improvement plan ${shown} can't be written (${why})`,
      nl: `het verbeterplan ${shown} kan niet geschreven worden (${why})`,
    },
    hint: {
      en: 'the home must be a folder in which you may write, on a disk with room',
      nl: 'de home moet een map zijn waarin u mag schrijven, op een schijf met plaats',
    },
  })
}
