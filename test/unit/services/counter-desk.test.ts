import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exportEntries } from '../../../src/adapters/cloud/embedded/export-entries.ts'
import { receiveEntries } from '../../../src/adapters/cloud/embedded/receive-entries.ts'
import { createAccessCheck, makeAccessCode } from '../../../src/services/counter-desk/access.ts'
import { createCounterDesk } from '../../../src/services/counter-desk/app.ts'
import {
  allEntries,
  deskSchema,
  findEntry,
  freeze,
  newSeries,
  recordEntry,
  thaw,
} from '../../../src/services/counter-desk/store.ts'
import { openDatabase } from '../../../src/services/database.ts'
import { type DeskClient, deskClient, lostCard } from '../../support/desk-client.ts'

const url = 'http://127.0.0.1:8081/'
let folder: string
let database: DatabaseSync
let code: string
let desk: DeskClient
let where: { stands: boolean }

function newClient(remoteAddress = '127.0.0.1', exercise = false): DeskClient {
  const identity = { cloud: 'c', generation: 'g' }
  const app = createCounterDesk({
    database,
    stands: () => where.stands,
    identity,
    municipality: { name: "'s-Gravenstad", nis: '12040' },
    exercise,
  })
  const socket = { localAddress: '127.0.0.1', localPort: 8081, remoteAddress }
  return deskClient(url, (to, init) => app.request(to, init, { incoming: { socket } }))
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'))
  database = openDatabase(join(folder, 'desk.sqlite'), deskSchema)
  code = (await makeAccessCode(database, false)) ?? ''
  where = { stands: true }
  desk = newClient()
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

const entries = () => Array.from(allEntries(database))

async function record(fields: Readonly<Record<string, string>> = lostCard): Promise<string> {
  const response = await desk.post('/new/lost-document', { form: await desk.openForm('/new/lost-document'), ...fields })
  expect(response.status).toBe(303)
  return /\/entries\/([^?]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? ''
}

describe('who may come in', () => {
  test('nobody without the code, and the code only as a hash in the database', async () => {
    for (const path of ['/', '/new/birth', '/entries/WIL-G-2026-000001']) {
      expect((await desk.get(path)).headers.get('location')).toBe('/login')
    }
    expect((await desk.login('AAAA-AAAA-AAAA')).status).toBe(401)
    expect((await desk.get('/')).status).toBe(303)
    const kept = JSON.stringify(database.prepare('SELECT * FROM settings').all())
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(code.replaceAll('-', ''))
  })

  test('the code as a person types it, and a session that script and other sites can not have', async () => {
    const response = await desk.login(` ${code.toLowerCase().replaceAll('-', ' ')}`)
    expect(response.headers.get('location')).toBe('/')
    const cookie = response.headers.getSetCookie()[0] ?? ''
    expect(cookie).toMatch(/^desk-8081=/)
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect((await desk.get('/')).status).toBe(200)
    const token = /=([^;]+)/.exec(cookie)?.[1] ?? ''
    expect(JSON.stringify(database.prepare('SELECT * FROM sessions').all())).not.toContain(token)
    await desk.post('/logout', {})
    expect((await desk.get('/')).status).toBe(303)
  })

  test('a renewed code ends every session, and making one again does not replace it', async () => {
    await desk.login(code)
    expect(await makeAccessCode(database, false)).toBeNull()
    expect((await desk.get('/')).status).toBe(200)
    const renewed = await makeAccessCode(database, true)
    expect((await desk.get('/')).status).toBe(303)
    expect((await desk.login(code)).status).toBe(401)
    expect((await desk.login(renewed ?? '')).status).toBe(303)
  })

  test('who guesses is told to wait, for as long as it says, whatever the clock on the wall does', async () => {
    for (let i = 0; i < 5; i++) expect((await desk.login('WRONG')).status).toBe(401)
    const told = await desk.login('WRONG')
    expect([told.status, told.headers.get('retry-after')]).toEqual([429, '1'])
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 24 * 60 * 60 * 1000 })
    try {
      expect((await desk.login('WRONG')).headers.get('retry-after')).toBe('1')
    } finally {
      vi.useRealTimers()
    }
  })

  test('a right code is never refused for wrong ones, of the same address or of a thousand others', async () => {
    const app = createCounterDesk({
      database,
      stands: () => true,
      identity: { cloud: 'c', generation: 'g' },
      municipality: { name: 'X', nis: '12040' },
      exercise: false,
    })
    const from = (remoteAddress: string) =>
      deskClient(url, (to, init) =>
        app.request(to, init, { incoming: { socket: { localAddress: '127.0.0.1', localPort: 8081, remoteAddress } } }),
      )
    for (let i = 0; i < 40; i++) await from('10.0.0.1').login('AAAA-AAAA-AAAA')
    const guessing = Array.from({ length: 3000 }, (_none, i) => from(`10.1.${i % 40}.${i % 25}`).login(`WRONG${i}`))
    const [same, other] = await Promise.all([from('10.0.0.1').login(code), from('10.0.0.2').login(code)])
    expect([same.status, other.status]).toEqual([303, 303])
    const answers = await Promise.all(guessing)
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(1000)
    expect(answers.filter(({ status }) => status !== 429 && status !== 401)).toEqual([])
  })

  test('a wrong code that could be the right one is looked at once, however often it is sent', async () => {
    const [key = '', tag = ''] = String(
      database.prepare("SELECT value FROM settings WHERE name = 'access-sieve'").get()?.value,
    ).split(':')
    const passes = (typed: string) =>
      createHmac('sha256', Buffer.from(key, 'hex')).update(typed).digest('hex').startsWith(tag)
    let tries = 0
    while (!passes(`WRONG${tries}`)) tries += 1
    const wrong = `WRONG${tries}`
    const access = createAccessCheck(database)
    expect([access.couldBe(wrong), access.couldBe('WRONG'), access.couldBe(code)]).toEqual([
      true,
      passes('WRONG'),
      true,
    ])
    const answers = Array.from({ length: 500 }, () => access.isCode(wrong))
    // One is looked at, and the right code is the next.
    expect(access.waiting()).toBe(1)
    expect(await access.isCode(code)).toBe(true)
    expect(new Set(await Promise.all(answers))).toEqual(new Set([false]))
    void access.isCode(wrong)
    expect(access.waiting()).toBe(0)
    // A renewed code is another one: what was wrong before is looked at anew.
    await makeAccessCode(database, true)
    const anew = access.isCode(wrong)
    expect(access.waiting()).toBe(1)
    expect(await anew).toBe(false)
  })

  test('a database of an earlier version learns at the first login which codes need no second look', async () => {
    database.exec("DELETE FROM settings WHERE name = 'access-sieve'")
    expect((await desk.login('WRONG')).status).toBe(401)
    expect((await desk.login(code)).status).toBe(303)
    const [key = '', tag] = String(
      database.prepare("SELECT value FROM settings WHERE name = 'access-sieve'").get()?.value,
    ).split(':')
    const hash = createHmac('sha256', Buffer.from(key, 'hex')).update(code.replaceAll('-', '')).digest('hex')
    expect(tag).toBe(hash.slice(0, 4))
    for (let i = 0; i < 20; i++) await desk.login('WRONG')
    expect((await newClient().login(code)).status).toBe(303)
  })

  test('on a disk that takes nothing civil servants still get in and out', async () => {
    database.exec('PRAGMA query_only = 1')
    expect((await desk.login(code)).status).toBe(303)
    expect((await desk.get('/')).status).toBe(200)
    const other = newClient()
    expect((await other.get('/')).status).toBe(303)
    await desk.post('/logout', {})
    expect((await desk.get('/')).status).toBe(303)
    database.exec('PRAGMA query_only = 0')
    await desk.login(code)
    const cookie = JSON.stringify(database.prepare('SELECT count(*) AS n FROM sessions').get())
    expect(cookie).toBe('{"n":1}')
  })

  test('not by another name than its own address, and not with a form of another site', async () => {
    await desk.login(code)
    const app = (host: string) =>
      createCounterDesk({
        database,
        stands: () => true,
        identity: { cloud: 'c', generation: 'g' },
        municipality: { name: 'X', nis: '12040' },
        exercise: false,
      }).request(
        `${url}health`,
        { headers: { host } },
        { incoming: { socket: { localAddress: '::ffff:127.0.0.1', localPort: 8081 } } },
      )
    expect((await app('127.0.0.1:8081')).status).toBe(200)
    expect((await app('localhost:8081')).status).toBe(200)
    for (const host of ['evil.example', 'evil.example:8081', '127.0.0.1:8082', '127.0.0.1', '']) {
      expect((await app(host)).status).toBe(421)
    }
    const form = await desk.openForm('/new/lost-document')
    for (const origin of ['http://evil.example', 'http://127.0.0.1:8080', 'null', '']) {
      expect((await desk.post('/new/lost-document', { form, ...lostCard }, { origin })).status).toBe(403)
    }
    expect(entries()).toEqual([])
  })
})

describe('an entry', () => {
  beforeEach(async () => {
    await desk.login(code)
  })

  test('gets a number of its kind, and keeps what was filled in and by whom', async () => {
    const [first = '', second = ''] = [await record(), await record()]
    expect(first).toMatch(/^12040-V-[2-9B-Z]{5}-0001-[0-9A-Z]$/)
    expect(second).toMatch(/^12040-V-[2-9B-Z]{5}-0002-[0-9A-Z]$/)
    const series = first.split('-')[2]
    expect(second.split('-')[2]).toBe(series)
    const form = await desk.openForm('/new/birth')
    const born = { child_family_name: 'A', child_first_names: 'B', birth_date: '2026-01-01', birth_place: 'C' }
    const birth = await desk.post('/new/birth', {
      form,
      ...born,
      parent1: 'D',
      declarant: 'E',
      phone: '+32 470 00 00 00',
    })
    expect(birth.headers.get('location')).toContain(`12040-G-${series}-0001-`)
    const oldest = entries().find(({ number }) => number === first)
    expect(oldest?.versions).toEqual([
      {
        version: 1,
        recordedAt: expect.stringMatching(/Z$/),
        clerk: 'Els Verzinsel',
        reason: null,
        fields: { ...lostCard },
      },
    ])
  })

  test('is one entry, however often its form is sent', async () => {
    const form = await desk.openForm('/new/lost-document')
    const answers = await Promise.all([1, 2, 3].map(() => desk.post('/new/lost-document', { form, ...lostCard })))
    expect(new Set(answers.map((answer) => answer.headers.get('location')?.split('?')[0])).size).toBe(1)
    const changed = await desk.post('/new/lost-document', { form, ...lostCard, first_names: 'Piet' })
    expect(changed.headers.get('location')).toContain('said=changed')
    expect(entries().map((entry) => entry.versions.map((version) => version.fields.first_names))).toEqual([['Jan']])
  })

  test('that is incomplete or wrong is not recorded, says so at each field, and keeps what was typed', async () => {
    const form = await desk.openForm('/new/welfare-payment')
    const typed = {
      family_name: 'Neil',
      address: 'O"Neil <b>',
      amount: 'veel',
      payment: 'transfer',
      iban: 'BE00 0000',
      lost_date: 'x',
    }
    const response = await desk.post('/new/welfare-payment', { form, ...typed, national_number: '85073003329' })
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('value="O&quot;Neil &lt;b&gt;"')
    expect(page).toContain('value="veel"')
    expect(page).toContain(`name="form" value="${form}"`)
    for (const id of ['amount', 'iban', 'national_number', 'first_names', 'decided_by']) {
      expect(page).toContain(`id="${id}-error"`)
    }
    expect(page).not.toContain('id="family_name-error"')
    expect(entries()).toEqual([])
  })

  test('is corrected by a new version with a reason, and the old wording stays', async () => {
    const number = await record()
    const path = `/entries/${number}/correct`
    const form = await desk.openForm(path)
    const without = await desk.post(path, { form, base: '1', ...lostCard, first_names: 'Johan' })
    expect(without.status).toBe(422)
    await desk.post(path, {
      form,
      base: '1',
      ...lostCard,
      first_names: 'Johan',
      correction_reason: 'verkeerde voornaam',
    })
    const overtaken = await desk.post(path, {
      form: await desk.openForm('/new/birth'),
      base: '1',
      ...lostCard,
      correction_reason: 'x',
    })
    expect(overtaken.status).toBe(409)
    const versions = findEntry(database, number)?.versions ?? []
    expect(versions.map(({ version, reason, fields }) => [version, reason, fields.first_names])).toEqual([
      [1, null, 'Jan'],
      [2, 'verkeerde voornaam', 'Johan'],
    ])
    const page = await (await desk.get(`/entries/${number}`)).text()
    expect(page).toContain('<del><bdi>Jan</bdi></del>')
    for (const change of ['DELETE FROM versions', "UPDATE versions SET fields = '{}'", 'DELETE FROM entries']) {
      expect(() => database.exec(change)).toThrow('stay')
    }
  })

  test('is shown in words: a choice by its name, a date and a version as they are read here', async () => {
    const number = await record()
    const receipt = await (await desk.get(`/entries/${number}`)).text()
    const words = Array.from(receipt.matchAll(/<bdi>([^<]*)<\/bdi>/g), ([, word]) => word)
    expect(words).toEqual(
      expect.arrayContaining(['Verzinsel', 'Jan', 'Identiteitskaart', 'Verloren', '02/01/2026', '03 000 00 00']),
    )
    const path = `/entries/${number}/correct`
    const correction = { base: '1', ...lostCard, document: 'passport', correction_reason: 'het was een reispas' }
    await desk.post(path, { form: await desk.openForm(path), ...correction })
    const page = await (await desk.get(`/entries/${number}`)).text()
    expect(page).toContain('<del><bdi>Identiteitskaart</bdi></del> → <ins><bdi>Reispas</bdi></ins>')
  })

  test('is found by any word of it, whatever the case and accents', async () => {
    const number = await record({ ...lostCard, first_names: 'Zoë', family_name: "Van 't Hof" })
    await record()
    for (const query of ['zoe', "VAN 'T hof", number.toLowerCase()]) {
      const page = await (await desk.get(`/?q=${encodeURIComponent(query)}`)).text()
      expect(page.match(/href="\/entries\//g)).toHaveLength(1)
      expect(page).toContain(number)
    }
    expect(await (await desk.get('/?q=nobody')).text()).not.toContain('href="/entries/')
  })

  test('is found by its number as it is said over the telephone, and a misheard sign is noticed', async () => {
    const number = await record()
    await record()
    const found = async (query: string) => {
      const page = await (await desk.get(`/?q=${encodeURIComponent(query)}`)).text()
      return { page, numbers: Array.from(page.matchAll(/href="\/entries\/([^"]+)"/g), ([, found]) => found) }
    }
    const said = number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')
    expect((await found(said)).numbers).toEqual([number])
    const wrong = await found(number.replace('-0001-', '-0003-'))
    expect(wrong.numbers).toEqual([])
    expect(wrong.page).toContain('Dit nummer kan niet kloppen')
    expect((await found('Niemandson')).page).toContain('Geen inschrijving bevat al deze woorden')
  })

  test('has a number that no other desk gives: not after a restart, from a copy, in another incident or a drill', async () => {
    const numbers = [await record(), await record()]
    const path = join(folder, 'copy.sqlite')
    database.exec(`VACUUM INTO '${path}'`)
    const copy = openDatabase(path, deskSchema)
    const empty = openDatabase(join(folder, 'other.sqlite'), deskSchema)
    const form = () => ({ form: randomUUID(), clerk: 'Els', fields: lostCard, now: Temporal.Now.instant() })
    for (const { from, exercise } of [
      { from: database, exercise: false },
      { from: copy, exercise: false },
      { from: empty, exercise: false },
      { from: empty, exercise: true },
    ]) {
      const series = newSeries(from)
      for (let i = 0; i < 3; i++) {
        const recorded = recordEntry(from, form(), { nis: '12040', exercise, kind: 'lost-document', series })
        if (!('number' in recorded)) throw new Error(recorded.kind)
        numbers.push(recorded.number)
      }
    }
    copy.close()
    empty.close()
    expect(numbers).toHaveLength(14)
    expect(new Set(numbers).size).toBe(14)
  })

  test('in the new year counts on, so that one series never gives a number twice', () => {
    const at = (now: string) => {
      const submission = { form: randomUUID(), clerk: 'Els', fields: {}, now: Temporal.Instant.from(now) }
      return recordEntry(database, submission, { nis: '12040', exercise: false, kind: 'death', series: 'K7Q4M' })
    }
    expect(at('2026-12-31T22:59:00Z')).toMatchObject({ number: expect.stringMatching(/^12040-O-K7Q4M-0001-/) })
    expect(at('2026-12-31T23:01:00Z')).toMatchObject({ number: expect.stringMatching(/^12040-O-K7Q4M-0002-/) })
  })

  test('with a number of an earlier version keeps it, and is found, shown and corrected by it', async () => {
    const number = 'WIL-V-2026-000007'
    database
      .prepare("INSERT INTO entries (number, kind, year, sequence) VALUES (?, 'lost-document', 2026, 7)")
      .run(number)
    database
      .prepare("INSERT INTO versions VALUES (?, 1, 'old-form', '2026-11-20T08:00:00Z', 'Els', NULL, ?)")
      .run(number, JSON.stringify(lostCard))
    expect(await (await desk.get(`/?q=${number}`)).text()).toContain(`href="/entries/${number}"`)
    expect(await (await desk.get(`/entries/${number}`)).text()).toContain(`<p class="number">${number}</p>`)
    const form = await desk.openForm(`/entries/${number}/correct`)
    const corrected = { form, base: '1', ...lostCard, first_names: 'Piet', correction_reason: 'naam' }
    expect((await desk.post(`/entries/${number}/correct`, corrected)).status).toBe(303)
    expect(findEntry(database, number)?.versions).toHaveLength(2)
    expect(await record()).toMatch(/^12040-V-[2-9B-Z]{5}-0008-/)
  })

  test('can hold anything, and nothing of it becomes markup or hides what stands there', async () => {
    const hostile = `"><script>alert('1')</script>\u202egnp.exe\u0000\n{{ 7*7 }} $(id) ../`
    const number = await record({
      ...lostCard,
      lost_place: hostile,
      remarks: `</textarea>${hostile}\nregel 2`,
    })
    const refused = { form: await desk.openForm('/new/lost-document'), ...lostCard, family_name: hostile }
    const name = await desk.post('/new/lost-document', refused)
    expect(name.status).toBe(422)
    expect(await name.text()).not.toContain('<script')
    const pages = [`/entries/${number}`, `/entries/${number}/correct`, `/?q=${encodeURIComponent(hostile)}`]
    for (const path of pages) {
      const page = await (await desk.get(path)).text()
      expect(page).not.toContain('<script')
      expect(page).not.toContain('\u202e')
      expect(page).toContain('&lt;script&gt;')
      expect(page.match(/<\/textarea>/g)?.length ?? 0).toBe(path.endsWith('correct') ? 1 : 0)
    }
    expect(findEntry(database, number)?.versions[0]?.fields.remarks).toContain('\nregel 2')
  })

  test('that contradicts itself is shown, and kept with the remark that explains it and nothing less', async () => {
    const form = await desk.openForm('/new/death')
    const impossible = {
      ...{ form, family_name: 'Verzonnen', first_names: 'Jozef', birth_date: '1950-01-02', death_date: '1950-01-01' },
      ...{ death_place: 'Willebroek', certificate: 'yes', declarant: 'Uitvaart Voorbeeld', phone: '+32 3 555 01 22' },
    }
    const seenOn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ''
    const first = await desk.post('/new/death', { ...impossible, explanation: 'al ingevuld', seen: '' })
    const page = await first.text()
    expect(first.status).toBe(422)
    expect(page).toContain('“Datum van overlijden” ligt vóór “Geboortedatum”')
    expect(page).toContain('name="explanation"')
    const seen = seenOn(page)
    expect(seen).toBe('earlier:death_date,birth_date')
    for (const explanation of ['', ' ', '\u200b', '.', '\u3164']) {
      const without = await desk.post('/new/death', { ...impossible, seen, explanation })
      expect([without.status, (await without.text()).includes('id="explanation-error"')]).toEqual([422, true])
    }
    // Another one that came with the last change is shown before it counts as explained.
    const worse = { ...impossible, seen, explanation: 'zo staat het op het attest', declarant: 'Jozef Verzonnen' }
    const again = await desk.post('/new/death', worse)
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('dezelfde persoon: “Aangever: naam” en “Familienaam”')
    expect(entries()).toEqual([])

    const kept = await desk.post('/new/death', { ...impossible, seen, explanation: 'zo staat het op het attest' })
    expect(kept.status).toBe(303)
    const [entry] = entries()
    expect(entry?.versions[0]?.fields).toMatchObject({
      birth_date: '1950-01-02',
      contradictions: 'earlier:death_date,birth_date',
      explanation: 'zo staat het op het attest',
    })
    const receipt = await (await desk.get(`/entries/${entry?.number}`)).text()
    expect(receipt).toContain('“Datum van overlijden” ligt vóór “Geboortedatum”')
    expect(receipt).toContain('zo staat het op het attest')

    // What is handed back says both, and the receiving side finds them equal.
    const sent = exportEntries(database, join(folder, 'out'), 'willebroek')
    const [line = ''] = readFileSync(sent.file, 'utf8').split('\n')
    expect(JSON.parse(line).versions[0].fields).toMatchObject({
      contradictions: 'earlier:death_date,birth_date',
      explanation: 'zo staat het op het attest',
    })
    expect(receiveEntries(sent.file, join(folder, 'desk.sqlite'), sent).differences).toEqual([])

    // Corrected, nothing of it stays in the wording that counts, and all of it in the history.
    const path = `/entries/${entry?.number}/correct`
    const correction = await (await desk.get(path)).text()
    expect(correction).toContain('zo staat het op het attest</textarea>')
    const right = { ...impossible, form: await desk.openForm(path), base: '1', birth_date: '1940-01-02' }
    const explained = { explanation: 'zo staat het op het attest', seen, correction_reason: 'geboortejaar verkeerd' }
    expect((await desk.post(path, { ...right, ...explained })).status).toBe(303)
    const [before, after] = entries()[0]?.versions ?? []
    expect(after?.fields).not.toHaveProperty('contradictions')
    expect(after?.fields).not.toHaveProperty('explanation')
    expect(before?.fields).toHaveProperty('explanation')
  })

  test('with a name that hides something, or mixes alphabets, is refused; so is such a name at the login', async () => {
    for (const name of ['Els\u200b', '\u0415ls', '\u3164', 'Els\u202e']) {
      const form = await desk.openForm('/new/lost-document')
      const refused = await desk.post('/new/lost-document', { form, ...lostCard, family_name: name })
      expect([refused.status, (await refused.text()).includes('id="family_name-error"')]).toEqual([422, true])
      expect((await newClient().login(code, name)).status).toBe(401)
    }
    expect(entries()).toEqual([])
  })

  test('sent after the session ended is not recorded, and comes back filled in after the login', async () => {
    const form = await desk.openForm('/new/lost-document')
    database.exec('DELETE FROM sessions')
    const refused = await desk.post('/new/lost-document', { form, ...lostCard, lost_place: 'O"Neil' })
    expect(refused.status).toBe(401)
    const resume = /name="resume" value="([^"]*)"/.exec(await refused.text())?.[1]?.replaceAll('&quot;', '"') ?? ''
    const page = await (await desk.post('/login', { clerk: 'Els', code, resume })).text()
    expect(page).toContain('value="O&quot;Neil"')
    expect(page).toContain(`name="form" value="${form}"`)
    expect(entries()).toEqual([])
    for (const broken of ['{', 'null', '{"path":"/new/birth"}', '{"path":7,"values":[]}']) {
      expect((await desk.post('/login', { clerk: 'Els', code, resume: broken })).status).toBe(303)
    }
  })

  test('corrected after the session ended is not changed, and the correction comes back after the login', async () => {
    const number = await record()
    const path = `/entries/${number}/correct`
    const form = await desk.openForm(path)
    database.exec('DELETE FROM sessions')
    const typed = { form, base: '1', ...lostCard, first_names: 'Johan', correction_reason: 'verkeerde voornaam' }
    const refused = await desk.post(path, typed)
    expect(refused.status).toBe(401)
    const resume = /name="resume" value="([^"]*)"/.exec(await refused.text())?.[1]?.replaceAll('&quot;', '"') ?? ''
    // Of another page of the entry, or of an entry that is none, there is no form to come back to.
    for (const other of [`/entries/${number}`, `/entries/${number}/print`, '/entries/12040-V-XXXXX-0001-X/correct']) {
      const sent = await desk.post('/login', { clerk: 'Els', code, resume: resume.replace(path, other) })
      expect([other, sent.status, sent.headers.get('location')]).toEqual([other, 303, '/'])
    }
    const page = await (await desk.post('/login', { clerk: 'Els', code, resume })).text()
    expect(page).toContain(`action="${path}"`)
    for (const value of ['Johan', 'verkeerde voornaam', form, '1']) expect(page).toContain(value)
    expect(findEntry(database, number)?.versions).toHaveLength(1)
    expect((await desk.post(path, typed)).status).toBe(303)
    expect(findEntry(database, number)?.versions.map(({ fields }) => fields.first_names)).toEqual(['Jan', 'Johan'])
  })

  test('is refused in words when the register is frozen, and when it can not be written', async () => {
    const form = await desk.openForm('/new/lost-document')
    freeze(database, '2026-01-01T00:00:00Z')
    const frozen = await desk.post('/new/lost-document', { form, ...lostCard })
    expect(frozen.status).toBe(409)
    expect(await frozen.text()).toContain('afgesloten')
    expect(await (await desk.get('/')).text()).not.toContain('href="/new/')
    thaw(database)
    database.exec('PRAGMA query_only = 1')
    const unwritable = await desk.post('/new/lost-document', { form, ...lostCard })
    database.exec('PRAGMA query_only = 0')
    expect(unwritable.status).toBe(503)
    expect(await unwritable.text()).toContain('NIET ingeschreven')
    expect(entries()).toEqual([])
    expect((await desk.post('/new/lost-document', { form, ...lostCard })).status).toBe(303)
  })

  test('is never acknowledged when nobody would find it: moved before it is written, or while it is', async () => {
    const form = await desk.openForm('/new/lost-document')
    where.stands = false
    const refused = await desk.post('/new/lost-document', { form, ...lostCard })
    expect(refused.status).toBe(503)
    expect(await refused.text()).toContain('op papier')
    expect(entries()).toEqual([])
    // The number of looks at which the folder is still there: the page's own, the one before the entry, none after it.
    const looks = [true, true, false]
    vi.spyOn(where, 'stands', 'get').mockImplementation(() => looks.shift() ?? false)
    const late = await desk.post('/new/lost-document', { form, ...lostCard })
    expect([late.status, late.headers.get('location')]).toEqual([503, null])
    expect(looks).toEqual([])
    expect(entries()).toHaveLength(1)
    vi.restoreAllMocks()
    expect((await desk.get('/health')).status).toBe(503)
    where.stands = true
    expect((await desk.get('/health')).status).toBe(200)
  })

  test('has no form of megabytes', async () => {
    const form = await desk.openForm('/new/lost-document')
    expect((await desk.post('/new/lost-document', { form, ...lostCard, remarks: 'x'.repeat(1_000_000) })).status).toBe(
      413,
    )
  })
})

test('every page speaks Dutch, and English when asked; headers leave it nothing but its own style and forms', async () => {
  const login = await desk.get('/login')
  expect(login.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(login.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(login.headers.get('cache-control')).toBe('no-store')
  expect(login.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await login.text()).toContain('<html lang="nl">')
  await desk.get('/language/en')
  const english = await (await desk.get('/login')).text()
  expect(english).toContain('<html lang="en">')
  expect(english).toContain('Access code')
  expect(english).toContain('&#39;s-Gravenstad')
})

describe('in an exercise', () => {
  test('every page and every receipt says so, on paper too, and in an incident none does', async () => {
    const player = newClient('127.0.0.1', true)
    await player.login(code)
    await desk.login(code)
    const number = await record()
    for (const path of ['/', '/new/birth', `/entries/${number}`, `/entries/${number}/correct`, '/nothing', '/login']) {
      expect(await (await player.get(path)).text()).toContain('<p class="exercise" role="note">')
      expect(await (await desk.get(path)).text()).not.toMatch(/EXERCISE|role="note"/)
    }
  })
})
