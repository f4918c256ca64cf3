import { basename, resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { checkKit } from '../../adapters/kit/check-kit.ts'
import type { KitManifest } from '../../adapters/kit/kit-manifest.ts'
import { rememberKit } from '../../adapters/kit/known-kits.ts'
import { zone } from '../../core/clocks.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { hang } from '../../ui/wrap.ts'
import type { Host } from '../wiring/host.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { ageFindings } from './check-age.ts'
import { contentFindings } from './check-content.ts'
import type { KitFinding } from './kit-finding.ts'
import { kitMeant } from './open.ts'

/** A kit that was looked at. */
interface Checked {
  readonly folder: string
  readonly manifest: KitManifest
  readonly found: readonly KitFinding[]
}

/**
 * Says what of a kit, or of several, is old, missing, changed or open to others, and of several which is the newest: exit code 0 when
 * all is well, 1 when something needs attention, 5 when one is not the kit that was made.
 */
export async function checkKits(
  host: Host,
  given: readonly string[],
  own: { readonly signer?: string },
): Promise<number> {
  const folders = given.length === 0 ? [kitMeant(host)] : given.map((one) => resolve(host.process.cwd(), one))
  const kits: Checked[] = []
  for (const folder of new Set(folders)) kits.push(await looked(host, folder, own.signer ?? null))
  for (const { manifest, found } of kits) if (!isBroken(found)) remember(host, manifest)
  const newest = kits.toSorted((a, b) => (a.manifest.made_at < b.manifest.made_at ? 1 : -1))[0]
  if (host.json) tellAsJson(host, kits)
  else {
    for (const one of kits) tell(host, one, kits.length > 1)
    if (kits.length > 1 && newest !== undefined) host.stdout(`${pick(newestOf(newest), host.lang)}\n`)
  }
  if (kits.some(({ found }) => isBroken(found))) return exit.log
  return kits.every(({ found }) => isWell(found)) ? exit.done : exit.failed
}

async function looked(host: Host, folder: string, signer: string | null): Promise<Checked> {
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const seen = await withTransfer(host, (transfer) => {
    let done = 0
    return checkKit(folder, (bytes, total) => {
      done += bytes
      transfer(basename(folder), Math.min(done, total), total)
    })
  })
  const { manifest } = seen
  return {
    ...{ folder, manifest },
    found: [...(await contentFindings(host, seen, signer)), ...(await ageFindings(host, folder, manifest, today))],
  }
}

const isBroken = (found: readonly KitFinding[]): boolean => found.some(({ state }) => state === 'broken')
const isWell = (found: readonly KitFinding[]): boolean => found.every(({ state }) => state === 'well')

function remember({ home }: Host, { id, made_at, municipality, signer }: KitManifest): void {
  const seen_at = wallClock.now().round('second').toString()
  rememberKit(home, { id, made_at, signer, seen_at, municipality: municipality?.slug ?? null })
}

function tellAsJson(host: Host, kits: readonly Checked[]): void {
  const told = kits.map(({ folder, manifest: { id, made_at, version }, found }) => {
    const findings = found.map(({ said, ...rest }) => ({ ...rest, said: pick(said, host.lang) }))
    return {
      format: 'cyber-respond/kit-check@1',
      kit: { id, made_at, version, folder },
      ready: isWell(found),
      findings,
    }
  })
  // One line for each, where there are several.
  const indent = told.length > 1 ? 0 : 2
  for (const one of told) host.stdout(`${harmlessJson(one, indent)}\n`)
}

function tell(host: Host, { folder, found }: Checked, isNamed: boolean): void {
  const { signs, ink, columns, say } = createLook(createTerminal(host.process, host), host.lang)
  if (isNamed) host.stdout(`${harmlessLine(folder, 200)}\n`)
  for (const { state, said } of found) {
    const sign = { well: signs.done, attention: signs.unproven, broken: signs.failed }[state]
    const line = hang(`${sign} `, say(said), columns)
    host.stdout(`${state === 'well' ? ink.good(line) : state === 'broken' ? ink.loud(line) : ink.warning(line)}\n`)
  }
}

function newestOf({ folder, manifest: { id, made_at } }: Checked): Text {
  const [where, at] = [harmlessLine(folder, 200), made_at.slice(0, 16).replace('T', ' ')]
  return {
    en: `the NEWEST is kit ${id} in ${where}, made ${at} UTC: take that one`,
    nl: `de NIEUWSTE is kit ${id} in ${where}, gemaakt ${at} UTC: neem die`,
  }
}
