import { execFileSync } from 'node:child_process'

/**
 * True when a test must be skipped because this machine lacks what it needs: one line says so. In CI (`CI=true`) nothing
 * is skipped, so that the test fails there.
 */
export function lacks(what: string, probe: readonly [string, ...string[]]): boolean {
  const [command, ...args] = probe
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return false
  } catch {
    if (process.env.CI === 'true') return false
    process.stderr.write(`skipped, because this machine lacks it: ${what}\n`)
    return true
  }
}

/** Does the work with the rights of a person who is not root, to whom the folder belongs: root may write anywhere. */
export async function asPerson<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work()
  const nobody = 65534
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder])
  process.seteuid?.(nobody)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}
