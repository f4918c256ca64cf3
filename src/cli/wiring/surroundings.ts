import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Lang } from '../../core/text.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The language of what is said: as given, else that of the environment. */
export function languageOf(given: string | undefined, env: Env): Lang {
  const name = given ?? env.CYBER_RESPOND_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? ''
  return name.toLowerCase().startsWith('nl') ? 'nl' : 'en'
}

/** The folder of incidents and profiles: as given, else that of the environment. */
export function homeOf(given: string | undefined, env: Env, cwd: string): string {
  return resolve(cwd, given ?? env.CYBER_RESPOND_HOME ?? stateFolder(env))
}

/** XDG Base Directory Specification: state that outlives a session but is no configuration. */
function stateFolder(env: Env): string {
  const base = env.XDG_STATE_HOME
  return join(
    base !== undefined && base !== '' ? base : join(env.HOME ?? homedir(), '.local', 'state'),
    'cyber-respond',
  )
}
