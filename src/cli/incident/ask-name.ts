import { isOutside, type KnownPerson } from '../../core/known-people.ts'
import type { Text } from '../../core/text.ts'
import type { Asker } from '../../prompts/asker.ts'
import { askPersonName } from '../../prompts/name.ts'
import { askBefore } from '../wiring/ask-before.ts'
import type { Host } from '../wiring/host.ts'
import { loginName } from '../wiring/operator-name.ts'

const nameAndKey: Text = {
  en: 'Your name, for the record and for the key that signs along',
  nl: 'Uw naam, voor het logboek en voor de sleutel die mee ondertekent',
}

const operatorOption: Text = { en: '--operator NAME', nl: '--operator NAAM' }

/** Asks who acts, one of these people or another, before anything is begun. Throws the Faults `interrupted` and `terminal.closed`. */
export function askName(host: Host, people: readonly KnownPerson[]): Promise<string> {
  const login = loginName(host)
  const ask = (asker: Asker): Promise<string> =>
    askPersonName(asker, nameAndKey, { ...(login === null ? {} : { fallback: login }), but: isOutside(people) })
  return askBefore(host, operatorOption, ask, people)
}
