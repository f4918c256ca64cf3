import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { describeProblem, type Problem, type Verification } from '../../src/audit/verification.ts'
import { attacksOn } from '../matrix/attacks.ts'
import * as made from '../matrix/record.ts'
import { memorySource } from '../support/memory-source.ts'
import { root, tempFolder } from '../support/run-cli.ts'
import { exampleRecord } from './example-record.ts'
import { goodLine, oddLines } from './odd-lines.ts'
import { oddRecords } from './odd-seals.ts'
import { changingFolder, noPython, pythonVerifier, type Said, script } from './python.ts'

/**
 * What is done to records and is not seen by the verifier in Python, because it does not look there: it takes the record for
 * as good as its lines and seals are. Beside each stands what it says that it does not look at.
 */
const beyond: Readonly<Record<string, string>> = {
  'keys/log.vkey or keys/allowed_signers: another key put there or added': 'keys/',
  "an operator's signature changed: 12 of its bytes": 'signatures of operators',
  "an operator's signature beside another head": 'signatures of operators',
  "a trusted witness's signature changed: each of its bytes": 'cosignatures of witnesses',
  "a trusted witness's signature beside another head": 'cosignatures of witnesses',
}

/** What is done at every byte is tried here at the first so many, and then at every so manieth. */
const [first, apart] = [60, 13]

/** What both say of lines and seals. */
function common({ verdict, state, lines, sealed, tail, root: head, origin, firstBadLine }: Verification | Said) {
  return { verdict, state, lines, sealed, tail, root: head, origin, firstBadLine }
}

const problems = {
  ...{ form: true, zeros: true, 'too-long': true, envelope: true, sequence: true, chain: true },
  ...{ 'segment-start': true, 'segment-cut': true, 'segment-missing': true, shape: true },
} satisfies Record<Problem, true>

const misshapen = describeProblem({ problem: 'shape', line: 1, file: '', inFile: 1 }).en.replace(/^.*?\) /, '')

/** The sentence about a bad line, without its place. */
function sentence(fault: string | null): string | null {
  if (fault === null || !Object.hasOwn(problems, fault)) return null
  return describeProblem({ problem: fault as Problem, line: 1, file: '', inFile: 1 }).en.replace(/^.*?\) /, '')
}

describe.skipIf(noPython)("a stranger's verifier in Python", () => {
  let home = ''
  let python: ReturnType<typeof pythonVerifier>
  let put: (files: made.Files) => string
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'cyber-respond-python-'))
    put = changingFolder(join(home, 'record'))
    python = pythonVerifier()
  })
  afterAll(async () => {
    await python.end()
    rmSync(home, { recursive: true })
  })

  /** Asks both; what they say is one thing, or it is thrown. */
  async function both(ours: Verification, folder: string, what = '') {
    const theirs = await python.ask(folder)
    if (ours.found.en.endsWith(misshapen) && theirs.fault !== 'shape') {
      // What else the same change broke is found by who looks at lines and seals only, in the next line at the latest.
      expect((theirs.firstBadLine ?? Number.POSITIVE_INFINITY) > (ours.firstBadLine ?? 0), what).toBe(true)
      expect(theirs['not looked at']).toContain('the shape of data, but of key.added')
      return theirs
    }
    expect(common(theirs), `${what}: ${theirs.fault}; ${ours.found.en}`).toEqual(common(ours))
    const said = sentence(theirs.fault)
    if (said !== null) expect(ours.found.en.replace(/^.*?\) /, '')).toBe(said)
    return theirs
  }

  it('says of every attack of the matrix what verify says of lines and seals', async () => {
    const good = await made.sealedLog()
    const records = {
      ...{ good, older: await made.olderLog(), other: await made.otherLog(), fork: await made.forkedLog() },
      ...{ ownKey: await made.ownKeyLog(), cosigned: await made.cosignedLog() },
    }
    const found = new Set<string>()
    let ways = 0
    for (const { what, variants } of attacksOn(records)) {
      let at = 0
      for (const { files } of variants) {
        at += 1
        if (at > first && at % apart !== 0) continue
        ways += 1
        const reason = beyond[what]
        const ours = await verifyRecord(memorySource(files), { witnesses: [made.witness] })
        if (reason === undefined) found.add((await both(ours, put(files))).verdict)
        else {
          const theirs = await python.ask(put(files))
          expect([ours.verdict, theirs.verdict], what).toEqual(['tampered', 'signed'])
          expect(theirs['not looked at']).toContain(reason)
        }
      }
    }
    expect([...found].toSorted()).toEqual(['signed', 'tampered', 'torn', 'unsealed'])
    expect(ways).toBeGreaterThan(1000)
  })

  it('says of lines in a form that is not the one what verify says', async () => {
    const found: Record<string, string | null> = {}
    for (const [what, bytes] of Object.entries(oddLines)) {
      const files = new Map([['log.000000.jsonl', Buffer.concat([bytes.line, Buffer.of(10)])]])
      const { fault } = await both(await verifyRecord(memorySource(files)), put(files))
      found[what] = fault
    }
    expect(found).toEqual(Object.fromEntries(Object.entries(oddLines).map(([what, { fault }]) => [what, fault])))
  })

  it('says of odd seals, keys and segments what verify says', async () => {
    const odd = Object.entries(oddRecords(await made.sealedLog()))
    const found: Record<string, string> = {}
    for (const [what, { files }] of odd) {
      found[what] = (await both(await verifyRecord(memorySource(files)), put(files), what)).verdict
    }
    expect(found).toEqual(Object.fromEntries(odd.map(([what, { verdict }]) => [what, verdict])))
  })

  it('says so of any line that nearly is one', async () => {
    const parts = ['"', '\\', '\\u00e9', '\\u001f', '1e3', '-0', '1.0', ',', '{', '}', 'é', '\u007f', '\0', 'null', '9']
    const change = fc.record({
      at: fc.nat(goodLine.length),
      gone: fc.nat(3),
      put: fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 2 })),
    })
    const faults = new Set<string | null>()
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
        const line = changes.reduce(
          (text, { at, gone, put: more }) => text.slice(0, at) + more + text.slice(at + gone),
          goodLine,
        )
        const files = new Map([['log.000000.jsonl', Buffer.from(`${line.replaceAll('\n', '')}\n`)]])
        // Where two things are wrong with a line, either may be the one that is named.
        const [ours, theirs] = [await verifyRecord(memorySource(files)), await python.ask(put(files))]
        expect(common(theirs), theirs.fault ?? '').toEqual(common(ours))
        faults.add(theirs.fault)
      }),
      { numRuns: 400 },
    )
    expect([...faults]).toEqual(expect.arrayContaining([null, 'form', 'envelope']))
  })

  it('says of what 0.1.0 wrote what verify says', async () => {
    const kept = join(root, 'fixtures/homes/0.1.0')
    const found: Record<string, string> = {}
    for (const name of readdirSync(kept).filter((one) => one.endsWith('.tar.gz'))) {
      const folder = tempFolder()
      execFileSync('tar', ['-C', folder, '-xzf', join(kept, name)])
      const isArchive = name.endsWith('.archive.tar.gz')
      const [top = ''] = readdirSync(folder)
      const place = join(folder, top, name.startsWith('drill') ? 'drills' : 'incidents')
      const record = isArchive ? join(folder, top) : join(place, readdirSync(place).find((one) => /^w/.test(one)) ?? '')
      const ours = await verifyRecord(await openRecord(isArchive ? join(kept, name) : record))
      found[name.replace('.tar.gz', '')] = (await both(ours, record)).verdict
    }
    expect(found).toEqual({
      ...{ closed: 'signed', cloud: 'signed', 'cut-off': 'signed', 'drill-left': 'signed', drills: 'signed' },
      ...{ erased: 'signed', open: 'signed', signed: 'signed', tampered: 'tampered', torn: 'torn' },
      ...{ 'erased-disclosed.archive': 'signed', 'erased.archive': 'signed', 'signed.archive': 'signed' },
    })
  })

  it('ends with the exit code of verify', async () => {
    const example = [...(await exampleRecord())].map(([name, text]) => [name, Buffer.from(text)] as const)
    const files = new Map(example)
    const lines = files.get('log.000001.jsonl') ?? Buffer.alloc(0)
    const without = new Map(example.filter(([name]) => !name.startsWith('checkpoint')))
    const code = (changed: made.Files): number | null => spawnSync('python3', [script, put(changed)]).status
    expect(code(files)).toBe(0)
    expect(code(without)).toBe(1)
    expect(code(new Map([...files, ['log.000001.jsonl', Buffer.concat([lines, Buffer.from('{')])]]))).toBe(1)
    expect(code(new Map())).toBe(2)
    expect(code(new Map([...files, ['log.000001.jsonl', lines.subarray(1)]]))).toBe(5)
  })

  it('is at most 150 lines, and needs nothing but Python itself', () => {
    const text = readFileSync(script, 'utf8')
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(150)
    const imported = [...text.matchAll(/^(?:import|from) (.*)$/gm)].flatMap(([, names = '']) => names.split(', '))
    const known = 'import sys; print(all(name in sys.stdlib_module_names for name in sys.argv[1:]))'
    expect(execFileSync('python3', ['-c', known, ...imported], { encoding: 'utf8' })).toBe('True\n')
  })
})
