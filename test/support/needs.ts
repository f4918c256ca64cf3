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
