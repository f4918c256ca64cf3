import { resolve } from 'node:path'
import { whichKit, wrongKey } from '../../adapters/kit/kit-faults.ts'
import { looksLikeKit, readKit } from '../../adapters/kit/kit-folder.ts'
import { areKeysHere, forgetSecrets } from '../../adapters/kit/kit-home.ts'
import type { OpensWith } from '../../adapters/kit/opens-with.ts'
import { type OwnKit, startedIn } from '../../adapters/kit/own-kit.ts'
import { readPassphrase } from '../../adapters/kit/passphrase-file.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { type Host, inHomeOfKit } from '../wiring/host.ts'
import { identityFrom, openKitHome, openKitWith, openWithout, refuseHomeOnStick } from '../wiring/kit-home.ts'
import type { OpenOptions } from './open-options.ts'

/** Opens what a kit keeps closed, in its home on this laptop, which stands on stdout. */
export async function openKit(host: Host, given: string | undefined, own: OpenOptions): Promise<number> {
  const kit = kitNamed(host, given)
  const at = inHomeOfKit(host, kit)
  refuseHomeOnStick(at, kit)
  if (own.withoutKeys === true) openWithout(at)
  else if (!areKeysHere(at.home)) {
    const by = opensWith(host, own)
    if (by !== null) await openKitWith(at, kit, by)
    // Whoever went on without, and has found the passphrase, is asked again.
    else if (host.interactive) forgetSecrets(at.home)
  }
  await openKitHome(at, kit, true)
  host.stdout(host.json ? `${harmlessJson({ kit: kit.id, home: at.home })}\n` : `${harmless(at.home)}\n`)
  return exit.done
}

/** What was given to open it with; null: nothing. Throws `kit.wrong-key`. */
function opensWith(host: Host, own: OpenOptions): OpensWith | null {
  if (own.identity !== undefined) return identityFrom(resolve(host.process.cwd(), own.identity))
  if (own.passphraseFile === undefined) return null
  const read = readPassphrase(own.passphraseFile)
  if ('why' in read) throw wrongKey(read.why)
  return read
}

/** The kit in a folder that was named, or else the one that is meant. Throws `kit.none`, `kit.which`, `kit.manifest`. */
export function kitNamed(host: Host, given: string | undefined): OwnKit {
  const folder = given === undefined ? kitMeant(host) : resolve(host.process.cwd(), given)
  return { folder, id: readKit(folder).manifest.id }
}

/** The folder of the kit that is meant when none was named: the one that the program was started from, or where one stands. */
export function kitMeant(host: Host): string {
  const places = [startedIn(host.process.env), host.process.cwd()]
  const found = places.find((place) => place !== null && looksLikeKit(place))
  if (found == null) throw whichKit()
  return found
}
