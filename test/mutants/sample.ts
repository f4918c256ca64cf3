import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Change, changesOf } from './changes.ts'

/** A change of one file that was drawn. `id` is its number in the sample. */
export interface Mutant extends Change {
  readonly id: number
  readonly area: string
  readonly file: string
}

/** What is changed, and how: the heart of the program. */
export const areas: Readonly<Record<string, readonly string[]>> = {
  core: ['src/core/*.ts'],
  audit: ['src/audit/*.ts', 'src/adapters/verify-record.ts', 'src/adapters/head-memory.ts'],
  log: ['src/adapters/log-*.ts', 'src/adapters/*-file.ts', 'src/adapters/ballast.ts'],
  desk: ['src/services/**/*.ts'],
  session: [
    'src/cli/session.ts',
    'src/cli/drive.ts',
    'src/cli/incident.ts',
    'src/cli/unattended.ts',
    'src/cli/resume.ts',
  ],
  drill: ['src/drill/*.ts'],
}

/** `count` changes, as many of each area, drawn by `seed`: the same ones for the same sources. No two overlap. */
export function sample(root: string, seed: number, count: number): Mutant[] {
  const random = numbers(seed)
  const drawn: Mutant[] = []
  const names = Object.keys(areas)
  for (const [index, area] of names.entries()) {
    const files = globSync([...(areas[area] ?? [])], { cwd: root }).sort()
    const all = files.flatMap((file) =>
      changesOf(file, readFileSync(join(root, file), 'utf8')).map((change) => ({ ...change, area, file })),
    )
    const wanted = Math.floor((count * (index + 1)) / names.length) - drawn.length
    for (let taken = 0; taken < wanted && all.length > 0; ) {
      const [one] = all.splice(Math.floor(random() * all.length), 1)
      if (one === undefined || drawn.some((other) => other.file === one.file && overlap(other, one))) continue
      drawn.push({ ...one, id: drawn.length })
      taken += 1
    }
  }
  return drawn
}

function overlap(one: Change, other: Change): boolean {
  return one.start < other.end && other.start < one.end
}

/** Mulberry32: numbers from 0 to 1 that depend on the seed only. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
