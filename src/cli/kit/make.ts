import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { keepsRights } from '../../adapters/kit/keeps-rights.ts'
import { roomForKit } from '../../adapters/kit/kit-folder.ts'
import {
  type KitContainer,
  type KitManifest,
  kitFormat,
  kitManifestText,
  kitNames,
  kitNamespace,
} from '../../adapters/kit/kit-manifest.ts'
import { rememberKit } from '../../adapters/kit/known-kits.ts'
import { makingStopped } from '../../adapters/kit/make-faults.ts'
import { refuseKitWithoutRoom } from '../../adapters/kit/room-for-kit.ts'
import { type KitAct, type SizedFile, writeKit } from '../../adapters/kit/write-kit.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import { findMunicipality } from '../../municipality/find-municipality.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import { settingsOf } from '../wiring/config.ts'
import type { Host } from '../wiring/host.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { stoppable } from '../wiring/stoppable.ts'
import { version } from '../wiring/version.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { closeContainer } from './close-container.ts'
import { gatherKit } from './gather.ts'
import type { MakeOptions } from './make-options.ts'
import { readmeText } from './readme.ts'

/** Makes a kit in a folder. Prints its id and where it is; what it holds in clear and what it lacks goes to stderr. */
export async function makeKit(host: Host, given: string, own: MakeOptions): Promise<number> {
  const folder = resolve(host.process.cwd(), given)
  const found = own.municipality === undefined ? null : findMunicipality(own.municipality).municipality
  const before = roomForKit(folder, own.renew === true)
  const signing = await signerOf(host)
  const gathered = await gatherKit(host, found, own)
  // Before she has typed a passphrase twice.
  refuseKitWithoutRoom(folder, gathered.files, before)
  const closed = await closeContainer(host, own)
  const about = {
    format: kitFormat,
    id: randomBytes(8).toString('hex'),
    made_at: wallClock.now().round('second').toString(),
    version,
    made_by: operatorName(host),
    municipality: found === null ? null : { nis: found.nis, slug: found.slug, name: found.name },
    signer: signing?.key ?? null,
    container: closed?.container ?? null,
    recipient: closed?.recipient ?? null,
  } as const
  const readme = readmeText({ ...about, hasForms: gathered.hasForms, machines: gathered.machines })
  const files = [
    ...gathered.files,
    ...(closed === null ? [] : [sized(kitNames.container, closed.bytes)]),
    sized(kitNames.readme, Buffer.from(readme)),
  ]
  let manifest: KitManifest = { ...about, files: [] }
  const stopped = (by: 130 | 143) => makingStopped(folder, by)
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const writing = (goOn: () => void) =>
    withTransfer(host, async (transfer) => {
      let done = 0
      let last: KitAct = 'write'
      await writeKit({
        ...{ folder, files, before },
        async describe(entries) {
          manifest = { ...about, files: entries }
          const text = kitManifestText(manifest)
          return { manifest: text, signature: (await signing?.sign(kitNamespace, text)) ?? null }
        },
        progress(bytes, act) {
          goOn()
          if (act !== last) done = 0
          last = act
          done += bytes
          transfer(pick(acts[act], host.lang), Math.min(done, total), total)
        },
      })
    })
  await stoppable(stopped, writing)
  rememberKit(host.home, {
    ...{ id: about.id, made_at: about.made_at, seen_at: about.made_at, signer: about.signer },
    municipality: found?.slug ?? null,
  })
  tell(host, folder, manifest, [...gathered.lacks, ...aboutClosed(closed?.container ?? null, closed?.elsewhere ?? [])])
  return exit.done
}

const acts: { readonly [act in KitAct]: Text } = {
  write: { en: 'writing', nl: 'schrijven' },
  read: { en: 'reading back', nl: 'teruglezen' },
}

function sized(path: string, content: Buffer): SizedFile {
  return { path, content, size: content.length }
}

async function signerOf(host: Host) {
  const { sign_with: path } = await settingsOf(host)
  if (path === undefined) return null
  const { operatorKey } = await import('../../adapters/keys/operator-key.ts')
  return operatorKey(path, operatorName(host), host.interactive)
}

function tell(host: Host, folder: string, manifest: KitManifest, lacks: readonly Text[]): void {
  const { id, files, signer } = manifest
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const megabytes = Math.ceil(bytes / 1e6)
  if (host.json) host.stdout(`${harmlessJson({ folder, ...manifest }, 2)}\n`)
  else {
    const said: Text = {
      en: `kit ${id} in ${harmless(folder)}: ${files.length} files, ${megabytes} MB, written and read back`,
      nl: `kit ${id} in ${harmless(folder)}: ${files.length} bestanden, ${megabytes} MB, geschreven en teruggelezen`,
    }
    host.stdout(`${wrapMessage(pick(said, host.lang), host.messageColumns)}\n`)
  }
  const unsigned: readonly Text[] = signer === null ? [notSigned] : []
  const kept: readonly Text[] = keepsRights(folder) ? [rights(process.getuid?.() ?? 0)] : []
  const inClear: readonly Text[] = files.some(({ path }) => path.startsWith('profiles/')) ? [clear] : []
  for (const text of [...lacks, ...unsigned, ...inClear, ...kept, next]) {
    host.stderr(`${wrapMessage(pick(text, host.lang), host.messageColumns)}\n`)
  }
}

/** What another person finds on another laptop: the files are for their owner alone, and there he is but a number. */
const rights = (uid: number): Text => ({
  en: `this disk keeps whose a file is: on another laptop only user number ${uid} (and root) can read it; where that may be somebody else, take a stick with exFAT or FAT`,
  nl: `deze schijf onthoudt van wie een bestand is: op een andere laptop kan alleen gebruiker nummer ${uid} (en root) het lezen; kan dat iemand anders zijn, neem dan een stick met exFAT of FAT`,
})
const notSigned: Text = {
  en: 'NOT SIGNED: whoever has the stick for an hour can change it unseen; sign with --sign-with KEY',
  nl: 'NIET ONDERTEKEND: wie de stick een uur heeft, kan hem ongezien wijzigen; onderteken met --sign-with SLEUTEL',
}
const clear: Text = {
  en: 'in clear on the stick: the profile and the paper copy, with names and numbers of people: keep it as you keep the paper',
  nl: 'leesbaar op de stick: het profiel en de papieren versie, met namen en nummers van mensen: bewaar hem zoals het papier',
}

/** What of the keys is on the stick, who opens it, and what then. */
function aboutClosed(container: KitContainer | null, elsewhere: readonly string[]): readonly Text[] {
  if (container === null) return [noKeys]
  const holds = container.holds.filter((path) => path !== kitNames.identity).join(', ')
  const [what, wat] =
    holds === '' ? ['a key for copies of records', 'een sleutel voor kopieën van logboeken'] : [holds, holds]
  const left = elsewhere.map((path) => harmlessLine(path, 100)).join(', ')
  return [
    {
      en: `closed on the stick: ${what}; no incident, no drill and no entry of a citizen`,
      nl: `gesloten op de stick: ${wat}; geen incident, geen oefening en geen inschrijving van een burger`,
    },
    container.opens === 'keys' ? eachAlone : byPassphrase,
    ...(left === ''
      ? []
      : [
          {
            en: `not on the stick, because it lies outside of the home: ${left}`,
            nl: `niet op de stick, want het ligt buiten de home: ${left}`,
          },
        ]),
  ]
}

const noKeys: Text = {
  en: 'no keys are on the stick: records are sealed with a new key of the laptop, and it takes no copies of them',
  nl: 'er staan geen sleutels op de stick: logboeken worden verzegeld met een nieuwe sleutel van de laptop, en hij neemt er geen kopieën van',
}
const eachAlone: Text = {
  en: 'each of these keys opens it alone: several are for when one is not there, and are no four eyes',
  nl: 'elk van die sleutels opent hem alleen: meerdere zijn er voor als er een niet is, en zijn geen vier ogen',
}
const byPassphrase: Text = {
  en: 'without its passphrase nobody opens it, we neither: keep it apart from the stick; if it is lost, make a new kit (copies of records on this one stay closed)',
  nl: 'zonder de wachtwoordzin opent niemand hem, wij ook niet: bewaar ze apart van de stick; is ze kwijt, maak een nieuwe kit (kopieën van logboeken op deze blijven gesloten)',
}

const next: Text = {
  en: 'take the stick out safely, put it in another laptop, and try it there, now and each quarter: sh start.sh kit check',
  nl: 'verwijder de stick veilig, steek hem in een andere laptop, en probeer hem daar, nu en elk kwartaal: sh start.sh kit check',
}
