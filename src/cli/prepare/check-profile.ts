import { resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { standsThere } from '../../adapters/disk/stands-there.ts'
import { missingProfile, ownProfilePath } from '../../adapters/home/profile-file.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { zone } from '../../core/clocks.ts'
import { exit } from '../../core/exit-codes.ts'
import { isFault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { findMunicipality } from '../../municipality/find-municipality.ts'
import { surveyProfile } from '../../municipality/profile.ts'
import { profileAdvice } from '../../municipality/profile-advice.ts'
import { byPlace, invalid, textOf } from '../../runbook/decode.ts'
import { type KnownRoles, knownRoles } from '../../runbook/known-roles.ts'
import { lint, runbookFiles } from '../../runbook/lint.ts'
import { namedPrograms } from '../../runbook/named-programs.ts'
import type { Host } from '../wiring/host.ts'
import { tellWarnings } from '../wiring/lint-result.ts'

type CheckHost = Pick<Host, 'stdout' | 'stderr' | 'lang' | 'json' | 'messageColumns' | 'home' | 'runbooks'> & {
  readonly process: Pick<Host['process'], 'cwd'>
}

/**
 * Checks a profile: a file, or that of a municipality in this home. Tells everything at once: what is wrong with its form ends with
 * exit code 3, what it lacks is a warning. Reads only, and tries no address.
 */
export async function checkProfile(host: CheckHost, given: string): Promise<number> {
  const path = pathOf(host, given)
  const bytes = readSmallFile(path, { code: 'profile.unreadable', name: { en: 'profile', nl: 'profiel' } })
  if (bytes === null) throw missingProfile(given)
  const file = harmlessLine(standsThere(resolve(host.process.cwd(), given)) ? given : path, 200)
  const survey = surveyProfile({ file, text: textOf(file, bytes) })
  if (survey.value === null) throw invalid(file, survey.found)
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const advice = profileAdvice(survey.value, survey, (await askedByRunbooks(host)).roles, today)
  tellWarnings(host, 1, [...survey.doubts, ...advice].toSorted(byPlace))
  return exit.done
}

/** What the runbooks of a host ask of a municipality: people, and programs that they name by themselves. */
export interface Asked {
  readonly roles: KnownRoles
  readonly programs: ReadonlySet<string>
}

/** Reads the runbooks of a host for what they ask. */
export async function askedByRunbooks({ runbooks }: Pick<Host, 'runbooks'>): Promise<Asked> {
  const files = runbookFiles(await readRunbookFiles(runbooks))
  const found = lint(files).runbooks.map(({ value }) => value)
  return { roles: knownRoles(found, files), programs: namedPrograms(found) }
}

function pathOf({ home, process }: CheckHost, given: string): string {
  const path = resolve(process.cwd(), given)
  if (standsThere(path) || /[/\\]|\.ya?ml$/i.test(given)) return path
  try {
    return ownProfilePath(home, findMunicipality(given).municipality)
  } catch (error) {
    if (isFault(error, 'municipality.unknown')) return path
    throw error
  }
}
