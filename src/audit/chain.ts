import { hash } from 'node:crypto'

/**
 * The leaf of a line as in RFC 6962: SHA-256 of a zero byte and the bytes of the line without its LF, in hex.
 * `prefixed` is the line with one free byte before it, which is set to zero (so that nothing has to be copied).
 */
export function leafOf(prefixed: Uint8Array): string {
  prefixed[0] = 0
  return hash('sha256', prefixed, 'hex')
}

/** The same of a line as text. */
export function leafOfText(line: string): string {
  return hash('sha256', `\0${line}`, 'hex')
}
