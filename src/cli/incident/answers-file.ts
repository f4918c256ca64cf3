import { dirname, resolve } from 'node:path'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { type Answers, answersSchema, type PlaceOf } from '../../runbook/answers.ts'
import { locate, textOf } from '../../runbook/decode.ts'
import type { Host } from '../wiring/host.ts'

const kind = { code: 'answers.unreadable', name: { en: 'answers file', nl: 'antwoordenbestand' } } as const

export interface ReadAnswers {
  readonly answers: Answers
  readonly file: string
  readonly folder: string
  readonly place: PlaceOf
}

let last: { readonly bytes: Buffer; readonly read: ReadAnswers } | null = null

/**
 * Reads an answers file. Paths in it start from its own folder. One call asks for it several times: who acts, to try it, and
 * to go by it; the same bytes are decoded once.
 */
export async function readAnswers(host: Host, path: string): Promise<ReadAnswers> {
  const full = resolve(host.process.cwd(), path)
  const bytes = readSmallFile(full, kind)
  if (bytes === null) throw missing(path)
  const folder = dirname(full)
  if (last?.bytes.equals(bytes) && last.read.file === path && last.read.folder === folder) return last.read
  const { value, place } = locate({ file: path, text: textOf(path, bytes) }, answersSchema)
  last = { bytes, read: { answers: value, file: path, folder, place } }
  return last.read
}

function missing(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'answers.no-file',
    exit: exit.invalid,
    message: { en: `there is no answers file ${shown}`, nl: `er is geen antwoordenbestand ${shown}` },
    hint: { en: 'check the path', nl: 'controleer het pad' },
  })
}
