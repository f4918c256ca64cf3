import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'

/** `damaged`: the names of the files of the program that are missing, or not as the build made them; or its executable. */
export function damagedProgram(damaged: readonly string[]): Fault {
  const names = damaged.join(', ')
  return new Fault({
    code: 'program.damaged',
    exit: exit.log,
    message: {
      en: `this program is damaged, so nothing was done: ${names}`,
      nl: `dit programma is beschadigd, dus er is niets gedaan: ${names}`,
    },
    hint: {
      en: 'take another copy of it (from another stick; from its sources: npm ci, npm run build); what is in records is safe, and another copy goes on with them',
      nl: 'neem een andere kopie (van een andere stick; van de broncode: npm ci, npm run build); wat in logboeken staat, is veilig, en een andere kopie gaat ermee verder',
    },
  })
}
