import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** One of the syncs of a run, counted from 1, and what it was for. */
export interface Sync {
  readonly at: number
  readonly kind: string
}

/** Every sync can be killed at before and after; of each kind one in so many is, and of a rarer kind one. */
const turns = 20

/** The syncs of a run, as `kill-at-sync.js` wrote them down. */
export function readSyncs(file: string): readonly Sync[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((kind, index) => ({ at: index + 1, kind }))
}

/**
 * The kills of a run: `when` is 12 before its twelfth sync, 12+ after it. All with `KILLS=all`, those named by
 * `KILLS=12,289+`, else a sample that is the same as long as the commit is.
 */
export function killsOf<S extends Sync>(
  syncs: readonly S[],
  named = process.env.KILLS,
): readonly (S & { readonly when: string })[] {
  const all = syncs.flatMap((sync) => ['', '+'].map((after) => ({ ...sync, when: `${sync.at}${after}` })))
  if (named === 'all') return all
  return named === undefined ? sample(all, commits()) : all.filter(({ when }) => named.split(',').includes(when))
}

/** A part of these. Whatever `turn` is, every kind is there; twenty turns one after another leave nothing out. */
export function sample<K extends Sync>(all: readonly K[], turn: number): readonly K[] {
  const kinds = [...Map.groupBy(all, ({ kind }) => kind).values()]
  const chosen = kinds.flatMap((of, which) => {
    const stride = Math.min(turns, of.length)
    return of.filter((_, index) => index % stride === (turn + which) % stride)
  })
  return all.filter((one) => chosen.includes(one))
}

/** The number of commits up to this one; 0 where nobody knows. */
function commits(): number {
  try {
    const told = execFileSync('git', ['rev-list', '--count', 'HEAD'], { cwd: import.meta.dirname, stdio: 'pipe' })
    return Number(told)
  } catch {
    return 0
  }
}
