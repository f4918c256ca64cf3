/**
 * The part of the program's own environment that a command may see: enough to find programs, speak the right language,
 * reach an SSH agent and keep its own files; no keys, tokens or settings that somebody happened to export.
 */
const passed = /^(PATH|HOME|USER|LOGNAME|LANG|LC_[A-Z]+|TZ|TMPDIR|SSH_AUTH_SOCK|XDG_[A-Z_]+|CYBER_RESPOND_\w+)$/

/** The environment of every command: the part above, and no terminal. */
export function commandEnv(own: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(own).filter((entry): entry is [string, string] => passed.test(entry[0]))
  return { ...Object.fromEntries(kept), TERM: 'dumb' }
}
