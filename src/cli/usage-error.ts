import type { CommanderError } from 'commander'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { Text } from '../core/text.ts'
import { commandWords, placeholder } from './help-words.ts'

const see: Text = { en: 'see cyber-respond --help', nl: 'zie cyber-respond --help' }

/** The sentences of the parser of the command line, in both languages and in the words of the program. */
const sentences: readonly (readonly [RegExp, (...parts: string[]) => Text])[] = [
  [
    /^\(outputHelp\)/,
    () => ({
      en: 'the command is not complete',
      nl: 'de opdracht is niet volledig',
    }),
  ],
  [/^unknown command '(.*)'/s, (word) => ({ en: `there is no command ${word}`, nl: `er is geen opdracht ${word}` })],
  [/^unknown option '(.*)'/s, (word) => ({ en: `there is no option ${word}`, nl: `er is geen optie ${word}` })],
  [
    /^missing required argument '(.*)'/s,
    (word) => ({ en: `the argument <${word}> is missing`, nl: `het argument <${placeholder(word, 'nl')}> ontbreekt` }),
  ],
  [
    /^option '(.*)' argument missing/s,
    (word) => ({ en: `the option ${word} needs a value`, nl: `de optie ${inDutch(word)} vraagt een waarde` }),
  ],
  [
    /^option '(.*?)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s,
    (word, value, choices) => ({
      en: `${value} is no value for ${word}: one of ${choices}`,
      nl: `${value} is geen waarde voor ${inDutch(word)}: een van ${choices}`,
    }),
  ],
  [
    /^command-argument value '(.*)' is invalid for argument '(.*?)'\. Allowed choices are (.*)\.$/s,
    (value, word, choices) => ({
      en: `${value} is no value for <${word}>: one of ${choices}`,
      nl: `${value} is geen waarde voor <${placeholder(word, 'nl')}>: een van ${choices}`,
    }),
  ],
  [
    /^required option '(.*)' not specified/s,
    (word) => ({ en: `the option ${word} is missing`, nl: `de optie ${inDutch(word)} ontbreekt` }),
  ],
  [
    /^option '(.*)' cannot be used with option '(.*)'/s,
    (one, other) => ({
      en: `${one} and ${other} don't go together`,
      nl: `${inDutch(one)} en ${inDutch(other)} gaan niet samen`,
    }),
  ],
  [
    /^too many arguments.* Expected (\d+) arguments? but got (\d+)/s,
    (wanted, got) => ({
      en: `too many arguments: ${got} where ${wanted} was expected`,
      nl: `te veel argumenten: ${got} waar er ${wanted} verwacht werd`,
    }),
  ],
]

/** The Fault for a command line that can't be understood: exit code 2. */
export function usageFault(error: CommanderError): Fault {
  const said = error.message.replace(/^error: /, '')
  return new Fault({ code: 'usage', exit: exit.usage, message: sentence(said), hint: suggestion(said) ?? see })
}

function sentence(said: string): Text {
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(said)
    if (found !== null) return words(...found.slice(1).map((part) => harmlessLine(part, 100)))
  }
  // What commander learns to say later is English: in Dutch nobody gets half a sentence.
  return { en: harmlessLine(said, 200), nl: 'de opdrachtregel klopt niet' }
}

function inDutch(option: string): string {
  return commandWords(option, 'nl')
}

function suggestion(said: string): Text | null {
  const [, one] = /\(Did you mean (?:one of )?(.+)\?\)$/.exec(said) ?? []
  return one === undefined ? null : { en: `did you mean ${one}?`, nl: `bedoelde u ${one}?` }
}
