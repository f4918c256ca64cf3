import { badPassphrase, noPassphrase } from '../../adapters/kit/kit-faults.ts'
import { type KitContainer, kitNames } from '../../adapters/kit/kit-manifest.ts'
import { packFiles } from '../../adapters/kit/pack-files.ts'
import { readPassphrase } from '../../adapters/kit/passphrase-file.ts'
import { sealerOf } from '../../adapters/kit/sealer-of.ts'
import { secretsOfHome } from '../../adapters/kit/secrets-of-home.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { askSecretBefore } from '../wiring/ask-secret-before.ts'
import { settingsOf } from '../wiring/config.ts'
import type { Host } from '../wiring/host.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import type { MakeOptions } from './make-options.ts'

/** What goes on the stick closed: the bytes of `closed.age`, what is said of it, and who reads copies of records. */
interface Closed {
  readonly bytes: Buffer
  readonly container: KitContainer
  readonly recipient: string
  /** Files of the configuration that lie outside of the home, and stay there. */
  readonly elsewhere: readonly string[]
}

/** Shorter ones are guessed. */
const leastCharacters = 12

/**
 * Closes the keys and the configuration of this home, and a new key that opens copies of records, for a passphrase or for several
 * people. null: nobody wants keys on this stick.
 */
export async function closeContainer(host: Host, own: MakeOptions): Promise<Closed | null> {
  if (own.withoutKeys === true) return null
  const by = await closesWith(host, own)
  const { sign_with, approvers = {}, tsa_ca, witnesses = [] } = await settingsOf(host)
  const named = [sign_with, tsa_ca, ...Object.values(approvers), ...witnesses.filter((one) => one.startsWith('/'))]
  const { files, elsewhere } = secretsOfHome(
    host.home,
    named.filter((path) => path !== undefined),
  )
  const { closeBytes, newAgePair } = await import('../../adapters/kit/age-file.ts')
  const { identity, recipient } = await newAgePair()
  const all = [
    ...files,
    { path: kitNames.identity, bytes: Buffer.from(`# cyber-respond kit: ${recipient}\n${identity}\n`) },
  ]
  const bytes = await closeBytes(packFiles(all), by).catch((error: unknown) => {
    throw badPassphrase(noKey(error))
  })
  const opens = 'passphrase' in by ? 'passphrase' : 'keys'
  return {
    bytes,
    container: { opens, holds: all.map(({ path }) => path), ...sealer(host.home, all) },
    recipient,
    elsewhere,
  }
}

function sealer(home: string, files: readonly { readonly path: string }[]): Pick<KitContainer, 'sealer'> {
  const found = files.some(({ path }) => path === 'keys/log.key') ? sealerOf(home) : null
  return found === null ? {} : { sealer: found }
}

async function closesWith(
  host: Host,
  { recipient = [], passphraseFile }: MakeOptions,
): Promise<{ readonly passphrase: string } | { readonly recipients: readonly string[] }> {
  if (recipient.length > 0) return { recipients: recipient }
  if (passphraseFile !== undefined) {
    const read = readPassphrase(passphraseFile)
    if ('why' in read) throw badPassphrase(read.why)
    const why = whyWeak(read.passphrase)
    if (why !== null) throw badPassphrase(why)
    return read
  }
  if (!host.interactive) throw noPassphrase()
  return { passphrase: await askTwice(host) }
}

async function askTwice(host: Host): Promise<string> {
  tellWarning(host, aboutLoss)
  const ask = (question: Text) => askSecretBefore(host, question, async (typed) => typed)
  for (;;) {
    const first = await ask(wanted)
    const why = whyWeak(first)
    if (why !== null) tellWarning(host, why)
    else if ((await ask(onceMore)) === first) return first
    else tellWarning(host, notTheSame)
  }
}

function whyWeak(passphrase: string): Text | null {
  if (passphrase !== passphrase.trim()) {
    return { en: 'it begins or ends with a space', nl: 'ze begint of eindigt met een spatie' }
  }
  return [...passphrase].length >= leastCharacters
    ? null
    : { en: `it has fewer than ${leastCharacters} characters`, nl: `ze heeft minder dan ${leastCharacters} tekens` }
}

function noKey(error: unknown): Text {
  const said = harmlessLine(error instanceof Error ? error.message : String(error), 100)
  return { en: `one of the keys is none (${said})`, nl: `een van de sleutels is er geen (${said})` }
}

const aboutLoss: Text = {
  en: 'Keys and settings go on the stick closed with a passphrase. Nobody can open it without: write the passphrase down and keep it away from the stick, in a place that two people know. If it is lost, copies of records on the stick stay closed for ever; the records themselves, and your keys, are still where they were: make a new kit. In an incident the stick works without it: the record is then sealed with a new key of the laptop.',
  nl: 'Sleutels en instellingen komen op de stick achter een wachtwoordzin. Zonder gaat hij niet open: schrijf de wachtwoordzin op en bewaar ze niet bij de stick, op een plaats die twee mensen kennen. Is ze kwijt, dan blijven kopieën van logboeken op de stick voorgoed gesloten; de logboeken zelf en uw sleutels staan nog waar ze stonden: maak een nieuwe kit. Bij een incident werkt de stick ook zonder: het logboek wordt dan verzegeld met een nieuwe sleutel van de laptop.',
}
const wanted: Text = {
  en: 'Passphrase for the stick (12 characters or more; what you type does not show)',
  nl: 'Wachtwoordzin voor de stick (12 tekens of meer; wat u typt, is niet te zien)',
}
const onceMore: Text = { en: 'The same once more', nl: 'Nog eens dezelfde' }
const notTheSame: Text = {
  en: 'These were two different ones: again, from the beginning.',
  nl: 'Dat waren er twee verschillende: opnieuw, vanaf het begin.',
}
