import type { Text } from '../../core/text.ts'
import { askPersonName } from '../../prompts/name.ts'
import { askBefore } from '../wiring/ask-before.ts'
import type { Host } from '../wiring/host.ts'
import { loginName } from '../wiring/operator-name.ts'

const nameAndKey: Text = {
  en: 'Your name, for the record and for the key that signs along',
  nl: 'Uw naam, voor het logboek en voor de sleutel die mee ondertekent',
}

const operatorOption: Text = { en: '--operator NAME', nl: '--operator NAAM' }

/** Asks who acts, before anything is begun. Throws the Faults `interrupted` and `terminal.closed`. */
export function askName(host: Host): Promise<string> {
  const login = loginName(host)
  return askBefore(host, operatorOption, (asker) =>
    askPersonName(asker, nameAndKey, login === null ? {} : { fallback: login }),
  )
}
