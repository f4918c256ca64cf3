import { execFileSync } from 'node:child_process'

/** Which state of the sources is built. */
export interface Commit {
  /** The hash of the commit; `unknown` where nobody says it. */
  readonly commit: string
  /** Whether sources that git knows differ from it. */
  readonly changed: boolean
  /** When it was made, in seconds since 1970; null where nobody says it. */
  readonly seconds: number | null
}

/**
 * The commit of the sources in `root`, as git says it, or the environment where there is no git: `CYBER_RESPOND_COMMIT`, and
 * `SOURCE_DATE_EPOCH`, which goes before git's time (https://reproducible-builds.org/specs/source-date-epoch/).
 */
export function commitOf(root: string, env: NodeJS.ProcessEnv): Commit {
  const said = /^\d+$/.test(env.SOURCE_DATE_EPOCH ?? '') ? Number(env.SOURCE_DATE_EPOCH) : null
  const named = env.CYBER_RESPOND_COMMIT
  if (named !== undefined)
    return { commit: /^[0-9a-f]{7,64}$/.test(named) ? named : 'unknown', changed: false, seconds: said }
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    // A folder that was unpacked inside of another project is no commit of that project.
    if (git('rev-parse', '--show-prefix') !== '') return { commit: 'unknown', changed: false, seconds: said }
    return {
      commit: git('rev-parse', 'HEAD'),
      changed: git('status', '--porcelain', '--untracked-files=no') !== '',
      seconds: said ?? Number(git('show', '--no-patch', '--format=%ct', 'HEAD')),
    }
  } catch {
    return { commit: 'unknown', changed: false, seconds: said }
  }
}
