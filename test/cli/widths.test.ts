import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { displayWidth } from '../../src/core/harmless.ts'
import { isOnConsole } from '../../src/ui/ascii.ts'
import { cli, cliOn, keptFolder, root } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')

let home = ''
let incident = ''

beforeAll(async () => {
  home = keptFolder()
  const answers = ['--answers', join(small, 'answers.yaml'), '--until', 'F3']
  const plan = ['activate', 'willebroek', '--plan', 'small', '--profile', profile, ...answers]
  await cli(home, '--runbooks', small, '--operator', 'Els Peeters', ...plan)
  await cli(home, '--operator', 'Els Peeters', 'note', 'willebroek', 'Café “De Kroon” ✓ — 5 € → ⏎ '.repeat(8))
  await cli(home, '--operator', 'Els Peeters', 'evidence', 'add', 'willebroek', join(root, 'fixtures/evidence'))
  incident = readdirSync(join(home, 'incidents')).find((name) => name.startsWith('willebroek-')) ?? ''
}, 120_000)

/** What somebody reads on a screen. Reports, calendars and the like are files to take away, and JSON is for machines. */
const looks = (): readonly (readonly string[])[] => [
  ['status', incident],
  ['verify', incident],
  ['replay', incident, '--speed', '100000'],
  ['evidence', 'list', incident],
  ['evidence', 'verify', incident],
  ['witness', 'print', incident],
  ['municipality', 'show', 'willebroek'],
  ['drill', 'list'],
  ['runbook', 'list'],
  ['--runbooks', small, 'activate', 'diest', '--plan', 'small', '--dry-run'],
  ['status', 'nobody-called-so-2026-01-01'],
  ['verify', '/nowhere/at/all'],
  ['activate', 'wilebroek'],
  ['doctor'],
  ['--help'],
  ['drill', 'run', '--help'],
]

/** What somebody may copy stays whole, for the terminal to break: a command, a path, a hash. */
function isToCopy(line: string): boolean {
  const text = line.trim().replace(/^- /, '')
  return (
    !text.includes(' ') ||
    /cyber-respond [a-z[]|^--?[a-z-]+( <[a-z]+>)?( {2,}[^ ]+)?$|^`[^`]*`$|--known-head|^[0-9a-f]{64} /.test(text)
  )
}

describe.each(['en', 'nl'])('%s', (lang) => {
  test.each([20, 40, 60, 80, 200])(
    'no line is wider than a screen of %i columns, and nothing is cut but titles',
    async (columns) => {
      for (const line of looks()) {
        const { seen } = await cliOn({ columns }, home, '--lang', lang, ...line)
        expect(seen, line.join(' ')).not.toBe('')
        const lines = stripVTControlCharacters(seen).split('\n')
        const wide = lines.filter((one) => displayWidth(one) > columns && !isToCopy(one))
        expect(wide, `${line.join(' ')} at ${columns}`).toEqual([])
      }
    },
    240_000,
  )

  test('the text console of Linux gets no sign that its fonts lack, and a terminal without Unicode only ASCII', async () => {
    for (const line of looks()) {
      const { seen } = await cliOn({ columns: 80, env: { TERM: 'linux' } }, home, '--lang', lang, ...line)
      // The codes of colours are none of them.
      expect(seen, line.join(' ')).not.toMatch(/\?\[\d/)
      const lacking = [...stripVTControlCharacters(seen)].filter((sign) => !isOnConsole(sign))
      expect(lacking, line.join(' ')).toEqual([])
      const ascii = await cliOn({ columns: 80, env: { LANG: 'C' } }, home, '--lang', lang, ...line)
      expect(ascii.seen, line.join(' ')).not.toMatch(/\?\[\d/)
      expect(stripVTControlCharacters(ascii.seen), line.join(' ')).toMatch(/^[\x20-\x7e\n]*$/)
    }
  }, 240_000)

  test('NO_COLOR and --plain: no colour; --plain: no drawing either', async () => {
    for (const line of looks()) {
      const bare = await cliOn({ columns: 80, env: { NO_COLOR: '1' } }, home, '--lang', lang, ...line)
      expect(bare.seen, line.join(' ')).toBe(stripVTControlCharacters(bare.seen))
      const plain = await cliOn({ columns: 80 }, home, '--lang', lang, '--plain', ...line)
      expect(plain.seen, line.join(' ')).not.toMatch(/\p{Cc}\[|[─│┌┐└┘█▀▄░■❯]/u)
    }
  }, 240_000)
})
