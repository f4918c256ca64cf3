import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exit } from '../../src/core/exit-codes.ts'
import { faultCodes } from '../../src/core/fault-codes.ts'
import { profileCodes } from '../../src/core/finding-codes.ts'
import { displayWidth } from '../../src/core/harmless.ts'
import { configSchema } from '../../src/runbook/config.ts'
import { drillFolder } from '../support/drill-folder.ts'
import { cli, root } from '../support/run-cli.ts'
import { blocksOf, codeRows, documentText, type Exception, linksIn, runBlock, shell } from './document.ts'

const guides = 'runbooks/guides'
const names = ['responder', 'trainer', 'auditor', 'privacy', 'reference', 'install'] as const
const langs = ['en', 'nl'] as const
const guide = (name: (typeof names)[number], lang: (typeof langs)[number]): string =>
  documentText(`${guides}/${name}.${lang}.md`)

const noTerminal = 'there is no terminal here, and it must say so; test/pty sits at one'

/** The commands of the guides that are not run as they stand; the auditor's have a test of their own. */
const exceptions: Readonly<Record<string, Exception>> = {
  'cyber-respond activate willebroek': {
    instead:
      'cyber-respond activate willebroek --profile fixtures/profiles/willebroek.yaml --answers fixtures/answers/willebroek.yaml --until emergency/real-case # exit 4',
    why: 'a person at a terminal: test/pty. Here answers open it',
  },
  'cyber-respond resume willebroek': { instead: 'cyber-respond resume willebroek # exit 6', why: noTerminal },
  'cyber-respond drill run willebroek --scenario willebroek-2020 --speed 10': {
    instead: 'cyber-respond drill run willebroek --scenario willebroek-2020 --speed 10 # exit 6',
    why: noTerminal,
  },
  'cyber-respond drill control': {
    instead: 'cyber-respond drill control willebroek-drill-2026-11-25 # exit 6',
    why: noTerminal,
  },
  'cyber-respond doctor': {
    instead: 'cyber-respond doctor # exit 1',
    why: 'this home has no profile that is filled in, and doctor says so',
  },
}

let home: string

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-guides-'))
  // Two drills that somebody played, and the forms of who took part.
  for (const day of ['2026-11-25', '2026-12-14']) {
    await drillFolder(join(home, '.local/state/cyber-respond'), `willebroek-drill-${day}`)
  }
  const [forms] = blocksOf(guide('trainer', 'en'), 'yaml')
  writeFileSync(join(home, 'forms.yaml'), forms?.text ?? '')
  // And what a team found.
  cpSync(join(root, 'fixtures/evidence'), join(home, 'from-the-team'), { recursive: true })
  cpSync(join(root, 'fixtures/evidence/scan-report.txt'), join(home, 'scan-report.txt'))
})

afterAll(async () => {
  await shell({ home }, ['cyber-respond cloud down willebroek --yes || true'])
  rmSync(home, { recursive: true, force: true })
})

describe('the commands of the guides', () => {
  const used = new Set<string>()
  // In the order in which one stands on the other: the trainer's need no incident, all else is about the responder's.
  const blocks = (['trainer', 'responder', 'reference', 'privacy'] as const).flatMap((name) =>
    blocksOf(guide(name, 'en'), 'sh').map((block, index) => ({ ...block, name, index })),
  )
  test.each(blocks)('$name $index, under "$heading"', { timeout: 120_000 }, async (block) => {
    await runBlock({ home }, block, exceptions, used)
  })

  test('an exception is one of a command that is there', () => {
    expect([...used].toSorted()).toEqual(Object.keys(exceptions).toSorted())
  })

  /** A command as it is in every language: only what is said to a person, between quotes, may differ. */
  const withoutWords = (text: string): string =>
    text.replaceAll(/^cyber-respond .*$/gm, (line) =>
      line.replaceAll(/"[^"]*"/g, (quoted) => (quoted.startsWith('"$') ? quoted : '"…"')),
    )

  test.each(names)('%s: the same commands and files in Dutch', (name) => {
    for (const kind of ['sh', 'yaml', 'powershell'] as const) {
      const [english, dutch] = langs.map((lang) => blocksOf(guide(name, lang), kind).map(({ text }) => text))
      const forget = kind === 'yaml' ? (text: string) => text.replaceAll(/#.*$/gm, '#') : withoutWords
      expect(dutch?.map(forget)).toEqual(english?.map(forget))
    }
  })
})

describe.each(langs)('the guides, %s', (lang) => {
  test.each(names)('%s: its screens fit in 80 columns, its links lead to files', (name) => {
    const text = guide(name, lang)
    const wide = blocksOf(text, 'text').flatMap((block) =>
      block.text.split('\n').filter((line) => displayWidth(line) > 80),
    )
    expect(wide).toEqual([])
    const links = linksIn(text).filter((target) => !target.startsWith('http'))
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((target) => !existsSync(join(root, guides, target)))).toEqual([])
  })

  test('the page of the first hour is one page', () => {
    expect(guide('responder', lang).trimEnd().split('\n').length).toBeLessThanOrEqual(70)
  })
})

test('README and guides link to each other, and every page and picture is reached', () => {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    if (!path.endsWith('.md')) return
    for (const target of linksIn(documentText(path))) {
      if (!target.startsWith('http')) visit(join(dirname(path), target))
    }
  }
  visit('README.md')
  const there = readdirSync(join(root, guides), { recursive: true, encoding: 'utf8' }).map(
    (name) => `${guides}/${name}`,
  )
  expect(there.filter((path) => !statSync(join(root, path)).isDirectory() && !reached.has(path))).toEqual([])
})

describe('the reference says what the program knows', () => {
  const headings = {
    en: {
      commands: 'Commands',
      config: 'Configuration',
      variables: 'Variables of the environment',
      faults: 'Fault codes',
      profile: 'Codes in a profile',
    },
    nl: {
      commands: 'Opdrachten',
      config: 'Configuratie',
      variables: 'Omgevingsvariabelen',
      faults: 'Foutcodes',
      profile: 'Codes in een profiel',
    },
  } as const
  const codes = (lang: 'en' | 'nl', part: keyof (typeof headings)['en']): readonly string[] =>
    codeRows(guide('reference', lang), headings[lang][part]).map(([code]) => code)

  /** The commands that do something, as `--help` lists them. */
  async function commands(...under: readonly string[]): Promise<readonly string[]> {
    const { out } = await cli(home, ...under, '--help')
    const listed = /^Commands:\n((?: {2}.*\n?)+)/m.exec(out)?.[1] ?? ''
    const found = [...listed.matchAll(/^ {2}([a-z-]+)/gm)].flatMap(([, name = '']) => (name === 'help' ? [] : [name]))
    if (found.length === 0) return [under.join(' ')]
    return (await Promise.all(found.map((name) => commands(...under, name)))).flat()
  }

  test.each(langs)('every command, %s', async (lang) => {
    expect(codes(lang, 'commands').toSorted()).toEqual((await commands()).toSorted())
  })

  test.each(langs)('every fault code, in order, with what it means and what to do, %s', (lang) => {
    expect(codes(lang, 'faults')).toEqual([...faultCodes])
    for (const [code, ...cells] of codeRows(guide('reference', lang), headings[lang].faults)) {
      expect(cells, code).toEqual([expect.stringMatching(/^\S.{8,}$/), expect.stringMatching(/^\S.{8,}$/)])
    }
  })

  test.each(langs)('every code that only a profile gives, %s', (lang) => {
    expect(codes(lang, 'profile')).toEqual([...profileCodes])
  })

  test.each(langs)('every key of config.yaml, %s', (lang) => {
    expect(codes(lang, 'config')).toEqual(Object.keys(configSchema.entries))
  })

  test.each(langs)('every exit code, %s', (lang) => {
    const rows = [...guide('reference', lang).matchAll(/^\| ([\d, ]+) \|/gm)]
    expect(rows.flatMap(([, cell = '']) => cell.split(',').map(Number))).toEqual(Object.values(exit))
  })

  test.each(langs)('every variable that the program looks at, or gives to a command, %s', (lang) => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )
    const named = (text: string): readonly string[] => text.match(/\bCYBER_RESPOND_[A-Z]+/g) ?? []
    const known = new Set(sources.flatMap((name) => named(documentText(`src/${name}`))))
    expect([...new Set(named(guide('reference', lang)))].toSorted()).toEqual([...known].toSorted())
    expect(codes(lang, 'variables')).toHaveLength(3)
  })
})
