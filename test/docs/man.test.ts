import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CommandData, commandData } from '../../src/cli/complete/command-data.ts'
import { commandTree } from '../../src/cli/program.ts'
import { lacks } from '../support/needs.ts'
import { keptFolder, root } from '../support/run-cli.ts'

const folder = keptFolder()
const program = commandData(commandTree('en'), commandTree('nl'))
const places = { en: 'man1', nl: 'nl/man1' } as const
beforeAll(() => {
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1795000000' }
  execFileSync(process.execPath, [join(root, 'bin/man.js'), folder], { env })
})

const page = (lang: 'en' | 'nl', name: string): string => readFileSync(join(folder, places[lang], `${name}.1`), 'utf8')

/** What of a page a person would type, as it stands in its source. */
const typed = (words: string): string => words.replaceAll('-', '\\-')

describe.each(['en', 'nl'] as const)('the manual pages, %s', (lang) => {
  test('one for the program and one for each command, with every option of it and of the commands below it', () => {
    const names = ['cyber-respond', ...program.commands.map(({ name }) => `cyber-respond-${name}`)]
    expect(readdirSync(join(folder, places[lang])).sort()).toEqual(names.map((name) => `${name}.1`).sort())
    const options = (command: CommandData): readonly string[] => [
      ...command.options.flatMap((one) => one.names),
      ...command.commands.flatMap(options),
    ]
    for (const command of program.commands) {
      const text = page(lang, `cyber-respond-${command.name}`)
      expect(options(command).filter((name) => name.startsWith('--') && !text.includes(typed(name)))).toEqual([])
      expect(text.match(/^\.B cyber\\-respond .*\n.*\n/gm)?.length).toBeGreaterThanOrEqual(2)
    }
  })

  test('the day is that of the build, and the page of the program has the exit codes and the variables', () => {
    const text = page(lang, 'cyber-respond')
    expect(text).toMatch(/^\.TH "CYBER\\-RESPOND" 1 2026-11-18 /)
    expect(text).toMatch(/^\.B 70\n/m)
    expect(text).toMatch(/^\.B CYBER_RESPOND_HOME\n/m)
  })

  test('nothing but ASCII, and no line that is too long', () => {
    for (const name of readdirSync(join(folder, places[lang]))) {
      const text = readFileSync(join(folder, places[lang], name), 'utf8')
      expect([name, /[^\0-\x7f]/.exec(text)]).toEqual([name, null])
      expect([name, text.split('\n').filter((line) => !line.startsWith('.') && line.length > 80)]).toEqual([name, []])
    }
  })

  test.skipIf(lacks('mandoc', ['sh', '-c', 'command -v mandoc']))('mandoc has nothing to say about them', () => {
    const files = readdirSync(join(folder, places[lang])).map((name) => join(folder, places[lang], name))
    const { status, stdout } = spawnSync('mandoc', ['-Tlint', '-W', 'all', ...files], { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  test.skipIf(lacks('man-db', ['sh', '-c', 'command -v lexgrog']))('man finds their names and warns of nothing', () => {
    const file = join(folder, places[lang], 'cyber-respond-drill.1')
    expect(execFileSync('lexgrog', [file], { encoding: 'utf8' })).toContain('"cyber-respond-drill - ')
    const env = { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '80' }
    const { stdout, stderr } = spawnSync('man', ['--warnings', '-l', file], { encoding: 'utf8', env })
    expect(stderr).toBe('')
    expect(stdout).toContain(lang === 'en' ? 'EXAMPLES' : 'VOORBEELDEN')
    expect(stdout).toContain('cyber-respond drill run willebroek --solo')
  })
})
