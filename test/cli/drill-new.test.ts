import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'

interface Rehearsed {
  readonly level: string
  readonly team: string
  readonly ratings: Readonly<Record<string, string | null>>
  readonly unsent: readonly string[]
}

/** What the quick and the slow team of a new scenario reach; nobody judges what has no measure. */
const reached = {
  ransomware: { good: { declare: 'P', calm: null }, bad: { declare: 'S', calm: null } },
  supplier: { good: { cut: 'P', data: 'P', calm: null }, bad: { cut: 'M', data: 'M', calm: null } },
  'data-theft': { good: { genuine: 'P', stop: 'P', calm: null }, bad: { genuine: 'U', stop: 'U', calm: null } },
  'account-takeover': { good: { bank: 'P', sessions: 'P', calm: null }, bad: { bank: 'U', sessions: 'S', calm: null } },
  ddos: { good: { provider: 'P', cover: 'P', calm: null }, bad: { provider: 'M', cover: 'U', calm: null } },
} as const

const noWarnings = { en: '1 file, no errors, 0 warnings\n', nl: '1 bestand, geen fouten, 0 waarschuwingen\n' }

describe.each(Object.keys(reached) as (keyof typeof reached)[])('drill new for %s', (plan) => {
  test.each(['en', 'nl'] as const)('lints clean and can be played as it stands (%s)', async (lang) => {
    const home = tempFolder()
    const file = join(home, 'ours.yaml')
    const said = await cli(home, '--lang', lang, 'drill', 'new', 'ours', '--plan', plan, '--out', file)
    expect(said.code, said.err).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain(`\nplan: ${plan}\n`)
    const linted = await cli(home, '--lang', lang, 'drill', 'lint', file)
    expect(linted).toMatchObject({ code: 0, out: noWarnings[lang], err: '' })
    const { code, out, err } = await cli(home, '--lang', lang, '--json', 'drill', 'rehearse', file)
    expect(code, err).toBe(0)
    const runs = JSON.parse(out) as readonly Rehearsed[]
    expect(runs.map(({ level, team, ratings }) => ({ level, team, ratings }))).toEqual(
      ['basic', 'hard'].flatMap((level) => [
        { level, team: 'good', ratings: reached[plan].good },
        { level, team: 'bad', ratings: reached[plan].bad },
      ]),
    )
    // Every message reaches a team, at each level.
    for (const level of ['basic', 'hard']) {
      const [good, bad] = runs.filter((run) => run.level === level)
      expect(good?.unsent.filter((id) => bad?.unsent.includes(id))).toEqual([])
    }
  })

  test('from a timeline asks for what is to be written, and for nothing else', async () => {
    const home = tempFolder()
    const file = join(home, 'draft.yaml')
    expect((await cli(home, 'drill', 'new', 'draft', '--plan', plan, '--case', 'diest-2022', '--out', file)).code).toBe(
      0,
    )
    const text = readFileSync(file, 'utf8')
    const declared = plan === 'ransomware' ? 'isolate/declare' : 'begin/declare'
    expect(text).toContain(`      P: done["${declared}"] <= 60\n`)
    writeFileSync(file, text.replaceAll('TODO', 'Done'))
    expect(await cli(home, 'drill', 'lint', file)).toMatchObject({ code: 0, out: noWarnings.en })
  })
})

test("for a plan of one's own, which names no step that declares, it can be played too", async () => {
  const home = tempFolder()
  const [file, small] = [join(home, 'ours.yaml'), join(root, 'fixtures/small')]
  const own = ['--runbooks', small, 'drill'] as const
  // Its folder has no other plan, so nothing is to be named or said.
  const said = await cli(home, ...own, 'new', 'ours', '--out', file)
  const check = `cyber-respond --runbooks fixtures/small drill lint HOME/ours.yaml`
  expect(said).toMatchObject({ code: 0, err: `Open it in an editor, and check it: ${check}\n` })
  expect(readFileSync(file, 'utf8')).toContain('\nplan: small\n')
  expect(await cli(home, ...own, 'lint', file)).toMatchObject({ code: 0, out: noWarnings.en })
  expect((await cli(home, ...own, 'rehearse', file)).code).toBe(0)
})

test('who can not be asked hears which plan it is for; a plan that is not there is refused', async () => {
  const home = tempFolder()
  const said = await cli(home, '--lang', 'nl', 'drill', 'new', 'ours', '--out', join(home, 'ours.yaml'))
  expect(said.err).toContain('Het is voor het plan ransomware; --plan noemt een ander.')
  expect(readFileSync(join(home, 'ours.yaml'), 'utf8')).toContain('\nplan: ransomware\n')
  const wrong = await cli(home, 'drill', 'new', 'other', '--plan', 'ddo', '--out', join(home, 'other.yaml'))
  expect(wrong.code).toBe(3)
  expect(wrong.err).toContain('did you mean "ddos"?')
})
