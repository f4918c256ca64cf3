import { userInfo } from 'node:os'
import { isAbsolute } from 'node:path'

/**
 * The folder of who uses this machine: as `HOME` says, else as the system knows it. For a user without one it is `/`, as for a
 * process of the system: whoever needs to write there says that it can't be.
 */
export function homeOfUser(env: Readonly<Record<string, string | undefined>>): string {
  const named = env.HOME ?? ''
  if (isAbsolute(named)) return named
  try {
    return userInfo().homedir
  } catch {
    // A user of whom the system knows no name either.
    return '/'
  }
}
