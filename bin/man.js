// Makes the manual pages, one for the program and one for each command or group of commands, in English below dist/man/man1 and in
// Dutch below dist/man/nl/man1; in another folder than dist/man, when one is given.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { guideText } from '../src/adapters/home/guide-files.ts'
import { commandData } from '../src/cli/complete/command-data.ts'
import { examples } from '../src/cli/examples.ts'
import { commandWords } from '../src/cli/help-words.ts'
import { commandTree } from '../src/cli/program.ts'
import { version } from '../src/cli/wiring/version.ts'
import { manPage, pageName } from './man-page.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = commandData(commandTree('en'), commandTree('nl'))
const headings = {
  en: { exit: 'Exit codes', environment: 'Variables of the environment' },
  nl: { exit: 'Exitcodes', environment: 'Omgevingsvariabelen' },
}

/** The day of the pages: of who builds a package again, else of the last commit, so that one commit gives the same bytes. */
function day() {
  const { SOURCE_DATE_EPOCH: epoch } = process.env
  if (epoch !== undefined) return new Date(Number(epoch) * 1000).toISOString().slice(0, 10)
  try {
    return execFileSync('git', ['-C', root, 'log', '-1', '--format=%cs'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return new Date().toISOString().slice(0, 10)
  }
}

/** The rows of the table below a heading of the reference guide. */
function rowsBelow(heading, lang) {
  const [, section = ''] =
    new RegExp(`^## ${heading}\\n((?:(?!^## ).*\\n)*)`, 'm').exec(guideText('reference', lang)) ?? []
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  const rows = lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  if (rows.length === 0) throw new Error(`the reference guide has no table below "${heading}"`)
  return rows
}

const [out = join(root, 'dist/man')] = process.argv.slice(2)
if (process.argv.length < 3) rmSync(out, { recursive: true, force: true })
const date = day()
for (const [lang, folder] of [
  ['en', 'man1'],
  ['nl', 'nl/man1'],
]) {
  mkdirSync(join(out, folder), { recursive: true })
  const { exit, environment } = headings[lang]
  const parts = {
    ...{ lang, examples, version, date },
    words: (line) => commandWords(line, lang),
    tables: { exit: rowsBelow(exit, lang), environment: rowsBelow(environment, lang) },
    commands: program.commands.map(({ name }) => name),
  }
  const pages = [[program, []], ...program.commands.map((command) => [command, [command.name]])]
  for (const [command, path] of pages) {
    writeFileSync(join(out, folder, `${pageName(path)}.1`), manPage({ ...parts, command, path }))
  }
}
