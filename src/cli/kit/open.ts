import { resolve } from 'node:path'
import { noKit, wrongKey } from '../../adapters/kit/kit-faults.ts'
import { readKit } from '../../adapters/kit/kit-folder.ts'
import { isKitOpen } from '../../adapters/kit/kit-home.ts'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import { readPassphrase } from '../../adapters/kit/passphrase-file.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { type Host, inHomeOfKit } from '../wiring/host.ts'
import { identityFrom, openKitHome, openKitWith, openWithout } from '../wiring/kit-home.ts'
import type { OpenOptions } from './open-options.ts'

/** Opens what a kit keeps closed, in its home on this laptop, which stands on stdout. */
export async function openKit(host: Host, given: string | undefined, own: OpenOptions): Promise<number> {
  const kit = kitNamed(host, given)
  const at = inHomeOfKit(host, kit)
  if (own.withoutKeys === true) openWithout(at)
  else if (!isKitOpen(at.home) && own.passphraseFile !== undefined) {
    const read = readPassphrase(own.passphraseFile)
    if ('why' in read) throw wrongKey()
    await openKitWith(at, kit, read)
  } else if (!isKitOpen(at.home) && own.identity !== undefined) {
    await openKitWith(at, kit, identityFrom(resolve(host.process.cwd(), own.identity)))
  }
  await openKitHome(at, kit, true)
  host.stdout(host.json ? `${harmlessJson({ kit: kit.id, home: at.home })}\n` : `${harmless(at.home)}\n`)
  return exit.done
}

/** The kit in a folder that was named, or the one that the program was started from. Throws `kit.none`. */
export function kitNamed(host: Host, given: string | undefined): OwnKit {
  if (given === undefined) {
    if (host.kit === null) throw noKit(host.process.cwd(), false)
    return host.kit
  }
  const folder = resolve(host.process.cwd(), given)
  return { folder, id: readKit(folder).manifest.id }
}
