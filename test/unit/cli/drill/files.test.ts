import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scenarioNamed, shippedScenarios } from '../../../../src/cli/drill/files.ts'
import { drillLint } from '../../../../src/cli/drill/lint.ts'
import { type NewScenarioOptions, newScenario } from '../../../../src/cli/drill/new.ts'
import type { Host } from '../../../../src/cli/wiring/host.ts'
import type { Lang } from '../../../../src/core/text.ts'

const root = join(import.meta.dirname, '../../../..')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drill-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function hostIn(cwd: string, options: { readonly lang?: Lang; readonly json?: boolean; readonly runbooks?: string }) {
  const said = { out: '', err: '' }
  const host = {
    stdout: (text: string) => {
      said.out += text
    },
    stderr: (text: string) => {
      said.err += text
    },
    messageColumns: null,
    ...{ lang: options.lang ?? 'en', json: options.json ?? false, runbooks: options.runbooks ?? null },
    process: { cwd: () => cwd },
  }
  return { host, said }
}

async function lint(paths: readonly string[], options: Parameters<typeof hostIn>[1] = {}, cwd = root) {
  const { host, said } = hostIn(cwd, options)
  return { code: await drillLint(host, paths), ...said }
}

/** A folder of runbooks with one scenario beside them. */
function ownRunbooks(scenario: string): string {
  const from = join(root, 'runbooks')
  for (const name of readdirSync(from)) if (name.endsWith('.yaml')) copyFileSync(join(from, name), join(folder, name))
  mkdirSync(join(folder, 'drills'))
  writeFileSync(join(folder, 'drills/small.yaml'), scenario)
  return folder
}

const small = readFileSync(join(root, 'fixtures/scenarios/small.yaml'), 'utf8')

describe('lint', () => {
  test('all that ship have no errors', async () => {
    expect((await lint([])).code).toBe(0)
  })
  test('a scenario by its path, in both languages and as JSON', async () => {
    expect((await lint(['fixtures/scenarios/small.yaml'])).out).toBe('1 file, no errors, 0 warnings\n')
    const { out, err } = await lint(['fixtures/broken/scenarios/waits.yaml'], { lang: 'nl' })
    expect(out).toBe('1 bestand, geen fouten, 1 waarschuwing\n')
    expect(err).toContain('het wacht op de spelleider')
    const json = await lint(['fixtures/broken/scenarios/waits.yaml'], { json: true })
    expect(JSON.parse(json.out)).toMatchObject({ files: 1, diagnostics: [{ code: 'scenario.waits' }] })
  })
  test('errors end with exit code 3, at the places in the file as it was named', async () => {
    const path = 'fixtures/broken/scenarios/cycle.yaml'
    await expect(lint([path])).rejects.toMatchObject({ exit: 3, diagnostics: [{ place: { file: path } }] })
  })
  test('a folder of runbooks without drills has none, and nothing was checked', async () => {
    const nothing = lint([], { runbooks: join(root, 'fixtures/small') })
    await expect(nothing).rejects.toMatchObject({ code: 'file.none', exit: 3 })
  })
})

describe('finding a scenario', () => {
  test('by its id, beside the runbooks', async () => {
    const { host } = hostIn(root, { runbooks: ownRunbooks(small) })
    expect((await shippedScenarios(host)).map(({ scenario }) => scenario.id)).toEqual(['small'])
    const found = await scenarioNamed(host, 'small')
    expect([found.file, found.scenario.length]).toEqual([join(folder, 'drills/small.yaml'), '2h'])
    await expect(scenarioNamed(host, 'smal')).rejects.toMatchObject({
      code: 'scenario.unknown',
      exit: 2,
      hint: { en: 'did you mean "small"?' },
    })
  })
  test('by its path, and not with a contradiction', async () => {
    const { host } = hostIn(root, {})
    expect((await scenarioNamed(host, 'fixtures/scenarios/small.yaml')).scenario.id).toBe('small')
    await expect(scenarioNamed(host, 'fixtures/broken/scenarios/cycle.yaml')).rejects.toMatchObject({
      code: 'file.invalid',
    })
    await expect(scenarioNamed(host, 'gone.yaml')).rejects.toMatchObject({ code: 'runbook.unreadable', exit: 3 })
  })
  test('one of somebody else is checked when it is named', async () => {
    const { host } = hostIn(root, { runbooks: ownRunbooks(small.replace('at: 30m', 'at: 30h')) })
    await expect(scenarioNamed(host, 'small')).rejects.toMatchObject({ code: 'file.invalid', exit: 3 })
  })
})

describe('a new scenario', () => {
  async function made(id: string, own: NewScenarioOptions = {}, options: Parameters<typeof hostIn>[1] = {}) {
    const { host, said } = hostIn(folder, options)
    const nobody = { interactive: false, yes: false, home: folder }
    const code = await newScenario({ ...host, ...nobody } as unknown as Host, id, own)
    return { code, ...said }
  }
  test.each(['en', 'nl'] as const)('has nothing wrong as it stands (%s), and is never written over', async (lang) => {
    const path = join(folder, 'our-town.yaml')
    expect(await made('our-town', {}, { lang })).toMatchObject({ code: 0, out: `${path}\n` })
    const words = { en: '1 file, no errors, 0 warnings\n', nl: '1 bestand, geen fouten, 0 waarschuwingen\n' }
    expect((await lint(['our-town.yaml'], { lang }, folder)).out).toBe(words[lang])
    for (const line of readFileSync(path, 'utf8').split('\n')) expect(line.length).toBeLessThanOrEqual(125)
    await expect(made('our-town')).rejects.toMatchObject({ code: 'scenario.exists', exit: 2 })
  })
  test('is not written under a name by which nobody would find it', async () => {
    for (const out of ['sub/ours.yaml', 'our-town', 'our-town.yaml/', 'our-town.yaml.txt', 'sub/our-town.json']) {
      await expect(made('our-town', { out })).rejects.toMatchObject({ code: 'scenario.out-name', exit: 2 })
    }
    expect(existsSync(join(folder, 'sub'))).toBe(false)
    expect((await made('our-town', { out: 'sub/our-town.yml' })).code).toBe(0)
    expect((await lint(['sub/our-town.yml'], {}, folder)).code).toBe(0)
  })
  test('is written where it is told', async () => {
    const { out } = await made('our-town', { out: 'sub/our-town.yaml' }, { json: true })
    expect(JSON.parse(out)).toEqual({
      scenario: 'our-town',
      plan: 'ransomware',
      path: join(folder, 'sub/our-town.yaml'),
    })
    expect((await lint(['sub/our-town.yaml'], {}, folder)).code).toBe(0)
  })
  test.each([
    'willebroek-2020',
    'antwerp-2022',
    'diest-2022',
    'geraardsbergen-2022',
    'kuurne-2020',
    'zwijndrecht-police-2022',
  ])('from the timeline of %s asks for what is still to be written, and for nothing else', async (id) => {
    await made('draft', { case: id })
    const error = await lint(['draft.yaml'], {}, folder).catch((it: unknown) => it)
    const { diagnostics } = error as { diagnostics: readonly { code: string }[] }
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['scenario.translation']))
    const text = readFileSync(join(folder, 'draft.yaml'), 'utf8')
    writeFileSync(join(folder, 'draft.yaml'), text.replaceAll('TODO', 'Done'))
    // The objectives of a draft and its messages are there; who looks at what is the author's.
    expect((await lint(['draft.yaml'], {}, folder)).out).toContain('no errors, 0 warnings')
  })
  test('keeps the times and the sources', async () => {
    await made('draft', { case: 'diest-2022' })
    const text = readFileSync(join(folder, 'draft.yaml'), 'utf8')
    expect(text).toContain('start: 2022-12-12T01:30')
    expect([...text.matchAll(/^ {4}at: (\S+)$/gm)].map(([, at]) => at)).toEqual(['30m', '510m', '3330m'])
    expect(text).toContain('municipality: "24020"')
    expect(text).toContain('  - "timeline diest-2022"')
  })
  test('from a file of one case needs no --case, and puts times that run back in order', async () => {
    const timeline = [
      { at: '2026-03-02', what: 'a' },
      { at: '2026-03-01', what: 'b' },
      { at: '2026-03', what: 'c' },
    ]
    writeFileSync(join(folder, 'own.json'), JSON.stringify([{ id: 'own', timeline }]))
    await made('draft', { from: 'own.json' })
    const text = readFileSync(join(folder, 'draft.yaml'), 'utf8')
    expect([...text.matchAll(/^ {4}at: (\S+)$/gm)].map(([, at]) => at)).toEqual(['30m', '1h', '1470m'])
    expect([...text.matchAll(/en: "([abc])"/g)].map(([, what]) => what)).toEqual(['b', 'c', 'a'])
  })
  test('refuses a time that can not be read or was never, and names its line', async () => {
    const file = (at: string): string =>
      `[\n  { "id": "one", "timeline": [{ "at": "2022-03-27T02:30Z", "what": "x" }] },\n  { "id": "two", "timeline": [\n    { "at": "2022-03-26", "what": "a" },\n    { "at": ${JSON.stringify(at)}, "what": "b" }\n  ] }\n]\n`
    for (const [at, why] of [
      ['2022-03-27T02:30', 'heeft nooit bestaan: de klok van Brussel sloeg dat uur over'],
      ['2022-10-30T02:30', 'was er twee keer: de klok van Brussel herhaalde dat uur'],
      ['2022-02-31T10:00', 'is geen leesbaar tijdstip'],
    ] as const) {
      writeFileSync(join(folder, 'own.json'), file(at))
      const error = await made('two', { from: 'own.json', case: 'two' }).catch((it: unknown) => it)
      expect(error).toMatchObject({ code: 'timelines.moment', exit: 3, text: { nl: `own.json:5: "${at}" ${why}` } })
      expect(readdirSync(folder)).toEqual(['own.json'])
    }
    await made('one', { from: 'own.json', case: 'one' })
    expect(readFileSync(join(folder, 'one.yaml'), 'utf8')).toContain('start: 2022-03-27T04:00')
  })
  test('says what it can not do', async () => {
    await expect(made('Our Town')).rejects.toMatchObject({ code: 'scenario.no-id', exit: 2 })
    await expect(made('x', { case: 'diest' })).rejects.toMatchObject({ code: 'timelines.unknown-case', exit: 2 })
    await expect(made('x', { out: '/dev/null/x.yaml' })).rejects.toMatchObject({
      code: 'output.not-writable',
      exit: 1,
    })
    writeFileSync(join(folder, 'bad.json'), '[{ "id": "a", "timeline": [] }]')
    await expect(made('x', { from: 'bad.json' })).rejects.toMatchObject({ code: 'timelines.invalid', exit: 3 })
    writeFileSync(join(folder, 'bad.json'), 'no')
    await expect(made('x', { from: 'bad.json' })).rejects.toMatchObject({ code: 'timelines.invalid', exit: 3 })
    await expect(made('x', { from: 'gone.json' })).rejects.toMatchObject({ code: 'runbook.unreadable', exit: 3 })
  })
})
