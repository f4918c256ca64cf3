import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import type { Lang } from '../../core/text.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The language of what is said: as given, else that of the environment. */
export function languageOf(given: string | undefined, env: Env): Lang {
  const name = given ?? env.CYBER_RESPOND_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? ''
  return name.toLowerCase().startsWith('nl') ? 'nl' : 'en'
}

/** The folder of incidents and profiles: as given, else that of the environment. `kit`: the stick that was started. */
export function homeOf(given: string | undefined, env: Env, cwd: string, kit: OwnKit | null): string {
  return resolve(cwd, given ?? env.CYBER_RESPOND_HOME ?? stateFolder(env, kit))
}

/** XDG Base Directory Specification: state that outlives a session but is no configuration. A kit has a folder of its own there. */
function stateFolder(env: Env, kit: OwnKit | null): string {
  const base = env.XDG_STATE_HOME
  return join(
    base !== undefined && base !== '' ? base : join(env.HOME ?? homedir(), '.local', 'state'),
    kit === null ? 'cyber-respond' : `cyber-respond-kit-${kit.id}`,
  )
}
