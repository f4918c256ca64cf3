import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Change, changesOf } from './changes.ts'

/** A change of one file that was drawn. `id` is its number in the sample, `key` stays the same while the file does. */
export interface Mutant extends Change {
  readonly id: number
  readonly key: string
  readonly area: string
  readonly file: string
  /** The line in which it begins, without the blanks around it. */
  readonly within: string
}

/** What is changed, and how: the heart of the program. */
export const areas: Readonly<Record<string, readonly string[]>> = {
  core: ['src/core/*.ts'],
  audit: ['src/audit/*.ts', 'src/adapters/record/verify-record.ts', 'src/adapters/log/head-memory.ts'],
  log: [
    'src/adapters/log/{ballast,disclosure-file,faults,files,holder,host,opening,seal-files,seals,segments,torn-tail,writer}.ts',
    'src/adapters/keys/log-key.ts',
    'src/adapters/*/{durable,new,profile,small,store}-file.ts',
    'src/adapters/disk/{disk-errors,whole-writes}.ts',
    'src/prompts/file.ts',
  ],
  desk: ['src/services/**/*.ts'],
  session: [
    'src/cli/incident/session.ts',
    'src/cli/wiring/drive.ts',
    'src/cli/wiring/incident.ts',
    'src/cli/incident/unattended.ts',
    'src/cli/incident/resume.ts',
  ],
  drill: ['src/drill/*.ts'],
}

/**
 * `count` changes, as many of each area; no two overlap. Each change has a place of its own in the draw, which depends on the
 * seed, the line and what is changed in it: so neither a line that is written elsewhere nor a file that moves brings other
 * changes into the sample.
 */
export function sample(root: string, seed: number, count: number): Mutant[] {
  const drawn: Mutant[] = []
  const names = Object.keys(areas)
  for (const [index, area] of names.entries()) {
    const files = globSync([...(areas[area] ?? [])], { cwd: root }).sort()
    const wanted = Math.floor((count * (index + 1)) / names.length)
    const times = new Map<string, number>()
    for (const one of files.flatMap((file) => ranked(root, file, seed, times)).sort(byRank)) {
      if (drawn.length === wanted) break
      if (drawn.some((other) => other.file === one.file && overlap(other, one))) continue
      const { rank, whole, ...change } = one
      drawn.push({ ...change, area, key: sha256(rank, whole), id: drawn.length })
    }
  }
  return drawn
}

type Ranked = Change & Pick<Mutant, 'file' | 'within'> & { readonly rank: string; readonly whole: string }

/** `times`: how often a line with the same change was met before. */
function ranked(root: string, file: string, seed: number, times: Map<string, number>): Ranked[] {
  const source = readFileSync(join(root, file), 'utf8')
  const lines = source.split('\n')
  return changesOf(file, source).map((change) => {
    const within = lines[change.line - 1]?.trim() ?? ''
    const same = [String(seed), change.kind, change.was, within].join('\n')
    const time = times.get(same) ?? 0
    times.set(same, time + 1)
    return { ...change, file, within, rank: sha256(same, String(time)), whole: sha256(source) }
  })
}

function byRank(a: Ranked, b: Ranked): number {
  return a.rank < b.rank ? -1 : 1
}

function overlap(one: Change, other: Change): boolean {
  return one.start < other.end && other.start < one.end
}

function sha256(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}
