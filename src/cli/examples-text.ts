import type { Command } from 'commander'
import { type Lang, pick } from '../core/text.ts'
import type { Example, ExamplesOf } from './wiring/example.ts'

/** Puts the examples of each command at the end of its help. */
export function addExamples(program: Command, examples: ExamplesOf, lang: Lang): void {
  const walk = (command: Command, path: readonly string[]): void => {
    const own = examples[path.join(' ')]
    if (own !== undefined) command.addHelpText('after', `\n${examplesText(own, lang)}`)
    for (const sub of command.commands) walk(sub, [...path, sub.name()])
  }
  walk(program, [])
}

function examplesText(examples: readonly Example[], lang: Lang): string {
  const shown = examples.map(([line, does]) => `  cyber-respond ${pick(line, lang)}\n      ${pick(does, lang)}`)
  return [pick({ en: 'Examples:', nl: 'Voorbeelden:' }, lang), ...shown].join('\n')
}
