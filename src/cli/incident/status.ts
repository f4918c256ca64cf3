import { basename } from 'node:path'
import { realDisk } from '../../adapters/disk/disk.ts'
import { stateNow } from '../../adapters/home/live-records.ts'
import { rememberedOfFolder } from '../../adapters/home/remembered-records.ts'
import { walkLog } from '../../adapters/log/files.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { empty, startFold } from '../../core/fold.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { plan } from '../../core/planner.ts'
import { type StepFilter, stepsThatFit, trackOf, tracksOf } from '../../core/step-filter.ts'
import type { View } from '../../core/view.ts'
import { renderFiltered, renderStatus, statusJson } from '../../ui/status.ts'
import { moreOf, renderShortStatus } from '../../ui/status-short.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import { cloudNow } from '../cloud/now.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, loadIncident, openedOf } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { page } from '../wiring/page.ts'
import { startRecordClock } from '../wiring/record-now.ts'
import { tellNamesake } from '../wiring/tell-namesake.ts'
import { tellWarning } from '../wiring/tell-warning.ts'

export interface StatusOptions {
  readonly all?: boolean
  readonly open?: boolean
  readonly mine?: boolean
  readonly track?: string
}

/**
 * Shows where an incident stands: on one screen, or all of it, or the steps that are wanted. Reads only: works while another
 * process runs it, and on a copy.
 */
export async function status(host: Host, name: string | null, options: StatusOptions = {}): Promise<number> {
  const me = options.mine === true ? operatorName(host) : null
  const folder = await findIncident(host, name, 'any')
  tellNamesake(host, folder)
  const remembered = rememberedOfFolder(host.home, folder)
  const folding = startFold(empty)
  const clock = startRecordClock()
  const take = (event: LogEvent): void => {
    folding.take(event)
    clock.take(event)
  }
  const verification = await walkLog(folder, take, realDisk, remembered)
  const { state } = folding
  const incident = await loadIncident(folder, openedOf(state, folder))
  const now = clock.now(host, folder)
  const known = stateNow(folder, state)
  const view = plan(incident.book, known, incident.expressions, now)
  const cloud = await cloudNow(host, incident, known)
  const filter = wanted(view, options, me)
  const steps = filter === null ? view.steps : stepsThatFit(view, filter)
  if (host.json) host.stdout(`${harmlessJson(statusJson(view, now, cloud, steps), 2)}\n`)
  else {
    const terminal = createTerminal(host.process, host)
    const short = filter === null && options.all !== true
    const text = short
      ? renderShortStatus(view, now, terminal, host.lang, cloud)
      : filter === null
        ? renderStatus(view, now, terminal, host.lang, cloud)
        : renderFiltered(view, steps, now, terminal, host.lang)
    await page(host, terminal, text)
    if (short && host.messageColumns !== null) {
      host.stderr(`\n${wrapMessage(moreOf(harmlessLine(basename(folder), 100), host.lang), host.messageColumns, '')}\n`)
    }
  }
  if (verification.memory === undefined) return exit.done
  tellWarning(host, verification.memory)
  return exit.log
}

/** The steps that were asked for; null: no kind of them. */
function wanted(view: View, { open, track }: StatusOptions, mine: string | null): StepFilter | null {
  if (open !== true && track === undefined && mine === null) return null
  if (mine !== null && stepsThatFit(view, { mine }).length === 0) throw noRole(mine)
  const found = track === undefined ? null : trackOf(track, view)
  if (track !== undefined && found === null) throw noTrack(track, tracksOf(view))
  return { open: open === true, mine, track: found }
}

function noRole(name: string): Fault {
  const shown = harmlessLine(name, 60)
  return new Fault({
    code: 'status.no-role',
    exit: exit.usage,
    message: {
      en: `neither the profile nor the record gives "${shown}" a role in this plan`,
      nl: `noch het profiel, noch het logboek geeft "${shown}" een rol in dit plan`,
    },
    hint: {
      en: 'give the name as the profile has it (--operator NAME), or look at all with --open',
      nl: 'geef de naam zoals ze in het profiel staat (--operator NAAM), of bekijk alles met --open',
    },
  })
}

function noTrack(asked: string, known: readonly string[]): Fault {
  const shown = harmlessLine(asked, 60)
  const list = harmlessLine(known.join(', '), 200)
  return new Fault({
    code: 'status.unknown-track',
    exit: exit.usage,
    message: {
      en: `the plan of this incident has no runbook "${shown}"`,
      nl: `het plan van dit incident heeft geen draaiboek "${shown}"`,
    },
    hint: { en: `known: ${list}`, nl: `bekend: ${list}` },
  })
}
