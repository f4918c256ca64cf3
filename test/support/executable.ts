import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { takeLockSoon } from '../../src/services/kernel-lock.ts'
import { root } from './run-cli.ts'

/** The folder with the executable, `start.sh` and `SHA256SUMS`, made of the build in `dist/` if that is newer. */
export async function executableFolder(): Promise<string> {
  const folder = join(root, 'executable')
  mkdirSync(folder, { recursive: true })
  // Several files of tests want it, and it is made once.
  const lock = await takeLockSoon(join(folder, '.lock'), 120_000)
  if (lock === null) throw new Error('somebody else makes the executable, and does not end')
  try {
    if (writtenAt(join(folder, 'SHA256SUMS')) < writtenAt(join(root, 'dist/kept-code.json'))) {
      const argv = [join(root, 'bin/build-executable.js')]
      const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' })
      // Warnings of the bundler would stand there, too.
      if (status !== 0 || stderr !== '') throw new Error(`the build of the executable: ${stderr}`)
    }
  } finally {
    lock.release()
  }
  return folder
}

function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
