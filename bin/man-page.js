// Makes a manual page (roff, the macros of man(7)) of a command: what groff, mandoc and man-db read. All of it is computed from
// the command tree, the examples and the tables of the reference guide, so that nothing is said twice.
import { pick } from '../src/core/text.ts'

const titles = {
  name: { en: 'NAME', nl: 'NAAM' },
  synopsis: { en: 'SYNOPSIS', nl: 'OVERZICHT' },
  description: { en: 'DESCRIPTION', nl: 'BESCHRIJVING' },
  commands: { en: 'COMMANDS', nl: 'OPDRACHTEN' },
  options: { en: 'OPTIONS', nl: 'OPTIES' },
  exit: { en: 'EXIT STATUS', nl: 'EXITCODES' },
  environment: { en: 'ENVIRONMENT', nl: 'OMGEVING' },
  examples: { en: 'EXAMPLES', nl: 'VOORBEELDEN' },
  see: { en: 'SEE ALSO', nl: 'ZIE OOK' },
}
const manual = { en: 'cyber-respond manual', nl: 'Handleiding van cyber-respond' }
const choice = { en: 'One of', nl: 'Een van' }
const otherwise = { en: 'Default:', nl: 'Standaard:' }
const everyOption = {
  en: 'The options of every command, and the exit codes, stand in',
  nl: 'De opties van elke opdracht, en de exitcodes, staan in',
}

/** The name of the page of a command by its words; the program itself has none. */
export function pageName(path) {
  return ['cyber-respond', ...path].join('-')
}

/**
 * The text of a page. `command` is its data, `path` its words, `examples` those of every command; `words` puts the words of a
 * command line in the language. `tables` are the rows of exit codes and variables, for the page of the program.
 */
export function manPage({ command, path, lang, examples, words, version, date, tables, commands }) {
  const t = (text) => pick(text, lang)
  const isProgram = path.length === 0
  const name = pageName(path)
  const section = (title, lines) => (lines.length === 0 ? [] : [`.SH ${quoted(t(title))}`, ...lines])
  const parts = [
    `.TH ${quoted(name.toUpperCase())} 1 ${date} ${quoted(`cyber-respond ${version}`)} ${quoted(t(manual))}`,
    ...section(titles.name, [`${roff(name)} \\- ${roff(t(command.summary))}`]),
    ...section(titles.synopsis, synopsis(command, path, words, lang)),
    ...section(titles.description, described(command, t, words)),
    ...section(titles.commands, commandList(command, path, t, words, lang)),
    ...section(
      titles.options,
      command.options.flatMap((option) => optionLines(option, t, words)),
    ),
    ...(isProgram ? section(titles.exit, tables.exit.flatMap(row)) : []),
    ...(isProgram ? section(titles.environment, tables.environment.flatMap(row)) : []),
    ...section(titles.examples, exampleLines(command, path, examples, t)),
    ...section(titles.see, seeAlso(path, commands, t)),
  ]
  return `${parts.flatMap(folded).join('\n')}\n`
}

/** Lines of text as short as they should be in a source; the lines of macros stay whole. */
function folded(line) {
  if (line.startsWith('.')) return [line]
  const lines = []
  for (const word of line.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= 78) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.startsWith('.') ? `\\&${word}` : word)
  }
  return lines
}

function synopsis(command, path, words, lang) {
  const called = ['cyber-respond', ...path].join(' ')
  const rest = [...usageWords(command), ...(command.commands.length > 0 ? ['<command>'] : [])]
  return [`.B ${roff(called)}`, roff(words(['[options]', ...rest].join(' '), lang))]
}

function usageWords({ takes }) {
  return takes.map(({ word, isNeeded, isMany }) => {
    const shown = isMany ? `${word}...` : word
    return isNeeded ? `<${shown}>` : `[${shown}]`
  })
}

function described({ summary, takes }, t, words) {
  return [sentence(t(summary)), ...takes.flatMap((one) => takenLines(one, t, words))]
}

function takenLines({ word, summary, choices }, t, words) {
  const said = [sentence(t(summary)), ...choicesOf(choices, t)]
  return ['.TP', `.I ${roff(words(`<${word}>`).slice(1, -1))}`, ...said]
}

function optionLines({ flags, summary, value, otherwise: without }, t, words) {
  const [, names = flags, taken = ''] = /^([^<[]*)(.*)$/.exec(flags) ?? []
  const term = [names.trim(), words(taken)].filter((part) => part !== '')
  const shown = term.length === 1 ? `.B ${roff(term[0])}` : `.BI ${quoted(`${term[0]} `)} ${quoted(term[1])}`
  const preset = without === null ? [] : [`${roff(t(otherwise))} ${roff(without)}.`]
  return ['.TP', shown, sentence(t(summary)), ...choicesOf(value?.choices ?? [], t), ...preset]
}

function choicesOf(choices, t) {
  return choices.length === 0 ? [] : [`${roff(t(choice))} ${choices.map((one) => roff(one)).join(', ')}.`]
}

/** The commands of the program with their pages; those of a group whole, because they have no page of their own. */
function commandList(command, path, t, words, lang) {
  if (path.length === 0) {
    return command.commands.flatMap(({ name, summary }) => [
      '.TP',
      `.BR ${quoted(pageName([name]))} (1)`,
      sentence(t(summary)),
    ])
  }
  return command.commands.flatMap((sub) => {
    const own = [...path, sub.name]
    const usage = words(['cyber-respond', ...own, ...usageWords(sub)].join(' '), lang)
    const options = sub.options.filter(({ names }) => !names.includes('--help'))
    return [
      `.SS ${quoted(usage)}`,
      ...described(sub, t, words),
      ...options.flatMap((option) => optionLines(option, t, words)),
      ...commandList(sub, own, t, words, lang),
    ]
  })
}

function exampleLines(command, path, examples, t) {
  const own = examples[path.join(' ')] ?? []
  const below =
    path.length === 0 ? [] : command.commands.flatMap((sub) => exampleLines(sub, [...path, sub.name], examples, t))
  return [
    ...own.flatMap(([line, does]) => ['.TP', `.B ${roff(`cyber-respond ${t(line)}`)}`, sentence(t(does))]),
    ...below,
  ]
}

function seeAlso(path, commands, t) {
  if (path.length > 0) return [roff(t(everyOption)), `.BR ${quoted('cyber-respond')} (1).`]
  const names = commands.map((name) => pageName([name])).sort()
  return names.map((name, at) => `.BR ${quoted(name)} (1)${at === names.length - 1 ? '' : ' ,'}`)
}

function row([first, second]) {
  return ['.TP', `.B ${roff(first)}`, sentence(second)]
}

/** A text as a sentence of its own: the tree writes them without a capital and without a full stop. */
function sentence(text) {
  const whole = text.charAt(0).toUpperCase() + text.slice(1)
  return roff(/[.?!]$/.test(whole) ? whole : `${whole}.`)
}

/** A text for roff: nothing in it is a command, a minus can be copied, and what is no ASCII has its name. */
function roff(text) {
  return text
    .replaceAll('`', '')
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('"', '\\(dq')
    .replace(/^\./, '\\&.')
    .replace(/[^\0-\x7f]/gu, (sign) => `\\[u${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
}

function quoted(text) {
  return `"${roff(text)}"`
}
