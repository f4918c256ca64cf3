import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { displayWidth } from '../../src/core/harmless.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const guides = readdirSync(join(root, 'runbooks/guides')).flatMap((name) => /^(.*)\.en\.md$/.exec(name)?.[1] ?? [])

test('help topics lists every guide with its title and a line, in the language of who asks', async () => {
  const { code, out } = await cli(tempFolder(), 'help', 'topics')
  expect(code).toBe(0)
  expect([...out.matchAll(/^([a-z-]+): /gm)].map(([, id]) => id)).toEqual(guides.toSorted())
  expect(out).toContain('responder: The first hour\n    For who leads when the town hall is attacked\n')
  const { out: dutch } = await cli(tempFolder(), '--lang', 'nl', 'help', 'topics')
  expect(dutch).toContain('responder: Het eerste uur\n    Voor wie leidt wanneer het gemeentehuis wordt aangevallen\n')
  const { out: json } = await cli(tempFolder(), '--json', 'help', 'topics')
  expect(JSON.parse(json)).toContainEqual({
    id: 'responder',
    title: 'The first hour',
    about: 'For who leads when the town hall is attacked',
  })
})

test.each(guides.flatMap((id) => [[id, 'en'] as const, [id, 'nl'] as const]))(
  'help %s is readable at 80 columns, %s: no marks, no long lines but those to copy, and nothing left out',
  async (id, lang) => {
    const { code, out } = await cli(tempFolder(), '--lang', lang, 'help', id)
    expect(code).toBe(0)
    const lines = out.split('\n')
    const text = readFileSync(join(root, `runbooks/guides/${id}.${lang}.md`), 'utf8')
    expect(lines[0]).toBe(/^# (.*)$/m.exec(text)?.[1])
    const fenced = [...text.matchAll(/^```\w*\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.split('\n'))
    const copied = new Set(fenced.map((line) => `    ${line}`.trimEnd()))
    for (const line of copied) expect(lines).toContain(line)
    const prose = lines.filter((line) => !copied.has(line))
    // A command or a path is never broken: who copies it gets it whole.
    const wide = prose.filter((line) => displayWidth(line) > 80 && !/`[^`]{40,}`|cyber-respond /.test(line))
    expect(wide).toEqual([])
    const plain = prose.map((line) => line.replaceAll(/`[^`]*`/g, ''))
    expect(plain.filter((line) => /\*\*|\]\(|^#|^\||```/.test(line))).toEqual([])
    const words = (one: string): readonly string[] => one.match(/\p{L}{5,}/gu) ?? []
    const said = new Set(words(out))
    const body = text
      .replaceAll(/^\*\[\w+\]\([^)]*\)|\]\((?!http)[^)]*\)|```\w*/gm, '')
      .replaceAll(/^\|.*\|\n\|[-|\s]+\|$/gm, '')
    expect(words(body).filter((word) => !said.has(word))).toEqual([])
  },
)

test('help of a command, of one in a group, and of nothing at all', async () => {
  const home = tempFolder()
  const { out: whole } = await cli(home, '--help')
  expect((await cli(home, 'help')).out).toBe(whole)
  expect((await cli(home, 'help', 'drill', 'run')).out).toBe((await cli(home, 'drill', 'run', '--help')).out)
  expect((await cli(home, 'drill', 'help', 'run')).out).toContain('Usage: cyber-respond drill run')
  expect((await cli(home, 'help', '')).out).toBe(whole)
  for (const [typed, meant] of [
    [['kit', 'mke'], 'kit make'],
    [['cloud', 'page', 'sett'], 'cloud page set'],
    [['topicz'], 'topics'],
  ] as const) {
    expect((await cli(home, 'help', ...typed)).err).toContain(`did you mean "${meant}"?`)
  }
  const { code, err } = await cli(home, 'help', 'respondr')
  expect([code, err]).toEqual([
    2,
    'cyber-respond: error: there is no command and no guide respondr\ncyber-respond: hint: did you mean "responder"?\n',
  ])
})
