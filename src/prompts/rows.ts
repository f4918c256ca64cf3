import type { Said } from '../core/text.ts'
import { hang } from '../ui/wrap.ts'
import type { Asker } from './asker.ts'

/** Shows pairs of a word and what it stands for, one below the other. */
export function rows(asker: Asker, pairs: readonly (readonly [string, Said])[]): void {
  const { look } = asker
  const lines = pairs.map(([name, text]) =>
    look.plain ? `${name}: ${look.say(text)}` : hang(` ${name.padEnd(9)} `, look.say(text), look.columns),
  )
  asker.print(`\n${lines.join('\n')}\n`)
}
