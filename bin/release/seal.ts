import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The file with the SHA-256 of each other one, as `sha256sum --check` reads it. */
export const sumsFile = 'SHA256SUMS'
/** The signature on it, as `ssh-keygen -Y verify` reads it. */
export const signatureFile = `${sumsFile}.sig`
/** What the signature is for: one that was made for something else does not count. */
export const namespace = 'cyber-respond-release'

/** Writes the sums of the files in a folder and below it. A signature that is there was for others, and is removed. */
export function writeSums(folder: string): void {
  rmSync(join(folder, signatureFile), { force: true })
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== sumsFile)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  const lines = files.toSorted().map((name) => {
    const sum = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    return `${sum}  ${name}\n`
  })
  writeFileSync(join(folder, sumsFile), lines.join(''))
}

/**
 * Signs the sums with an SSH key: the path of a private key, or of a public one whose private half an agent holds. Gives
 * the key's fingerprint. Throws with the words of `ssh-keygen` where that can't be done.
 */
export function signSums(folder: string, key: string): string {
  const argv = ['-Y', 'sign', '-n', namespace, '-f', key, join(folder, sumsFile)]
  const { status, stderr, error } = spawnSync('ssh-keygen', argv, {
    encoding: 'utf8',
    stdio: ['inherit', 'ignore', 'pipe'],
  })
  if (error !== undefined || status !== 0) {
    throw new Error(
      `the release is UNSIGNED: ssh-keygen could not sign with ${key}: ${error?.message ?? stderr.trim()}`,
    )
  }
  return execFileSync('ssh-keygen', ['-l', '-f', key], { encoding: 'utf8' }).split(' ')[1] ?? ''
}
