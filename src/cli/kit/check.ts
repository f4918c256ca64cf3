import { basename, resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { checkKit } from '../../adapters/kit/check-kit.ts'
import { rememberKit } from '../../adapters/kit/known-kits.ts'
import { zone } from '../../core/clocks.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { hang } from '../../ui/wrap.ts'
import type { Host } from '../wiring/host.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { ageFindings } from './check-age.ts'
import { contentFindings } from './check-content.ts'
import type { KitFinding } from './kit-finding.ts'

/**
 * Says what of a kit is old, missing, changed or open to others: exit code 0 when all is well, 1 when something needs attention, 5
 * when it is not the kit that was made.
 */
export async function checkKitFolder(host: Host, given: string, own: { readonly signer?: string }): Promise<number> {
  const folder = resolve(host.process.cwd(), given)
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const seen = await withTransfer(host, (transfer) => {
    let done = 0
    return checkKit(folder, (bytes, total) => {
      done += bytes
      transfer(basename(folder), Math.min(done, total), total)
    })
  })
  const { manifest } = seen
  const found: readonly KitFinding[] = [
    ...(await contentFindings(host, seen, own.signer ?? null)),
    ...(await ageFindings(host, folder, manifest, today)),
  ]
  const isBroken = found.some(({ state }) => state === 'broken')
  const isWell = found.every(({ state }) => state === 'well')
  if (!isBroken) {
    const { id, made_at, municipality, signer } = manifest
    const seen_at = wallClock.now().round('second').toString()
    rememberKit(host.home, { id, made_at, signer, seen_at, municipality: municipality?.slug ?? null })
  }
  if (host.json) {
    const findings = found.map(({ said, ...rest }) => ({ ...rest, said: pick(said, host.lang) }))
    const { id, made_at, version } = manifest
    const told = { format: 'cyber-respond/kit-check@1', kit: { id, made_at, version, folder }, ready: isWell, findings }
    host.stdout(`${harmlessJson(told, 2)}\n`)
  } else {
    const { signs, ink, columns, say } = createLook(createTerminal(host.process, host), host.lang)
    for (const { state, said } of found) {
      const sign = { well: signs.done, attention: signs.unproven, broken: signs.failed }[state]
      const line = hang(`${sign} `, say(said), columns)
      host.stdout(`${state === 'well' ? ink.good(line) : state === 'broken' ? ink.loud(line) : ink.warning(line)}\n`)
    }
  }
  if (isBroken) return exit.log
  return isWell ? exit.done : exit.failed
}
