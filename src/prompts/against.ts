import type { Question } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import { hang } from '../ui/wrap.ts'
import type { Asker } from './asker.ts'

const heading: Text = { en: 'The record says otherwise', nl: 'Het logboek zegt iets anders' }
const known: Text = { en: 'Not true yet, by what the record knows', nl: 'Klopt nog niet, volgens het logboek' }

/** Shows what speaks against a step, and asks why it counts all the same; null: back. */
export async function askAccept(
  asker: Asker,
  { code }: Question,
  against: readonly Text[],
): Promise<{ readonly reason: string } | null> {
  list(asker, code, heading, against)
  const name = code === '' ? { en: 'close it', nl: 'afsluiten' } : { en: code, nl: code }
  const reason = await asker.prose({
    en: `${name.en}: why does it count all the same? (for the record; empty: back)`,
    nl: `${name.nl}: waarom geldt het toch? (voor het logboek; leeg: terug)`,
  })
  return reason === '' ? null : { reason }
}

/** The same, before the step is asked. */
export function tellAgainst(asker: Asker, { code }: Question, against: readonly Text[]): void {
  list(asker, code, known, against)
}

function list(asker: Asker, code: string, title: Text, against: readonly Text[]): void {
  const { look } = asker
  const label = code === '' ? look.say(title) : `${code}: ${look.say(title)}`
  const lines = against.map((text) =>
    look.plain ? `${look.say(text)}.` : hang(`  ${look.signs.dot} `, look.say(text), look.columns),
  )
  asker.print(`\n${label}${look.plain ? '.' : ':'}\n${lines.join('\n')}\n`)
}
