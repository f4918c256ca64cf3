import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { type EmbeddedService, embeddedServices } from '../../../cloud/embedded-services.ts'
import { harmlessLine } from '../../../core/harmless.ts'
import { logFile } from './cloud-folder.ts'

export type CloudProcess = EmbeddedService | 'supervisor'

/** The length that the log of each process had at a moment, in bytes. */
export type LogMarks = ReadonlyMap<CloudProcess, number>

export function markLogs(folder: string): LogMarks {
  const names: readonly CloudProcess[] = ['supervisor', ...(Object.keys(embeddedServices) as EmbeddedService[])]
  return new Map(names.map((name) => [name, sizeOf(logFile(folder, name))]))
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}

const longestTail = 64 * 1024

/**
 * The reason why a process ended, from what it wrote since the mark: the error that it died of, else its last lines.
 * Empty: it wrote nothing since, and what stands above is about another time.
 */
export function newReason(folder: string, name: CloudProcess, marks: LogMarks): string {
  const lines = since(logFile(folder, name), marks.get(name) ?? 0)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const error = lines.findLast((line) => /^(\w*Error)\b.*: \S/.test(line))
  const told = error === undefined ? lines.slice(-3) : [error]
  return told.map((line) => harmlessLine(line, 200)).join(' / ')
}

/** A log that has grown too long is emptied: then all that it holds is newer than the mark. */
function since(path: string, mark: number): string {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return ''
  }
  try {
    const { size } = fstatSync(file)
    const from = Math.max(size < mark ? 0 : mark, size - longestTail)
    const bytes = Buffer.alloc(size - from)
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from))
  } finally {
    closeSync(file)
  }
}
