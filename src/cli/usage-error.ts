import type { CommanderError } from 'commander'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { Text } from '../core/text.ts'

const see: Text = { en: 'see cyber-respond --help', nl: 'zie cyber-respond --help' }

/** The sentences of the parser of the command line, in both languages and in the words of the program. */
const sentences: readonly (readonly [RegExp, (...parts: string[]) => Text])[] = [
  [
    /^\(outputHelp\)/,
    () => ({
      en: 'the command is not complete',
      nl: 'het commando is niet volledig',
    }),
  ],
  [/^unknown command '(.*)'/s, (word) => ({ en: `there is no command ${word}`, nl: `er is geen commando ${word}` })],
  [/^unknown option '(.*)'/s, (word) => ({ en: `there is no option ${word}`, nl: `er is geen optie ${word}` })],
  [
    /^missing required argument '(.*)'/s,
    (word) => ({ en: `the argument <${word}> is missing`, nl: `het argument <${word}> ontbreekt` }),
  ],
  [
    /^option '(.*)' argument missing/s,
    (word) => ({ en: `the option ${word} needs a value`, nl: `de optie ${word} vraagt een waarde` }),
  ],
  [
    /^option '(.*?)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s,
    (word, value, choices) => ({
      en: `${value} is no value for ${word}: one of ${choices}`,
      nl: `${value} is geen waarde voor ${word}: een van ${choices}`,
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
  const shown = harmlessLine(said, 200)
  return { en: shown, nl: `de opdrachtregel klopt niet: ${shown}` }
}

function suggestion(said: string): Text | null {
  const [, one] = /\(Did you mean (?:one of )?(.+)\?\)$/.exec(said) ?? []
  return one === undefined ? null : { en: `did you mean ${one}?`, nl: `bedoelde u ${one}?` }
}
