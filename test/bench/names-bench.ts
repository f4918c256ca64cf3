import { join } from 'node:path'
import { writeBigLog } from '../support/big-log.ts'
import { alone, type Figure, times } from './figure.ts'
import { linkDrafts, linksOpened } from './links-record.ts'
import { median, node, peakInMegabytes, program, timeInTurns } from './measure.ts'

const incident = 'willebroek-2026-11-24'
const million = 1_000_000

/** A home with one sealed incident of a million lines, in which hundreds of links can't be cut. */
export function longHome(folder: string): string {
  const home = join(folder, 'long-home')
  const record = join(home, 'incidents', incident)
  const drafts = linkDrafts()
  writeBigLog(record, million, (line) => drafts(line - 2), linksOpened(record, incident))
  return home
}

/** Reading by a municipality's name, over the same by the folder. */
export function benchNames(home: string): readonly Figure[] {
  const asked = (command: string, record: string, ...more: readonly string[]) => ({
    argv: [node, program, '--home', home, command, record, ...more],
  })
  const both = (command: string, rounds: number, ...more: readonly string[]): readonly [number, number] => {
    const folder = join(home, 'incidents', incident)
    const [byFolder = 0, byName = 0] = timeInTurns(
      [asked(command, folder, ...more), asked(command, 'willebroek', ...more)],
      rounds,
    )
    return [byName, byFolder]
  }
  return [
    times({ what: "verify by a municipality's name / by folder, 1,000,000 lines", bound: 1.1 }, ...both('verify', 5)),
    times({ what: 'prove, the same', bound: 1.1 }, ...both('prove', 11, '500000')),
  ]
}

/** The peak resident set of commands that are given a municipality's name, with a record of a million lines. */
export function benchMemory(home: string): readonly Figure[] {
  const peak = (...argv: readonly string[]): number =>
    median([1, 2, 3].map(() => peakInMegabytes(['--home', home, ...argv])))
  const figure = (what: string, bound: number, ...argv: readonly string[]): Figure =>
    alone({ what: `memory at 1,000,000 lines, by name: ${what}`, bound, unit: 'MB' }, peak(...argv))
  return [
    figure('verify', 150, 'verify', 'willebroek'),
    figure('prove', 150, 'prove', 'willebroek', '500000'),
    figure('status', 250, 'status', 'willebroek'),
    figure('replay as JSON', 250, 'replay', 'willebroek', '--format', 'json'),
    figure('report as JSON', 300, 'report', 'willebroek', '--format', 'json'),
    figure('report as OCSF', 300, 'report', 'willebroek', '--format', 'ocsf'),
  ]
}
