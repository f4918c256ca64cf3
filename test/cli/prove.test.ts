import { generateKeyPairSync } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkpointText } from '../../src/audit/checkpoint.ts'
import { checkLineProof } from '../../src/audit/judge-proof.ts'
import { makeLine } from '../../src/audit/line.ts'
import { makeLineProof } from '../../src/audit/line-proof.ts'
import {
  formatNote,
  parseVerifierKey,
  publicKeyOf,
  signatureType,
  signNote,
  verifierKey,
} from '../../src/audit/note.ts'
import { genesis } from '../../src/audit/print-line.ts'
import { incidentWithPeople, secretLead } from '../support/incident-with-people.ts'
import { ownWitness } from '../support/own-witness.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = join(small, 'answers.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]

async function began() {
  const home = tempFolder()
  const { code, err } = await cli(home, ...activate, '--answers', answers, '--until', 'F3')
  expect(code, err).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const folder = join(home, 'incidents', incident)
  const logKey = readFileSync(join(folder, 'keys/log.vkey'), 'utf8').trim()
  return { home, incident, folder, logKey }
}

async function proved(home: string, incident: string, line: number): Promise<string> {
  const { code, out, err } = await cli(home, 'prove', incident, String(line))
  expect(code, err).toBe(0)
  return out
}

/** Checks a proof where nothing else is. */
async function checked(content: string, ...options: readonly string[]) {
  const home = tempFolder()
  const file = join(home, 'a.tlog-proof')
  writeFileSync(file, content)
  const { code, out, err } = await cli(home, ...options, 'verify', '--proof', file)
  return { code, out, err }
}

describe('a proof of one line', () => {
  test("of a record that two machines sealed holds against that record's own file of keys, and not against another's", async () => {
    const { home, incident, logKey } = await began()
    // A colleague's machine goes on with it, and seals with a key of its own.
    const other = tempFolder()
    cpSync(join(home, 'incidents'), join(other, 'incidents'), { recursive: true })
    expect((await cli(other, 'note', incident, 'on another machine')).code).toBe(0)
    const keys = join(other, 'incidents', incident, 'keys/log.vkey')
    const [first, second = ''] = readFileSync(keys, 'utf8').trim().split('\n')
    expect(first).toBe(logKey)
    const file = join(other, 'a.tlog-proof')
    writeFileSync(file, await proved(other, incident, 3))
    const against = (key: string) => cli(other, '--json', 'verify', '--proof', file, '--log-key', key)
    const good = await against(keys)
    expect([good.code, JSON.parse(good.out)]).toMatchObject([0, { verdict: 'signed', key: second, keyFrom: 'reader' }])
    // The key of the machine that did not make this head is not enough.
    expect((await against(logKey)).code).toBe(5)
  })

  test('is enough for a stranger, in two languages', async () => {
    const { home, incident, folder, logKey } = await began()
    const lines = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n')
    const proof = await proved(home, incident, 3)
    const en = await checked(proof)
    expect(en).toMatchObject({ code: 0, err: '' })
    expect(en.out).toContain(`line 3 of ${lines.length} in the log`)
    expect(en.out).toContain(logKey)
    expect(en.out).toContain(`${lines[2]}\n`)
    expect(en.out).toMatch(/^Line 3, .*Els Peeters: session started, unattended/m)
    expect(en.out.replaceAll('\n  ', ' ')).toContain('the key came along with the proof')
    const nl = await checked(proof, '--lang', 'nl')
    expect(nl.out).toContain(`regel 3 van ${lines.length} in het logboek`)
    expect(nl.out.replaceAll('\n  ', ' ')).toContain('de sleutel kwam mee met het bewijs')
    const { out } = await checked(proof, '--json')
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'signed',
      line: 3,
      lines: lines.length,
      key: logKey,
      keyFrom: 'proof',
      text: lines[2],
      event: { seq: 2, type: 'session.started' },
    })
  })

  test('of every line holds, from the folder and from an archive', async () => {
    const { home, incident, folder } = await began()
    const archive = join(tempFolder(), 'x.tar.gz')
    expect((await cli(home, 'archive', incident, '--out', archive)).code).toBe(0)
    const lines = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n')
    for (const [index, text] of lines.entries()) {
      const proof = await proved(home, incident, index + 1)
      expect(checkLineProof(proof, null, [])).toMatchObject({ verdict: 'signed', shown: { text, line: index + 1 } })
      if (index % 5 === 0) expect(await proved(home, archive, index + 1)).toBe(proof)
    }
    expect(await cli(home, 'prove', incident, String(lines.length + 1))).toMatchObject({ code: 1, out: '' })
  })

  test('goes to a new file, and never over one that is there', async () => {
    const { home, incident } = await began()
    const file = join(tempFolder(), 'line.tlog-proof')
    expect(await cli(home, 'prove', incident, '1', '--out', file)).toMatchObject({ code: 0, out: `${file}\n` })
    expect(await cli(home, 'prove', incident, '2', '--out', file)).toMatchObject({ code: 2, out: '' })
    expect((await cli(home, 'verify', '--proof', file)).code).toBe(0)
  })

  test('counts more with the key that the reader has, and nothing with another', async () => {
    const [{ home, incident, folder }, other] = [await began(), await began()]
    const file = join(tempFolder(), 'line.tlog-proof')
    await cli(home, 'prove', incident, '2', '--out', file)
    const withKey = await cli(home, '--json', 'verify', '--proof', file, '--log-key', join(folder, 'keys/log.vkey'))
    expect(JSON.parse(withKey.out)).toMatchObject({ verdict: 'signed', keyFrom: 'reader' })
    expect(JSON.parse(withKey.out).limits.join()).not.toContain('came along')
    const wrong = await cli(home, 'verify', '--proof', file, '--log-key', other.logKey)
    expect(wrong.code).toBe(5)
    expect(wrong.out).toContain('the key that you named')
  })

  test('carries what a witness said of its head', async () => {
    const { home, incident, logKey } = await began()
    const witness = ownWitness('witness.example', [logKey])
    const answer = join(tempFolder(), 'answer')
    writeFileSync(answer, witness.addCheckpoint((await cli(home, 'witness', 'export', incident)).out).body)
    expect((await cli(home, 'witness', 'import', incident, answer, '--witness', witness.vkey)).code).toBe(0)
    const proof = await proved(home, incident, 2)
    const key = parseVerifierKey(witness.vkey)
    const good = checkLineProof(proof, null, key === null ? [] : [key])
    expect(good).toMatchObject({ verdict: 'witnessed', signatures: [{ who: 'witness.example', state: 'good' }] })
    expect(good.limits.map(({ en }) => en).join()).not.toContain('whoever holds the key')
    expect(checkLineProof(proof, null, [])).toMatchObject({ verdict: 'signed', signatures: [{ state: 'unchecked' }] })
    const at = proof.length - 10
    const changed = `${proof.slice(0, at)}${proof[at] === 'A' ? 'B' : 'A'}${proof.slice(at + 1)}`
    expect(checkLineProof(changed, null, key === null ? [] : [key])).toMatchObject({ verdict: 'tampered' })
  })

  test('does not fit without a home, with options of a record, or together with one', async () => {
    const { home, incident } = await began()
    const file = join(tempFolder(), 'line.tlog-proof')
    await cli(home, 'prove', incident, '2', '--out', file)
    for (const line of [
      [incident, '--proof', file],
      ['--proof', file, '--as-of', '3'],
      ['--proof', file, '--tsa-ca', file],
      [incident, '--log-key', file],
    ]) {
      expect((await cli(home, 'verify', ...line)).code, line.join(' ')).toBe(2)
    }
  })
})

describe('a proof that was changed', () => {
  async function sample() {
    const { home, incident, logKey } = await began()
    return { proof: await proved(home, incident, 5), logKey }
  }

  test('in any byte is refused', async () => {
    const { proof } = await sample()
    const bytes = Buffer.from(proof)
    const missed: number[] = []
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ (1 << (at % 8))
      if (checkLineProof(changed.toString('utf8'), null, []).verdict !== 'tampered') missed.push(at)
    }
    expect(missed).toEqual([])
  })

  test('by a cut, a line more, or a part of another proof is refused, with exit code 5', async () => {
    const { proof } = await sample()
    const lines = proof.split('\n')
    const cases = [
      proof.slice(0, -2),
      proof.slice(1),
      '',
      'c2sp.org/tlog-proof@v1\n',
      lines.toSpliced(4, 1).join('\n'),
      lines.toSpliced(4, 0, lines[4] ?? '').join('\n'),
      lines.toSpliced(1, 1).join('\n'),
      proof.replace('index 4', 'index 5'),
      proof.replace('index 4', 'index 99999'),
      proof.replace('index 4', 'index 4503599627370496'),
    ]
    for (const content of cases) expect((await checked(content)).code, content).toBe(5)
    const { code, out } = await checked(cases[4] ?? '', '--lang', 'nl')
    expect(code).toBe(5)
    expect(out).toMatch(/^ER IS MEE GEKNOEID\n/)
    expect((await checked(proof)).code).toBe(0)
  })

  test('in what it carries is refused: another key, another line', async () => {
    const { proof, logKey } = await sample()
    const extra = /^extra (.*)$/m.exec(proof)?.[1] ?? ''
    const carried = JSON.parse(Buffer.from(extra, 'base64').toString())
    const rewritten = (part: object): string =>
      proof.replace(extra, Buffer.from(JSON.stringify({ ...carried, ...part })).toString('base64'))
    expect(checkLineProof(rewritten({}), null, []).verdict).toBe('signed')
    const { publicKey } = generateKeyPairSync('ed25519')
    const x = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
    const other = verifierKey(logKey.slice(0, logKey.indexOf('+')), signatureType.log, x)
    const vkey = `${other.name}+${other.id.toString('hex')}+${Buffer.concat([Buffer.of(1), x]).toString('base64')}`
    for (const part of [
      { keys: [vkey] },
      { keys: [] },
      { keys: ['x'] },
      { keys: logKey },
      { line: carried.line.replace('"v":1', '"v":2') },
      { line: '' },
      { line: null },
      { disclosures: {} },
      { more: true },
      { format: 'cyber-respond/proof@2' },
    ]) {
      expect(checkLineProof(rewritten(part), null, []).verdict, JSON.stringify(part)).toBe('tampered')
    }
  })

  test('or made by a stranger does nothing to a screen', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const key = verifierKey('cyber-respond/evil', signatureType.log, publicKeyOf(privateKey))
    const draft = { type: 'note.added', actor: '\x1b[2Jels', data: { nothing: '\x1b[2J\u202e' } } as never
    const witness = { wall: 0, mono: 0n, boot: null, run: 'x' }
    const line = makeLine(draft, 0, genesis, witness)
    const checkpoint = { origin: key.name, size: 1, root: Buffer.from(line.leaf, 'hex') }
    const note = formatNote(signNote(checkpointText(checkpoint), privateKey, key))
    const subtrees = (): Buffer => checkpoint.root
    const made = makeLineProof(
      { subtrees, line: line.bytes.subarray(0, -1) },
      0,
      { checkpoint, note },
      { key, disclosures: new Map() },
    )
    for (const options of [[], ['--lang', 'nl'], ['--json']]) {
      const { out, err } = await checked(made ?? '', ...options)
      expect(err).toBe('')
      expect(out).not.toMatch(/[^\P{C}\n]/u)
      expect(out).toContain('note.added')
    }
  })
})

describe('personal values', () => {
  test('go along when they are asked for, and only then; each is checked', async () => {
    const { home, incident, path } = await incidentWithPeople()
    const lines = readFileSync(join(path, 'log.000000.jsonl'), 'utf8').split('\n')
    const line = 1 + lines.findIndex((one) => one.includes('"step.outcome"') && one.includes('only/declare'))
    const closed = (await cli(home, 'prove', incident, String(line))).out
    expect((await checked(closed)).out).not.toContain(secretLead)
    const hidden = checkLineProof(closed, null, [])
    expect(hidden).toMatchObject({ verdict: 'signed', shown: { hidden: expect.any(Number) } })
    expect(hidden.shown?.hidden).toBeGreaterThan(0)
    expect(hidden.limits.map(({ en }) => en).join()).toContain('personal values that do not come along')
    const { code, out: open } = await cli(home, 'prove', incident, String(line), '--disclose')
    expect(code).toBe(0)
    const { out } = await checked(open)
    expect(out).toContain(secretLead)
    expect(JSON.parse((await checked(open, '--json')).out)).toMatchObject({
      hidden: 0,
      event: { data: { facts: { lead: secretLead } } },
    })

    const extra = /^extra (.*)$/m.exec(open)?.[1] ?? ''
    const carried = JSON.parse(Buffer.from(extra, 'base64').toString())
    const withDisclosures = (disclosures: readonly string[]) => {
      const text = JSON.stringify({ ...carried, disclosures })
      return checkLineProof(open.replace(extra, Buffer.from(text).toString('base64')), null, [])
    }
    const [first = ''] = carried.disclosures as string[]
    const lie = Buffer.from(first, 'base64url').toString().replace('Zo', 'Bo')
    expect(withDisclosures(carried.disclosures)).toMatchObject({ verdict: 'signed', shown: { hidden: 0 } })
    expect(withDisclosures([first, first])).toMatchObject({ verdict: 'tampered' })
    expect(withDisclosures([Buffer.from(lie).toString('base64url')])).toMatchObject({ verdict: 'tampered' })
    expect(withDisclosures(['x'])).toMatchObject({ verdict: 'tampered' })
    expect(withDisclosures([])).toMatchObject({ verdict: 'signed', shown: hidden.shown })
  })
})

test('a folder that is handed over proves as well as the one at home', async () => {
  const { home, incident, folder } = await began()
  const other = tempFolder()
  cpSync(folder, join(other, 'copy'), { recursive: true })
  const { out } = await cli(other, 'prove', join(other, 'copy'), '4')
  expect(out).toBe(await proved(home, incident, 4))
})
