import { realpathSync } from 'node:fs'
import { basename, delimiter, isAbsolute, join, relative } from 'node:path'
import { shellWord } from '../../core/shell-word.ts'

/** What of a process says how it was started. */
export interface Started {
  /** The program that runs, and the file that it was told to run; in an executable that holds the program, both the same. */
  readonly argv: readonly string[]
  readonly execPath: string
  readonly env: Readonly<Record<string, string | undefined>>
  cwd(): string
}

/**
 * The words with which a shell starts this program as it was started now: `cyber-respond` where that is found,
 * `npm start --`, or the path of its file, behind the Node that runs it. Never throws.
 */
export function startWords(started: Started): string {
  const { argv, execPath, env } = started
  // npm says in the environment what it runs. Other scripts of ours start the program as somebody would by hand.
  if (env.npm_lifecycle_event === 'start' && env.npm_package_name === 'cyber-respond') return 'npm start --'
  if (env.npm_lifecycle_event === 'npx') return 'npx cyber-respond'
  // The executable may be a copy of the one on the stick, and not know the libraries that lie there.
  const script = startScriptIn(env)
  if (script !== null) return `sh ${pathFrom(script, started)}`
  const file = argv[1] ?? execPath
  if (isFound('cyber-respond', file, env)) return 'cyber-respond'
  const path = pathFrom(file, started)
  if (!basename(file).includes('.')) return path
  return `${isFound('node', execPath, env) ? 'node' : pathFrom(execPath, started)} ${path}`
}

/** The path of the `start.sh` through which this program was started; null: it was started by itself. */
export function startScriptIn(env: Started['env']): string | null {
  const path = env.CYBER_RESPOND_START_SCRIPT ?? ''
  return isAbsolute(path) ? path : null
}

/** Whether a shell finds this very file under a name. */
function isFound(name: string, file: string, env: Started['env']): boolean {
  const real = realPath(file)
  if (real === null) return false
  const places = (env.PATH ?? '').split(delimiter).filter((place) => isAbsolute(place))
  const first = places.map((place) => realPath(join(place, name))).find((found) => found !== null)
  return first === real
}

function pathFrom(file: string, { cwd }: Started): string {
  try {
    const near = relative(cwd(), file)
    if (near !== '' && !near.startsWith('..') && !isAbsolute(near)) {
      return shellWord(near.includes('/') ? near : `./${near}`)
    }
  } catch {
    // The working folder is gone.
  }
  return shellWord(file)
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
