import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compiledOnce } from '../support/compiled-once.ts'
import { lacks } from '../support/needs.ts'

const writer = fileURLToPath(new URL('writer.ts', import.meta.url))

export const noStrace = lacks('strace, for faults at system calls', ['strace', '-V'])
export const faults = ['error=EIO', 'error=ENOSPC', 'signal=SIGKILL'] as const

/** A fault at one occurrence of a call on one file of the folder. */
interface Injected {
  readonly call: string
  readonly file: string
  readonly fault: string
  readonly when: number
}

interface End {
  /** The numbers of the events that were acknowledged. */
  readonly acknowledged: readonly number[]
  /** The size of the newest seal that was acknowledged. */
  readonly sealed: number
  readonly code: string
  readonly died: boolean
}

/** The writer under strace, with one thread beside its own. */
export function write(folder: string, { call, file, fault, when }: Injected, mode = ''): Promise<End> {
  const inject = ['-e', `trace=${call}`, '-P', join(folder, file), '-e', `inject=${call}:${fault}:when=${when}`]
  const argv = ['-f', '-qq', '-o', '/dev/null', ...inject, process.execPath, writer, folder, '9', mode]
  const env = { ...process.env, ...compiledOnce, UV_THREADPOOL_SIZE: '1' }
  return new Promise((resolve) => {
    execFile('strace', argv, { env }, (error, stdout, stderr) => {
      const told = stdout.split('\n').slice(0, -1)
      const seals = told.flatMap((line) => /^seal (\d+)$/.exec(line)?.[1] ?? []).map(Number)
      const acknowledged = told.filter((line) => !line.startsWith('seal')).map(Number)
      resolve({ acknowledged, sealed: seals.at(-1) ?? 0, code: stderr.trim(), died: error?.signal === 'SIGKILL' })
    })
  })
}
