import { resolve } from 'node:path'
import { writeNewOutput } from '../../adapters/disk/new-output.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import type { Host } from './host.ts'

/** Puts a text that a command made on stdout, or in a new file whose path is then what stands on stdout. */
export function output(host: Host, text: string, out: string | undefined): void {
  if (out === undefined) {
    host.stdout(text)
    return
  }
  const path = resolve(host.process.cwd(), out)
  writeNewOutput(path, text)
  host.stdout(host.json ? `${harmlessJson({ path })}\n` : `${harmless(path)}\n`)
}
