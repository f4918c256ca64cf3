import { resolve } from 'node:path'
import { beginNewOutput, writeNewOutput } from '../../adapters/disk/new-output.ts'
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
  tellPath(host, path)
}

/** The same for a long text: `make` gives its parts one after the other. */
export async function longOutput(
  host: Host,
  out: string | undefined,
  make: (add: (part: string) => void) => Promise<void>,
): Promise<void> {
  const path = out === undefined ? null : resolve(host.process.cwd(), out)
  const file = path === null ? null : beginNewOutput(path)
  const write = (text: string): void => (file === null ? host.stdout(text) : file.write(text))
  try {
    let waiting = ''
    await make((part) => {
      waiting += part
      if (waiting.length < partSize) return
      write(waiting)
      waiting = ''
    })
    if (waiting !== '') write(waiting)
    file?.keep()
  } finally {
    file?.drop()
  }
  if (path !== null) tellPath(host, path)
}

/** The size of what is written at once, in characters of the text. */
const partSize = 64 * 1024

function tellPath(host: Host, path: string): void {
  host.stdout(host.json ? `${harmlessJson({ path })}\n` : `${harmless(path)}\n`)
}
