import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect } from 'vitest'
import { root } from '../support/run-cli.ts'

const changes = join(root, 'CHANGELOG.md')

/**
 * Holds what the program says of a kept home against what it said first. A difference must be wanted: the line of
 * `CHANGELOG.md` that names the work stands in the ledger of this golden file, with the SHA-256 of what it is since then.
 * With `BECAUSE` set to such a line, or its beginning, what differs is written anew, and so is its ledger.
 */
export function holds(golden: string, said: string): void {
  const first = join(dirname(golden), 'first.sha256')
  const ledger = join(dirname(golden), 'changed', `${basename(golden)}.txt`)
  const because = process.env.BECAUSE
  if (!existsSync(golden) && because === undefined) throw new Error(`${golden} is missing`)
  if (!existsSync(golden)) {
    mkdirSync(dirname(golden), { recursive: true })
    writeFileSync(golden, said)
    appendFileSync(first, `${sha256(said)}  ${basename(golden)}\n`)
  }
  if (because !== undefined && readFileSync(golden, 'utf8') !== said) {
    writeFileSync(golden, said)
    mkdirSync(dirname(ledger), { recursive: true })
    appendFileSync(ledger, `${sha256(said)}  ${because}\n`)
  }
  const kept = readFileSync(golden, 'utf8')
  expect(said).toBe(kept)
  const firsts = readFileSync(first, 'utf8').split('\n')
  if (firsts.includes(`${sha256(kept)}  ${basename(golden)}`)) return
  const [hash, reason = ''] = lastLine(ledger).split(/ {2}(.*)/s)
  expect(hash, `${golden} was changed, and ${ledger} does not say why`).toBe(sha256(kept))
  expect(reason.length, `the reason in ${ledger}`).toBeGreaterThan(20)
  const named = oneLine(readFileSync(changes, 'utf8')).includes(oneLine(reason))
  expect(named, `CHANGELOG.md says "${reason}", as ${ledger} does`).toBe(true)
}

function lastLine(path: string): string {
  return existsSync(path) ? (readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? '') : ''
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
