import { basename, resolve } from 'node:path'
import { rememberedOf } from '../../adapters/home/remembered-records.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { verifyRecord } from '../../adapters/record/verify-record.ts'
import { writeArchive } from '../../adapters/record/write-archive.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import type { Host } from '../wiring/host.ts'
import { recordPath } from './record-path.ts'
import { withTransfer } from './with-transfer.ts'

/**
 * Writes an incident's folder as one .tar.gz with a manifest. Reads only: works while another process runs the incident. What
 * does not verify is packed as it is, and said.
 */
export async function archive(
  host: Host,
  name: string,
  own: { readonly out?: string; readonly withDisclosures?: boolean },
): Promise<number> {
  const folder = await recordPath(host, name)
  const file = resolve(host.process.cwd(), own.out ?? `${basename(folder)}.tar.gz`)
  const disclosures = own.withDisclosures === true
  const [made, { verdict, found }] = await withTransfer(host, async (transfer) => {
    const named = (name: string) => (done: number, total: number) => transfer(basename(name), done, total)
    const written = await writeArchive({ folder, file, disclosures, progress: named(file) })
    const source = await openRecord(folder)
    const remembered = await rememberedOf(host.home, source)
    return [written, await verifyRecord(source, { remembered, progress: named(folder), readsRoot: false })]
  })
  const isTampered = verdict === 'tampered'
  const warn = (names: readonly string[], text: Text): void => {
    for (const one of names) host.stderr(`${pick(text, host.lang)}: ${harmless(one)}\n`)
  }
  warn(made.leftOut, { en: 'left out, neither file nor folder', nl: 'weggelaten, bestand noch map' })
  warn(made.damaged, { en: 'DAMAGED, archived as it is', nl: 'BESCHADIGD, gearchiveerd zoals het is' })
  if (isTampered) warn([pick(found, host.lang)], unverified)
  if (host.json) host.stdout(`${harmlessJson({ ...made, verdict }, 2)}\n`)
  else host.stdout(`${made.sha256}  ${harmless(file)}\n`)
  return made.damaged.length > 0 || isTampered ? exit.failed : exit.done
}

const unverified: Text = {
  en: 'THE RECORD DOES NOT VERIFY, archived as it is',
  nl: 'HET LOGBOEK KLOPT NIET, gearchiveerd zoals het is',
}
