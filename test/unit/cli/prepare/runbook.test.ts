import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lintRunbooks, listRunbooks, type RunbookHost, showRunbook } from '../../../../src/cli/prepare/runbook.ts'
import { Fault } from '../../../../src/core/fault.ts'

const root = join(import.meta.dirname, '../../../..')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(work: (host: RunbookHost) => Promise<number>, options: Partial<RunbookHost> = {}) {
  const said = { out: '', err: '' }
  const code = await work({
    stdout: (text) => {
      said.out += text
    },
    stderr: (text) => {
      said.err += text
    },
    lang: 'en',
    json: false,
    columns: 80,
    messageColumns: null,
    runbooks: null,
    process: { cwd: () => root },
    ...options,
  })
  return { code, ...said }
}

describe('the shipped runbooks', () => {
  test('have no errors', async () => {
    expect((await run((host) => lintRunbooks(host, []))).code).toBe(0)
  })
  test('are listed in both languages and as JSON', async () => {
    expect((await run(listRunbooks)).out).toMatch(/^Plans\n {2}account-takeover [\s\S]*\n {2}ransomware/)
    expect((await run(listRunbooks, { lang: 'nl' })).out).toMatch(/^Plannen\n/)
    const { out } = await run(listRunbooks, { json: true })
    expect(JSON.parse(out).plans.find(({ id }: { id: string }) => id === 'ransomware').runbooks).toEqual([
      ...['isolate', 'notify', 'emergency', 'clean', 'restore', 'hand-back', 'close'],
    ])
  })
  test.each(['en', 'nl'] as const)('fit on paper in %s, with a code and a line for each step', async (lang) => {
    const { out } = await run((host) => showRunbook(host, 'ransomware'), { lang, columns: 200 })
    const wide = out.split('\n').filter((line) => line.length > 80)
    expect(wide).toEqual([])
    const boxes = out.match(/^\[ \] [A-Z]+\d+/gm)?.length ?? 0
    expect(boxes).toBeGreaterThanOrEqual(20)
    expect(out.match(lang === 'nl' ? /^ {6}klaar als/gm : /^ {6}done when/gm)).toHaveLength(boxes)
    expect(out).not.toContain('{{')
  })
})

test.each([
  ['N1', 'en', ['NOTIFY (notify, step 1 of', 'runbook 2 of 7, step', '[ ] N1', 'after it    N2']],
  ['i2', 'nl', ['(isolate, stap 2 van', 'draaiboek 1 van 7, stap 2 van', '[ ] I2', 'ervoor      I1', 'erna        I3']],
  ['isolate/declare', 'en', ['(isolate, step 1 of', '[ ] I1']],
] as const)('a step by its code or id: %s in %s, and where it is', async (name, lang, words) => {
  const { code, out } = await run((host) => showRunbook(host, name), { lang })
  expect(code).toBe(0)
  for (const word of words) expect(out).toContain(word)
  expect(out.match(/^\[ \] /gm)).toHaveLength(1)
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
  const json = JSON.parse((await run((host) => showRunbook(host, name), { json: true })).out)
  expect(json).toMatchObject({ step: { code: words.at(name === 'isolate/declare' ? -1 : 2)?.slice(4) } })
  expect(json.plans.map(({ plan }: { plan: string }) => plan)).toContain('ransomware')
})

test.each([
  ['N01', 'did you mean "N1"?'],
  ['isolate/declar', 'did you mean "isolate/declare"?'],
])('a step that does not exist: %s', async (name, en) => {
  const gone = run((host) => showRunbook(host, name))
  await expect(gone).rejects.toMatchObject({ code: 'runbook.unknown', hint: { en } })
})

test('a runbook that does not exist', async () => {
  const gone = run((host) => showRunbook(host, 'isolat'))
  await expect(gone).rejects.toMatchObject({
    code: 'runbook.unknown',
    exit: 2,
    hint: { en: 'did you mean "isolate"?' },
  })
})

test('errors end with exit code 3 and their places, as the person named the file', async () => {
  const path = 'fixtures/broken/runbooks/unknown-key.yaml'
  const error = await run((host) => lintRunbooks(host, [path])).catch((it: unknown) => it)
  expect(error).toBeInstanceOf(Fault)
  expect(error).toMatchObject({ exit: 3, diagnostics: [{ place: { file: path } }] })
})

test('warnings are told and are no failure', async () => {
  const path = 'fixtures/broken/runbooks/unproven.yaml'
  const { code, out, err } = await run((host) => lintRunbooks(host, [path]))
  expect([code, out]).toEqual([0, '1 file, no errors, 1 warning\n'])
  expect(err).toContain('runbook.unproven')
  const { out: json } = await run((host) => lintRunbooks(host, [path]), { json: true })
  expect(JSON.parse(json)).toMatchObject({ files: 1, diagnostics: [{ code: 'runbook.unproven' }] })
})

test('a plan brings the files of its folder, and a big or missing file is refused', async () => {
  const plan = 'runbooks/ransomware.plan.yaml'
  expect(await run((host) => lintRunbooks(host, [plan]))).toMatchObject({ code: 0 })
  const big = join(folder, 'big.yaml')
  writeFileSync(big, Buffer.alloc(1024 * 1024 + 1, 'a'))
  await expect(run((host) => lintRunbooks(host, [big]))).rejects.toMatchObject({ code: 'file.too-big', exit: 3 })
  const gone = join(folder, 'gone.yaml')
  await expect(run((host) => lintRunbooks(host, [gone]))).rejects.toMatchObject({ code: 'runbook.unreadable', exit: 3 })
  await expect(run((host) => lintRunbooks(host, [folder]))).rejects.toMatchObject({ code: 'runbook.unreadable' })
})
