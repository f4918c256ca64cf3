import type { Help } from 'commander'
import { type Lang, pick, plain, type Text } from '../core/text.ts'

/** The headings of commander's help. */
const titles: ReadonlyMap<string, Text> = new Map([
  ['Usage:', { en: 'Usage:', nl: 'Gebruik:' }],
  ['Arguments:', { en: 'Arguments:', nl: 'Argumenten:' }],
  ['Options:', { en: 'Options:', nl: 'Opties:' }],
  ['Commands:', { en: 'Commands:', nl: 'Opdrachten:' }],
])

/** What a command line names by a word, in Dutch. What is not here is called the same in both languages. */
const dutch: Readonly<Record<string, string>> = {
  answer: 'antwoord',
  case: 'geval',
  command: 'opdracht',
  drill: 'oefening',
  field: 'veld',
  file: 'bestand',
  folder: 'map',
  format: 'vorm',
  head: 'kop',
  item: 'onderdeel',
  key: 'sleutel',
  kind: 'soort',
  lang: 'taal',
  level: 'niveau',
  line: 'regel',
  lines: 'regels',
  moment: 'moment',
  municipality: 'gemeente',
  name: 'naam',
  new: 'nieuw',
  old: 'oud',
  options: 'opties',
  part: 'deel',
  path: 'pad',
  person: 'persoon',
  place: 'plaats',
  profile: 'profiel',
  province: 'provincie',
  result: 'resultaat',
  runbook: 'draaiboek',
  seq: 'nummer',
  service: 'dienst',
  size: 'grootte',
  state: 'toestand',
  step: 'stap',
  team: 'team',
  text: 'tekst',
  topic: 'onderwerp',
  time: 'tijdstip',
  value: 'waarde',
}

/** A part of a command line with its words in a language: `<file>` is `<bestand>`, and `--answers <file>` keeps its option. */
export function commandWords(line: string, lang: Lang): string {
  return line.replaceAll(
    /([<[])([a-z-]+(?:=[a-z-]+)?)((?:\.\.\.)?[>\]])/g,
    (_all, open: string, word: string, close: string) =>
      `${open}${word
        .split('=')
        .map((part) => placeholder(part, lang))
        .join('=')}${close}`,
  )
}

/** The word by which a command line names something. */
export function placeholder(word: string, lang: Lang): string {
  return pick({ en: word, nl: dutch[word] ?? word }, lang)
}

/** The notes that commander puts behind a description: what may be given, and what is taken without. */
function noteWords(description: string, lang: Lang): string {
  return pick(
    {
      en: description,
      nl: description.replace(/\((?:choices|default|env): .*\)$/, (notes) =>
        notes
          .replace(/\bchoices: /, 'keuze: ')
          .replace(/\bdefault: /, 'standaard: ')
          .replace(/\benv: /, 'omgeving: '),
      ),
    },
    lang,
  )
}

/** The help of commander in a language, for `configureHelp`. */
export function helpWords(lang: Lang): Partial<Help> {
  const words = (line: string): string => commandWords(line, lang)
  return {
    styleTitle: (title) => pick(titles.get(title) ?? plain(title), lang),
    styleUsage: words,
    styleOptionTerm: words,
    styleSubcommandTerm: words,
    styleArgumentTerm: (name) => placeholder(name, lang),
    styleOptionDescription: (said) => noteWords(said, lang),
    styleArgumentDescription: (said) => noteWords(said, lang),
  }
}
