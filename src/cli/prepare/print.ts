import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { namesIn } from '../../core/condition-words.ts'
import { exit } from '../../core/exit-codes.ts'
import type { Profile } from '../../core/profile.ts'
import type { Lang } from '../../core/text.ts'
import { emptyProfile } from '../../municipality/empty-profile.ts'
import { findMunicipality } from '../../municipality/find-municipality.ts'
import type { Municipality } from '../../municipality/register.ts'
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
  const files = await readRunbookFiles(host.runbooks)
  output(
    host,
    await planPaper({ files, plan, municipality: found, profile: given?.profile ?? null, lang: host.lang }),
    own.out,
  )
  return exit.done
}

interface Paper {
  readonly files: ReadonlyMap<string, Buffer>
  readonly plan: string
  readonly municipality: Municipality | null
  /** null: names and numbers are lines to fill in. */
  readonly profile: Profile | null
  readonly lang: Lang
}

/** A plan as one HTML page to print. */
export async function planPaper({ files, plan, municipality: found, profile: given, lang }: Paper): Promise<string> {
  const profile = given ?? emptyProfile(found ?? { nis: '', name: '' })
  const loaded = await compiledOrLoadedPlan(files, plan)
  const { nis = '', name = '', province = '', policeZone = '' } = found ?? {}
  const municipality = { nis, name, province, policeZone }
  const book = bookOf(loaded, profile, { incident: '', municipality })
  return renderPlanHtml({
    ...{ book, profile, lang, version, channels: loaded.obligations.channels },
    municipality: found === null ? null : municipality,
    filling: createFilling({ expressions, parts: templateParts, base: book.base, lang }),
    names: namesIn(book.runbooks, book.obligations),
    printedAt: wallClock.now().toString(),
  })
}
