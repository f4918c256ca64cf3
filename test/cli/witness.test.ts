import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../src/core/harmless.ts'
import { ownWitness } from '../support/own-witness.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { answeringServer, noOpenssl, timeStampAuthority } from '../support/time-stamp-server.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = join(small, 'answers.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]

async function began(...options: readonly string[]) {
  const home = tempFolder()
  const { code, err } = await cli(home, ...options, ...activate, '--answers', answers, '--until', 'F3')
  expect(code, err).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const folder = join(home, 'incidents', incident)
  const logKey = readFileSync(join(folder, 'keys/log.vkey'), 'utf8').trim()
  return { home, incident, folder, logKey, err }
}

async function verified(home: string, ...line: readonly string[]) {
  const { code, out } = await cli(home, '--json', 'verify', ...line)
  return { code, ...JSON.parse(out) }
}

describe('a witness without a network', () => {
  test('gets a head on a stick, and its answer makes the record a witnessed one', async () => {
    const { home, incident, folder, logKey } = await began()
    const witness = ownWitness('witness.example/w1', [logKey])
    const stick = tempFolder()
    const carry = async (name: string): Promise<string> => {
      expect((await cli(home, 'witness', 'export', incident, '--out', join(stick, name))).code).toBe(0)
      const answer = witness.addCheckpoint(readFileSync(join(stick, name), 'utf8'))
      expect(answer).toMatchObject({ status: 200 })
      writeFileSync(join(stick, `${name}.answer`), answer.body)
      return join(stick, `${name}.answer`)
    }
    const first = await carry('first')
    // Its key is not known here.
    expect(await cli(home, 'witness', 'import', incident, first)).toMatchObject({ code: 2, out: '' })
    expect(readdirSync(join(folder, 'checkpoints')).filter((name) => name.endsWith('.cosig'))).toEqual([])
    const en = await cli(home, 'witness', 'import', incident, first, '--witness', witness.vkey)
    expect(en).toMatchObject({ code: 0, err: '' })
    expect(en.out).toMatch(
      /^witness\.example\/w1 saw the head over \d+ lines at 2026-11-18 12:06 \(UTC\+01:00\): checkpoints\/\d+\.witness\.example-w1\.cosig\n$/,
    )
    expect(await verified(home, incident)).toMatchObject({ code: 0, verdict: 'signed' })
    const seen = await verified(home, incident, '--witness', witness.vkey)
    expect(seen).toMatchObject({ code: 0, verdict: 'witnessed', signatures: [{ kind: 'witness', state: 'good' }] })
    expect(seen.limits.join()).not.toContain('whoever holds the key')
    // The report of a reader who trusts the same says the same.
    expect((await cli(home, 'report', incident)).out).toContain('**Verdict**: SIGNED\n')
    const told = await cli(home, 'report', incident, '--witness', witness.vkey)
    expect(told).toMatchObject({ code: 0 })
    expect(told.out).toContain('**Verdict**: WITNESSED\n')
    expect(told.out).toMatch(
      /- Seen by witness witness\.example\/w1 over \d+ lines: good, 2026-11-18 12:06 \(UTC\+01:00\)\.\n/,
    )
    const json = JSON.parse((await cli(home, 'report', incident, '--format', 'json', '--witness', witness.vkey)).out)
    expect(json.record).toMatchObject({ verdict: 'witnessed', signatures: [{ kind: 'witness', state: 'good' }] })

    // The next head goes on from the one that it knows, without being told.
    for (let at = 0; at < 5; at += 1) expect((await cli(home, 'note', incident, `${at}`)).code).toBe(0)
    const second = await carry('second')
    expect(readFileSync(join(stick, 'second'), 'utf8')).toMatch(/^old [1-9]\d*\n[A-Za-z0-9+/]{43}=\n/)
    const keyFile = join(stick, 'w1.vkey')
    writeFileSync(keyFile, `${witness.vkey}\n`)
    const nl = await cli(home, '--lang', 'nl', 'witness', 'import', incident, second, '--witness', keyFile)
    expect(nl.out).toMatch(/^witness\.example\/w1 zag de kop over \d+ regels op 18\/11\/2026 12:06/)
    expect((await verified(home, incident, '--witness', keyFile)).limits.join()).not.toContain('whoever holds the key')
    // Once more is no harm.
    expect((await cli(home, 'witness', 'import', incident, second, '--witness', keyFile)).code).toBe(0)
    expect((await verified(home, incident, '--witness', keyFile)).signatures).toHaveLength(2)
  })

  test('can answer with the whole checkpoint, and is trusted by the configuration of the home', async () => {
    const { home, incident, logKey } = await began()
    const witness = ownWitness('w', [logKey])
    writeFileSync(join(home, 'w.vkey'), `${witness.vkey}\n`)
    writeFileSync(join(home, 'config.yaml'), `format: cyber-respond/config@1\nwitnesses: [w.vkey, "${witness.vkey}"]\n`)
    const body = (await cli(home, 'witness', 'export', incident)).out
    const cosigned = body.slice(body.indexOf('\n\n') + 2) + witness.addCheckpoint(body).body
    const file = join(tempFolder(), 'cosigned')
    writeFileSync(file, cosigned)
    const { code, out } = await cli(home, '--json', 'witness', 'import', incident, file)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject([{ witness: 'w', at: '2026-11-18T11:06:40.000Z' }])
    expect(await verified(home, incident)).toMatchObject({ verdict: 'witnessed' })
    expect((await cli(home, '--lang', 'nl', 'report', incident)).out).toContain(
      '**Oordeel**: BEVESTIGD DOOR EEN GETUIGE',
    )
    // Anybody else verifies without this home, and then trusts no witness.
    expect(await verified(tempFolder(), join(home, 'incidents', incident))).toMatchObject({ verdict: 'signed' })
  })

  test('refuses a rewritten record, a larger old size, and a log that it does not know', async () => {
    const { home, incident, folder, logKey } = await began()
    const witness = ownWitness('w', [logKey])
    const first = (await cli(home, 'witness', 'export', incident)).out
    expect(witness.addCheckpoint(first).status).toBe(200)
    expect(witness.addCheckpoint(first)).toMatchObject({ status: 409, body: expect.stringMatching(/^\d+\n$/) })
    await cli(home, 'note', incident, 'more')
    const size = /^(\d+)$/m.exec(first.slice(first.indexOf('\n\n')))?.[1] ?? ''
    const next = (await cli(home, 'witness', 'export', incident, '--old', size)).out
    expect(
      witness.addCheckpoint(next.replace(/^[A-Za-z0-9+/]{43}=$/m, Buffer.alloc(32).toString('base64'))).status,
    ).toBe(422)
    expect(witness.addCheckpoint(next.replace(/\n(\d+)\n/, '\n1\n')).status).toBe(403)
    expect(ownWitness('w', []).addCheckpoint(next).status).toBe(404)
    expect(witness.addCheckpoint(next).status).toBe(200)
    // Lines that do not lead to the head are never exported.
    const log = join(folder, 'log.000000.jsonl')
    writeFileSync(log, readFileSync(log, 'utf8').replace('Els', 'Elz'))
    rmSync(join(folder, 'tree'), { recursive: true })
    expect((await cli(home, 'witness', 'export', incident, '--old', '1')).code).toBe(5)
  })

  test('is not believed when its signature is of another head, another log, or was changed', async () => {
    const one = await began()
    const witness = ownWitness('w', [one.logKey])
    const body = (await cli(one.home, 'witness', 'export', one.incident)).out
    const line = witness.addCheckpoint(body).body
    const file = join(tempFolder(), 'answer')
    const brought = async (content: string, place = one) => {
      writeFileSync(file, content)
      const { code } = await cli(place.home, 'witness', 'import', place.incident, file, '--witness', witness.vkey)
      return code
    }
    const at = line.length - 10
    const changed = `${line.slice(0, at)}${line[at] === 'A' ? 'B' : 'A'}${line.slice(at + 1)}`
    expect(await brought(changed)).toBe(1)
    expect(await brought(line.slice(0, -6))).toBe(3)
    expect(await brought('')).toBe(3)
    expect(await brought(line, await began())).toBe(1)
    const whole = body.slice(body.indexOf('\n\n') + 2) + line
    expect(await brought(whole.replace('cyber-respond/', 'cyber-responds/'))).toBe(1)
    expect(readdirSync(join(one.folder, 'checkpoints')).filter((name) => name.endsWith('.cosig'))).toEqual([])
    expect(await brought(line)).toBe(0)
    // What came into the folder by another way is found out by whoever trusts that witness.
    const [name = ''] = readdirSync(join(one.folder, 'checkpoints')).filter((each) => each.endsWith('.cosig'))
    writeFileSync(join(one.folder, 'checkpoints', name), changed)
    expect(await verified(one.home, one.incident, '--witness', witness.vkey)).toMatchObject({ verdict: 'tampered' })
  })
})

describe('a head on paper', () => {
  test.each([
    ['en', [], 'HEAD OF THE RECORD'],
    ['nl', ['--lang', 'nl'], 'KOP VAN HET LOGBOEK'],
    ['plain', ['--plain'], 'HEAD OF THE RECORD'],
  ])('%s: in groups, in 80 columns, and it is what verify takes', async (_kind, options, title) => {
    const { home, incident } = await began()
    const { code, out } = await cli(home, ...options, 'witness', 'print', incident)
    expect(code).toBe(0)
    expect(out.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
    expect(out).toContain(title)
    // A code that is not painted can't be read on every ground, so it needs a screen with colours.
    expect(out).not.toMatch(/[█▀▄]/)
    const head = /--known-head (\S+)/.exec(out)?.[1] ?? ''
    const [size = '', ...groups] = head.split('-')
    for (const group of [size, ...groups]) expect(out).toMatch(new RegExp(`^ {4}(.* )?${group}( |$)`, 'm'))
    expect(await verified(home, incident, '--known-head', head.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      code: 0,
      verdict: 'witnessed',
    })
    // Of another record: without its last two letters nobody can tell that from a slip.
    const bare = head.slice(0, -3)
    const other = bare.endsWith('0') ? `${bare.slice(0, -1)}1` : `${bare.slice(0, -1)}0`
    expect(await verified(home, incident, '--known-head', other)).toMatchObject({ code: 5, verdict: 'tampered' })
  })

  test('as JSON, with what the code holds', async () => {
    const { home, incident } = await began()
    const { out } = await cli(home, '--json', 'witness', 'print', incident)
    const { origin, size, root: hex, code } = JSON.parse(out)
    expect(code).toBe(`${origin}\n${size}\n${Buffer.from(hex, 'hex').toString('base64')}\n`)
  })
})

describe.skipIf(noOpenssl)('a time stamp', () => {
  async function server() {
    const authority = timeStampAuthority(tempFolder())
    let asked = 0
    const url = await answeringServer((query, response) => {
      asked += 1
      response.end(authority.reply(query))
    })
    return { url, ca: authority.ca, asked: () => asked }
  }

  test('is set on the newest head, once, and verify finds it', async () => {
    const { home, incident, folder } = await began()
    const { url, ca, asked } = await server()
    const { code, out, err } = await cli(home, '--tsa', url, 'witness', 'stamp', incident)
    expect(code, err).toBe(0)
    expect(out).toMatch(/^the head over \d+ lines is stamped \d{4}-.*: checkpoints\/\d+\.tsr\n$/)
    expect((await cli(home, '--lang', 'nl', 'witness', 'stamp', incident, '--tsa', url)).out).toContain('is gestempeld')
    expect(asked()).toBe(1)
    expect(await verified(home, incident)).toMatchObject({ verdict: 'signed', signatures: [{ state: 'unchecked' }] })
    expect(await verified(home, incident, '--tsa-ca', ca)).toMatchObject({ code: 0, verdict: 'witnessed' })
    for (const wrong of ['gone', join(folder, 'checkpoint')]) {
      const said = await cli(home, '--json', 'verify', incident, '--tsa-ca', wrong)
      expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'verify.tsa-ca'])
    }
    const [stamp = ''] = readdirSync(join(folder, 'checkpoints')).filter((name) => name.endsWith('.tsr'))
    const earlier = readdirSync(join(folder, 'checkpoints')).find(
      (name) => name.endsWith('.note') && ![stamp, '1.tsr'].includes(name.replace('.note', '.tsr')),
    )
    cpSync(join(folder, 'checkpoints', stamp), join(folder, 'checkpoints', (earlier ?? '').replace('.note', '.tsr')))
    expect(await verified(home, incident, '--tsa-ca', ca)).toMatchObject({ code: 5, verdict: 'tampered' })
  })

  test('is asked for when a session ends, and its absence stops nothing', async () => {
    const { url, ca } = await server()
    const { home, incident, folder } = await began('--tsa', url)
    const stamps = () => readdirSync(join(folder, 'checkpoints')).filter((name) => name.endsWith('.tsr'))
    expect(stamps()).toHaveLength(1)
    writeFileSync(
      join(home, 'config.yaml'),
      `format: cyber-respond/config@1\ntsa: http://127.0.0.1:9/\ntsa_ca: ${ca}\n`,
    )
    const { code, err } = await cli(home, '--lang', 'nl', ...activate, '--answers', answers)
    expect(code).toBe(0)
    expect(err).toMatch(/^cyber-respond: geen tijdstempel van http:\/\/127\.0\.0\.1:9\//m)
    expect(stamps()).toHaveLength(1)
    expect(await verified(home, incident)).toMatchObject({ code: 0, verdict: 'witnessed' })
    rmSync(join(home, 'config.yaml'))
  })

  test('of an authority that is not the trusted one is not kept', async () => {
    const { home, incident, folder } = await began()
    const [{ url, ca: own }, { ca }] = [await server(), await server()]
    writeFileSync(join(home, 'config.yaml'), `format: cyber-respond/config@1\ntsa: ${url}\ntsa_ca: ${ca}\n`)
    const { code, err } = await cli(home, 'witness', 'stamp', incident)
    expect(code).toBe(1)
    expect(err).toContain('does not lead to a certificate that you trust')
    expect((await cli(home, '--lang', 'nl', 'witness', 'stamp', incident)).err).toContain('dat u vertrouwt')
    expect(readdirSync(join(folder, 'checkpoints')).filter((name) => name.endsWith('.tsr'))).toEqual([])
    // One that lies there is no tampering for who trusts others: it only vouches for nothing.
    rmSync(join(home, 'config.yaml'))
    expect((await cli(home, '--tsa', url, 'witness', 'stamp', incident)).code).toBe(0)
    expect(await verified(home, incident, '--tsa-ca', ca)).toMatchObject({
      ...{ code: 0, verdict: 'signed' },
      signatures: [{ kind: 'time-stamp', state: 'unchecked' }],
    })
    expect(await verified(home, incident, '--tsa-ca', own)).toMatchObject({ code: 0, verdict: 'witnessed' })
  })
})
