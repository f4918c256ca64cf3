import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import type { Text } from '../../core/text.ts'

/** More is no passphrase. */
const mostBytes = 64 * 1024

/** A passphrase from a file that only its owner may read, or from stdin (`-`), without the line end behind it; or why not. */
export function readPassphrase(path: string): { readonly passphrase: string } | { readonly why: Text } {
  try {
    const text = path === '-' ? fromStdin() : fromFile(path)
    return typeof text === 'string' ? { passphrase: text.replace(/\r?\n$/, '') } : text
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    return { why: { en: `it can't be read (${code})`, nl: `het kan niet gelezen worden (${code})` } }
  }
}

function fromFile(path: string): string | { readonly why: Text } {
  const file = openSync(path, 'r')
  try {
    const { mode, size } = fstatSync(file)
    if ((mode & 0o077) !== 0) return { why: open }
    return size > mostBytes ? { why: long } : readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

function fromStdin(): string | { readonly why: Text } {
  const parts: Buffer[] = []
  for (let length = 0; length <= mostBytes; length += parts.at(-1)?.length ?? 0) {
    const part = Buffer.alloc(4096)
    const read = readSync(0, part, 0, part.length, null)
    if (read === 0) return Buffer.concat(parts).toString('utf8')
    parts.push(part.subarray(0, read))
  }
  return { why: long }
}

const open: Text = {
  en: 'others may read it: chmod 600',
  nl: 'anderen mogen het lezen: chmod 600',
}

const long: Text = {
  en: 'it is longer than any passphrase',
  nl: 'het is langer dan een wachtwoordzin ooit is',
}
