import { codeOf } from '../../adapters/disk/disk-errors.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { homeOfUser } from '../../adapters/home/home-of-user.ts'
import { homeOnStick, kitClosed, wrongKey } from '../../adapters/kit/kit-faults.ts'
import { readKit } from '../../adapters/kit/kit-folder.ts'
import {
  areKeysHere,
  goWithout,
  isKitOpen,
  placeProfiles,
  placeSecrets,
  runtimeFolder,
} from '../../adapters/kit/kit-home.ts'
import { isOnStick } from '../../adapters/kit/on-stick.ts'
import type { OpensWith } from '../../adapters/kit/opens-with.ts'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import { isFault } from '../../core/fault.ts'
import { harmless } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { askSecretBefore } from './ask-secret-before.ts'
import type { Host } from './host.ts'
import { tellWarning } from './tell-warning.ts'

/** Brings the profiles of the kit from which the program was started to its home on this laptop, where that can be written. */
export function bringProfiles({ home, kit, process }: Host): void {
  try {
    if (kit !== null && !isOnStick(home, kit.folder, homeOfUser(process.env))) placeProfiles(home, kit.folder)
  } catch (error) {
    // A stick that is pulled, or a home that can't be written: whoever needs them says so.
    if (!isFault(error, 'home.unwritable') && codeOf(error) === null) throw error
  }
}

/**
 * Makes sure that what a kit keeps closed is in its home on this laptop: asks whoever sits there, once until the
 * laptop is switched off. `must`: a record is to be sealed, so without a terminal it throws `kit.closed`, and `kit.home-on-stick`
 * where that would be on the stick; else it goes on without.
 */
export async function openKitHome(host: Host, kit: OwnKit, must: boolean): Promise<void> {
  const { container } = readKit(kit.folder).manifest
  if (must) refuseHomeOnStick(host, kit)
  if (container === null || isKitOpen(host.home) || isOnStick(host.home, kit.folder, homeOfUser(host.process.env)))
    return
  if (host.interactive) await openByHand(host, kit, container.opens)
  else if (must) throw kitClosed()
}

/** Throws `kit.home-on-stick` where what a kit keeps closed would be on the stick again, in clear. */
export function refuseHomeOnStick({ home, process }: Host, kit: OwnKit): void {
  if (isOnStick(home, kit.folder, homeOfUser(process.env))) throw homeOnStick(home)
}

/** Opens a kit with what was given, and says where its keys are now. Throws the Faults of kits. */
export async function openKitWith(host: Host, kit: OwnKit, by: OpensWith): Promise<void> {
  const { openContainer } = await import('../../adapters/kit/open-container.ts')
  const files = await openContainer(kit.folder, by)
  tellOpen(host, placeSecrets(host.home, files, runtimeFolder(host.process.env, kit.id)))
}

/** Goes on without what a kit keeps closed: records are sealed with a key of this laptop. */
export function openWithout(host: Host): void {
  goWithout(host.home)
  tellWarning(host, without)
}

/** Asks until it opens, or until Enter alone: at night nobody is kept from an incident by a passphrase. */
async function openByHand(host: Host, kit: OwnKit, opens: 'passphrase' | 'keys'): Promise<void> {
  const question = opens === 'keys' ? whichKey : whichPassphrase
  while (!(await askSecretBefore(host, question, (typed) => tryToOpen(host, kit, opens, typed))));
}

/** false: it does not open with that. */
async function tryToOpen(host: Host, kit: OwnKit, opens: 'passphrase' | 'keys', typed: string): Promise<boolean> {
  // Another terminal may have opened it meanwhile.
  if (typed === '' && !areKeysHere(host.home)) openWithout(host)
  else if (typed !== '') {
    try {
      await openKitWith(host, kit, opens === 'keys' ? identityFrom(typed) : { passphrase: typed })
    } catch (error) {
      if (!isFault(error, 'kit.wrong-key')) throw error
      tellWarning(host, opens === 'keys' ? error.text : wrongPassphrase)
      return false
    }
  }
  return true
}

/** What a file with age identities holds. Throws `kit.wrong-key` when it is not there, and `key.unreadable`. */
export function identityFrom(path: string): OpensWith {
  const kind = { code: 'key.unreadable', name: { en: 'key', nl: 'sleutelbestand' } } as const
  const bytes = readSmallFile(path, kind)
  if (bytes === null) throw wrongKey({ en: 'there is no such file', nl: 'dat bestand is er niet' })
  return { identity: bytes.toString('utf8') }
}

function tellOpen(host: Host, keys: string | null): void {
  const home = harmless(host.home)
  tellWarning(
    host,
    keys === null
      ? {
          en: `The kit is open. Its keys and the record lie in ${home}, for you alone, and stay there until: cyber-respond kit close`,
          nl: `De kit is open. De sleutels en het logboek staan in ${home}, alleen voor u, en blijven daar tot: cyber-respond kit close`,
        }
      : {
          en: `The kit is open. Its keys are in the memory of this laptop only, and are gone when it is switched off. The record lies in ${home}. Nothing in clear goes to the stick. When all is over: cyber-respond kit close`,
          nl: `De kit is open. De sleutels staan alleen in het geheugen van deze laptop, en zijn weg als hij uitgaat. Het logboek staat in ${home}. Er gaat niets leesbaars naar de stick. Als alles voorbij is: cyber-respond kit close`,
        },
  )
}

const whichPassphrase: Text = {
  en: 'Passphrase of the stick (Enter alone: go on without; what you type does not show)',
  nl: 'Wachtwoordzin van de stick (alleen Enter: verder zonder; wat u typt, is niet te zien)',
}
const whichKey: Text = {
  en: 'Path of your age key, which opens the stick (Enter alone: go on without; what you type does not show)',
  nl: 'Pad van uw age-sleutel, waarmee de stick opengaat (alleen Enter: verder zonder; wat u typt, is niet te zien)',
}
const wrongPassphrase: Text = {
  en: 'That passphrase does not open the stick. Look at Caps Lock, and at the keyboard: a strange laptop may have another one (qwerty for azerty). Nobody has it? Enter alone goes on without.',
  nl: 'Met die wachtwoordzin gaat de stick niet open. Kijk naar Caps Lock, en naar het toetsenbord: een vreemde laptop heeft misschien een ander (qwerty in plaats van azerty). Heeft niemand ze? Met alleen Enter gaat u verder zonder.',
}
const without: Text = {
  en: 'The kit stays closed. The record is sealed with a new key of this laptop: let somebody outside note the head of the record soon (cyber-respond witness print).',
  nl: 'De kit blijft gesloten. Het logboek wordt verzegeld met een nieuwe sleutel van deze laptop: laat iemand buiten de gemeente de kop van het logboek snel noteren (cyber-respond witness print).',
}
