import { readFileSync } from 'node:fs'
import { sha256 } from './sha256.ts'

/** The SHA-256 of a file, in hex; null: it is not there, or can't be read now. */
export function hashOfFile(path: string): string | null {
  try {
    return sha256(readFileSync(path))
  } catch {
    return null
  }
}
