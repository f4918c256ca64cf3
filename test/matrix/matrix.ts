import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { parseKnownHead, shortHead } from '../../src/audit/known-head.ts'
import type { Verification } from '../../src/audit/verification.ts'
import { memorySource } from '../support/memory-source.ts'
import { type Attack, attacksOn, type Variant } from './attacks.ts'
import { nightAttacks } from './night.ts'
import { cosignedLog, type Files, forkedLog, olderLog, otherLog, ownKeyLog, sealedLog, witness } from './record.ts'

/** Tries every attack in every way. Throws where another verdict is given than the one that has to be. */
export async function matrix(): Promise<string> {
  const good = await sealedLog()
  const records = {
    good,
    older: await olderLog(),
    other: await otherLog(),
    fork: await forkedLog(),
    ownKey: await ownKeyLog(),
    cosigned: await cosignedLog(),
  }
  const { lines, root, verdict } = await verify(good)
  if (verdict !== 'signed') throw new Error(`the record itself is ${verdict}`)
  const head = shortHead(lines, Buffer.from(root, 'hex'))
  const rows: string[] = []
  for (const attack of [...attacksOn(records), ...(await nightAttacks())]) rows.push(await rowOf(attack, head))
  return [
    '| what was done | ways | the folder alone | first bad line | with a head held elsewhere | in words (the first way) |',
    '|---|--:|---|---|---|---|',
    ...rows,
  ].join('\n')
}

async function rowOf(attack: Attack, head: string): Promise<string> {
  const { what, variants, alone, held } = attack
  let ways = 0
  let words = ''
  const apart = new Set<string>()
  for (const variant of variants) {
    ways += 1
    const result = await verify(variant.files)
    expectVerdict(what, ways, result, alone)
    if (held !== null) expectVerdict(`${what}, head held`, ways, await verify(variant.files, head), held)
    apart.add(distance(result, variant))
    if (ways === 1) words = wordsOf(result, attack)
  }
  if (ways === 0) throw new Error(`${what}: never tried`)
  const line = alone === 'tampered' ? [...apart].toSorted().join(', ') : '–'
  return `| ${[what, ways, alone, line, held ?? '–', words].join(' | ')} |`
}

function expectVerdict(what: string, way: number, result: Verification, wanted: string): void {
  if (result.verdict !== wanted) throw new Error(`${what}, way ${way}: ${result.verdict}: ${result.found.en}`)
}

/** Where the line that is named stands, seen from the one that was touched. */
function distance({ firstBadLine }: Verification, { line }: Variant): string {
  if (firstBadLine === null) return 'none'
  if (line === undefined) return 'the first that the seal can be about'
  if (firstBadLine === line) return 'that one'
  if (firstBadLine === line + 1) return 'the next'
  return firstBadLine < line ? 'the first behind the seal before' : `${firstBadLine - line} further`
}

/** What was found; where nothing could be, the limit that says so. */
function wordsOf({ found, limits }: Verification, { what, says }: Attack): string {
  if (says === undefined) return found.en.replace(/: ssh-keygen says.*/, '').replace(/ \(SHA256[^)]+\)/, '')
  const limit = limits.find(({ en }) => says.test(en))
  if (limit === undefined) throw new Error(`${what}: no limit says ${says}`)
  return `${found.en}. Not ruled out: ${limit.en}`
}

function verify(files: Files, head?: string): Promise<Verification> {
  const parsed = head === undefined ? null : parseKnownHead(head)
  const knownHead = parsed === 'slip' ? null : parsed
  return verifyRecord(memorySource(files), { witnesses: [witness], ...(knownHead === null ? {} : { knownHead }) })
}
