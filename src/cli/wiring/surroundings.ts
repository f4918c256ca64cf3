import { isAbsolute, join, resolve } from 'node:path'
import { homeOfUser } from '../../adapters/home/home-of-user.ts'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import type { Lang } from '../../core/text.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The language of what is said: as given, else that of the environment. */
export function languageOf(given: string | undefined, env: Env): Lang {
  const name = given ?? env.CYBER_RESPOND_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? ''
  return name.toLowerCase().startsWith('nl') ? 'nl' : 'en'
}

/**
 * The folder of incidents and profiles: as given, else that of the environment; empty is not given. `kit`: the stick that was
 * started.
 */
export function homeOf(given: string | undefined, env: Env, cwd: string, kit: OwnKit | null): string {
  const [named] = [given, env.CYBER_RESPOND_HOME].filter((one) => one !== undefined && one !== '')
  return resolve(cwd, named ?? stateFolder(env, kit))
}

/**
 * XDG Base Directory Specification: state that outlives a session but is no configuration. A kit has a folder of its own there. What
 * is no absolute path counts as not set, as that says: else the folder from which somebody starts, a stick perhaps, would take it.
 */
function stateFolder(env: Env, kit: OwnKit | null): string {
  const base = env.XDG_STATE_HOME ?? ''
  return join(
    isAbsolute(base) ? base : join(homeOfUser(env), '.local', 'state'),
    kit === null ? 'cyber-respond' : `cyber-respond-kit-${kit.id}`,
  )
}
