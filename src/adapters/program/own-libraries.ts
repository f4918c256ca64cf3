/** `start.sh` names here the folders of the libraries that came with the program, on a machine that lacks them. */
const named = 'CYBER_RESPOND_LIBRARIES'
const path = 'LD_LIBRARY_PATH'

type Environment = Record<string, string | undefined>

/** The loader has taken the libraries from their folder: what this program starts is not to have them. */
export function keepLibrariesOut(env: Environment): void {
  const own = env[named]
  const all = env[path]
  if (!own || all === undefined) return
  const others = all.split(':').filter((folder) => !own.split(':').includes(folder))
  if (others.length > 0) env[path] = others.join(':')
  else delete env[path]
}

/** What the environment of this program's own processes must have, so that they find these libraries too. */
export function ownLibraries(env: Environment): Readonly<Record<string, string>> {
  const own = env[named]
  return own ? { [named]: own, [path]: own } : {}
}
