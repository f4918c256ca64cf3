import { exit, Fault } from '../core/fault.ts'
import type { Host } from './host.ts'
import { operatorName } from './operator-name.ts'
import { record } from './record.ts'

/** Writes a note in the record of an incident. */
export async function note(host: Host, incident: string, text: string): Promise<number> {
  if (text.trim() === '') {
    throw new Fault({
      code: 'note.empty',
      exit: exit.usage,
      message: { en: 'the note is empty', nl: 'de nota is leeg' },
      hint: { en: 'cyber-respond note <incident> what happened', nl: 'cyber-respond note <incident> wat er gebeurde' },
    })
  }
  await record(host, incident, async () => [{ type: 'note.added', actor: operatorName(host), data: { text } }])
  return exit.done
}
