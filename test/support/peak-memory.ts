import { spawnSync } from 'node:child_process'

/**
 * The most memory that a module's work took, in bytes: its resident set at its highest, in a process of its own with a
 * small heap. Throws what it printed when it fails.
 */
export function peakMemory(source: string): number {
  const told = `${source}\nprocess.stdout.write(String(process.resourceUsage().maxRSS * 1024))`
  const args = ['--max-old-space-size=64', '--input-type=module', '--eval', told]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}
