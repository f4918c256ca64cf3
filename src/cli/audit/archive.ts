import { basename, resolve } from 'node:path'
import { rememberedOf } from '../../adapters/home/remembered-records.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { verifyRecord } from '../../adapters/record/verify-record.ts'
import { type Archived, type Choice, writeArchive } from '../../adapters/record/write-archive.ts'
import { recorder } from '../../audit/batch.ts'
import type { Verification } from '../../audit/verification.ts'
import { withheldText } from '../../audit/withheld-words.ts'
import type { Opened } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { type GoesAlong, goesAlongText, startGoesAlong } from '../../core/goes-along.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import { personalFiles } from '../../core/withheld.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import type { Host } from '../wiring/host.ts'
import { trustOf } from '../wiring/trust.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { askPersonal } from './ask-personal.ts'
import { recordPath } from './record-path.ts'
import { withholding } from './withholding.ts'

interface ArchiveOptions {
  readonly out?: string
  readonly withDisclosures?: boolean
  readonly withPersonal?: boolean
}

/**
 * Writes an incident's folder as one .tar.gz with a manifest, without what holds citizens and contacts unless that is asked for.
 * Reads only: works while another process runs the incident. What does not verify is packed as it is, and said.
 */
export async function archive(host: Host, name: string, own: ArchiveOptions): Promise<number> {
  const folder = await recordPath(host, name)
  const file = resolve(host.process.cwd(), own.out ?? `${basename(folder)}.tar.gz`)
  const disclosures = own.withDisclosures === true
  if (own.withPersonal === true) await askPersonal(host)
  const trust = await trustOf(host)
  let seen: Seen | null = null
  const made = await withTransfer(host, (transfer) => {
    const named = (name: string) => (done: number, total: number) => transfer(basename(name), done, total)
    return writeArchive({
      ...{ folder, file, disclosures, progress: named(file) },
      async choose() {
        // Read after the names were taken down: what a file is, a line says that came later than the file.
        const source = await openRecord(folder)
        const [personal, along] = [personalFiles(), startGoesAlong(recorder)]
        let opened: Opened | null = null
        const verification = await verifyRecord(source, {
          ...trust,
          remembered: await rememberedOf(host.home, source),
          ...{ progress: named(folder), readsRoot: false },
          take(event) {
            if (event.type === 'incident.opened') opened ??= event.data
            personal.take(event)
            along.take(event)
          },
        })
        const isTampered = verification.verdict === 'tampered'
        const choice = await withholding(source, personal, { opened, isTampered })
        const all: Choice = { ...choice, why: () => null, shared: [] }
        const chosen = own.withPersonal === true ? all : choice
        seen = { verification, along: along.found(chosen) }
        return chosen
      },
    })
  })
  return told(host, made, seen as unknown as Seen, disclosures)
}

interface Seen {
  readonly verification: Verification
  readonly along: GoesAlong
}

function told(
  host: Host,
  made: Archived,
  { verification: { verdict, found }, along }: Seen,
  disclosures: boolean,
): number {
  const isTampered = verdict === 'tampered'
  const warn = (names: readonly string[], text: Text): void => {
    for (const one of names) {
      host.stderr(`${wrapMessage(`${pick(text, host.lang)}: ${harmless(one)}`, host.messageColumns)}\n`)
    }
  }
  warn([pick(goesAlongText(along, disclosures), host.lang)], goes)
  if (made.withheld.length > 0) warn([pick(withheldText(made.withheld), host.lang)], stays)
  warn(made.leftOut, { en: 'left out, neither file nor folder', nl: 'weggelaten, bestand noch map' })
  warn(made.damaged, { en: 'DAMAGED, archived as it is', nl: 'BESCHADIGD, gearchiveerd zoals het is' })
  if (isTampered) warn([pick(found, host.lang)], unverified)
  if (host.json) host.stdout(`${harmlessJson({ ...made, verdict, along: { ...along, disclosures } }, 2)}\n`)
  else host.stdout(`${made.sha256}  ${harmless(made.file)}\n`)
  return made.damaged.length > 0 || isTampered ? exit.failed : exit.done
}

const goes: Text = { en: 'goes along', nl: 'gaat mee' }

const stays: Text = {
  en: 'withheld, named with hash and reason in WITHHELD.json (--with-personal takes it along)',
  nl: 'weggelaten, met hash en reden in WITHHELD.json (met --with-personal gaat het mee)',
}

const unverified: Text = {
  en: 'THE RECORD DOES NOT VERIFY, archived as it is',
  nl: 'HET LOGBOEK KLOPT NIET, gearchiveerd zoals het is',
}
