import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { Text } from '../../core/text.ts'
import { askBefore } from '../wiring/ask-before.ts'
import type { Host } from '../wiring/host.ts'

const question: Text = {
  en: 'The copy will hold citizens’ entries, contacts and telephones, and the notices as they went out. Is the one who gets it allowed to have them?',
  nl: 'De kopie zal inschrijvingen van burgers, contacten en telefoonnummers bevatten, en de meldingen zoals ze vertrokken. Mag wie ze krijgt, die hebben?',
}

/** Asks whether persons may go along with a copy; --yes says it in a script. Throws `archive.personal` when nobody says so. */
export async function askPersonal(host: Host): Promise<void> {
  if (host.yes) return
  if (!host.interactive) throw unsaid(exit.answerNeeded)
  const yes = await askBefore(host, { en: '--yes', nl: '--yes' }, (asker) =>
    asker.pick(
      question,
      [
        { name: { en: 'No, leave them out', nl: 'Nee, laat ze weg' }, value: false },
        { name: { en: 'Yes, take them along', nl: 'Ja, neem ze mee' }, value: true },
      ],
      { claim: true },
    ),
  )
  if (!yes) throw unsaid(exit.stopped)
}

function unsaid(code: typeof exit.answerNeeded | typeof exit.stopped): Fault {
  return new Fault({
    code: 'archive.personal',
    exit: code,
    message: {
      en: 'nobody said that persons may go along, so nothing was written',
      nl: 'niemand zei dat persoonsgegevens mee mogen, dus er is niets geschreven',
    },
    hint: {
      en: 'without --with-personal they stay out; in a script --yes says that they may go',
      nl: 'zonder --with-personal blijven ze achter; in een script zegt --yes dat ze mee mogen',
    },
  })
}
