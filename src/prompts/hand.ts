import type { Secret } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { Asker } from './asker.ts'

const question: Text = { en: 'Is it on paper?', nl: 'Staat het op papier?' }
const once: Text = {
  en: 'Write it on paper now: it is shown only this once, and the next screen moves it away.',
  nl: 'Schrijf het nu op papier: het verschijnt alleen deze keer, en het volgende scherm schuift het weg.',
}

/** Shows what is shown once, right above a question, until a person says that she wrote it down. */
export async function handOver(asker: Asker, secrets: readonly Secret[]): Promise<void> {
  for (let isOnPaper = false; !isOnPaper; ) {
    asker.tell('')
    for (const { title, value } of secrets) asker.tell({ en: `${title.en}: ${value}`, nl: `${title.nl}: ${value}` })
    asker.tell(once)
    isOnPaper = await asker.pick<boolean>(
      question,
      [
        { name: { en: 'Yes, it is on paper', nl: 'Ja, het staat op papier' }, value: true },
        { name: { en: 'Show it again', nl: 'Toon het opnieuw' }, value: false },
      ],
      { claim: true },
    )
  }
}
