import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { namesIn } from '../../core/condition-words.ts'
import { exit } from '../../core/exit-codes.ts'
import { emptyProfile } from '../../municipality/empty-profile.ts'
import { findMunicipality } from '../../municipality/find-municipality.ts'
import { createFilling } from '../../report/paper-filling.ts'
import { renderPlanHtml } from '../../report/paper-plan.ts'
import { expressions } from '../../runbook/template.ts'
import { templateParts } from '../../runbook/template-parts.ts'
import { bookOf } from '../wiring/book.ts'
import type { Host } from '../wiring/host.ts'
import { compiledOrLoadedPlan } from '../wiring/load-plan.ts'
import { output } from '../wiring/output.ts'
import { usableProfile } from '../wiring/usable-profile.ts'
import { version } from '../wiring/version.ts'

interface PrintOptions {
  readonly municipality?: string
  readonly profile?: string
  readonly out?: string
}

/**
 * Writes a plan as one HTML file to print, with the names and numbers of a municipality's profile; without one they are lines to
 * fill in. Whatever can't be read of a broken profile is a line to fill in, too.
 */
export async function printPlan(host: Host, plan: string, own: PrintOptions): Promise<number> {
  const found = own.municipality === undefined ? null : findMunicipality(own.municipality).municipality
  const given = found === null ? null : await usableProfile(host, found, own.profile ?? null)
  const profile = given?.profile ?? emptyProfile(found ?? { nis: '', name: '' })
  const loaded = await compiledOrLoadedPlan(await readRunbookFiles(host.runbooks), plan)
  const { nis = '', name = '', province = '', policeZone = '' } = found ?? {}
  const municipality = { nis, name, province, policeZone }
  const book = bookOf(loaded, profile, { incident: '', municipality })
  const html = renderPlanHtml({
    ...{ book, profile, lang: host.lang, version, channels: loaded.obligations.channels },
    municipality: found === null ? null : municipality,
    filling: createFilling({ expressions, parts: templateParts, base: book.base, lang: host.lang }),
    names: namesIn(book.runbooks, book.obligations),
    printedAt: wallClock.now().toString(),
  })
  output(host, html, own.out)
  return exit.done
}
