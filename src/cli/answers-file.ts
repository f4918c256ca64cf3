import { dirname, resolve } from 'node:path'
import { readSmallFile } from '../adapters/small-file.ts'
import { type Answers, answersSchema } from '../runbook/answers.ts'
import { decode } from '../runbook/decode.ts'
import type { Host } from './host.ts'

/** Reads an answers file. Paths in it start from its own folder. */
export async function readAnswers(
  host: Host,
  path: string,
): Promise<{ readonly answers: Answers; readonly file: string; readonly folder: string }> {
  const full = resolve(host.process.cwd(), path)
  const text = readSmallFile(full, { en: 'answers file', nl: 'antwoordenbestand' })
  return { answers: decode({ file: path, text }, answersSchema), file: path, folder: dirname(full) }
}
