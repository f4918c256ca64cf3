import { fstatSync, writeSync } from 'node:fs'

const descriptors = { stdout: 1, stderr: 2 } as const

/** A result or a message, to whoever started the program. */
export type Print = (to: keyof typeof descriptors, text: string) => void

/**
 * Prints a text before it returns. A reader that left early (`| head`) wants no more, and that is no error. Messages that
 * nobody can read are lost; a result that can't be written throws what the system says. Node's own streams take a tenth of
 * a bare start to open a pipe.
 */
export const print: Print = (to, text) => {
  let rest: Uint8Array = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptors[to], rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // Whoever gave us the pipe does not wait at it; we do.
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      else if (code === 'EPIPE' || to === 'stderr') return
      else throw error
    }
  }
}

/** Whether a terminal may be at the other end. False is certain, and costs no stream. */
export function mayBeScreen(to: keyof typeof descriptors): boolean {
  try {
    return fstatSync(descriptors[to]).isCharacterDevice()
  } catch {
    return false
  }
}
