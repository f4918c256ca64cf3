import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes new files in a folder that nobody knows yet, durable when it returns: each file is synced, then the folder once.
 * Throws what the disk throws.
 */
export function writeTogether(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): void {
  for (const { name, bytes } of files) {
    const file = openSync(join(folder, name), 'wx', 0o600)
    try {
      writeFileSync(file, bytes)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }
  syncFolder(folder)
}

/** Makes durable which names stand in a folder. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
