import { expect, test } from 'vitest'
import { cli, tempFolder } from '../support/run-cli.ts'

/** Every command with its help in a language, from the help of the one above it. */
async function helps(lang: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const home = tempFolder()
  const walk = async (path: readonly string[]): Promise<void> => {
    const { code, out } = await cli(home, '--lang', lang, ...path, '--help')
    expect([path, code]).toEqual([path, 0])
    found.set(path.join(' '), out)
    const [, commands = ''] = /^(?:Opdrachten|Commands):\n((?: {2}.*\n)+)/m.exec(out) ?? []
    for (const [, name = ''] of commands.matchAll(/^ {2}(\S+)/gm)) if (name !== 'help') await walk([...path, name])
  }
  await walk([])
  return found
}

/** What a command line names by the same word in both languages. */
const alike = new Set([
  'code',
  'id',
  'incident',
  'plan',
  'scenario',
  'url',
  'zone',
  'n',
  'factor',
  'moment',
  'team',
  'shell',
])

test('the help of every command is in Dutch, with the words for what it takes and its choices', async () => {
  const [dutch, english] = [await helps('nl'), await helps('en')]
  expect([...dutch.keys()]).toEqual([...english.keys()])
  expect(dutch.size).toBeGreaterThan(50)
  const words = (text: string): readonly string[] =>
    [...text.matchAll(/[<[]([a-z=-]+)(?:\.\.\.)?[>\]]/g)].flatMap(([, word = '']) => (alike.has(word) ? [] : [word]))
  const known = new Set([...english.values()].flatMap(words))
  for (const [name, text] of dutch) {
    expect([name, words(text).filter((word) => known.has(word))]).toEqual([name, []])
    expect([name, text.match(/\((?:choices|default|env):/g)]).toEqual([name, null])
    expect(text).not.toMatch(/^(?:Usage|Options|Arguments|Commands):/m)
  }
  expect(dutch.get('activate')).toContain('Gebruik: cyber-respond activate [opties] <gemeente>\n')
  expect(dutch.get('')).toContain('--lang <taal>')
  expect(dutch.get('')?.replace(/\s+/g, ' ')).toContain('taal (keuze: "en", "nl")')
  expect(english.get('')?.replace(/\s+/g, ' ')).toContain('language (choices: "en", "nl")')
})

test.each([
  [['activate'], 'het argument <gemeente> ontbreekt', 'zie cyber-respond --help'],
  [['activat'], 'er is geen opdracht activat', 'bedoelde u activate?'],
  [['--hom'], 'er is geen optie --hom', 'bedoelde u --home?'],
  [['--home'], 'de optie --home <map> vraagt een waarde', 'zie cyber-respond --help'],
  [['report', 'w', '--format', 'x'], 'x is geen waarde voor --format <vorm>: een van md, html, json, ocsf, csv', null],
  [['drill'], 'de opdracht is niet volledig', 'zie cyber-respond --help'],
  [['doctor', 'now'], 'te veel argumenten: 1 waar er 0 verwacht werd', 'zie cyber-respond --help'],
])('%j is told in Dutch alone', async (argv, message, tip) => {
  const { code, err } = await cli(tempFolder(), '--lang', 'nl', ...argv)
  expect(code).toBe(2)
  const [first, second] = err.trimEnd().split('\n')
  expect(first).toBe(`cyber-respond: fout: ${message}`)
  if (tip !== null) expect(second).toBe(`cyber-respond: tip: ${tip}`)
  expect(err).not.toMatch(/\b(?:error|hint|option|argument '|command-argument)\b/)
})
