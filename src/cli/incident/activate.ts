import { realDisk } from '../../adapters/disk/disk.ts'
import { newestIncident } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import { missingRecords } from '../../adapters/home/remembered-records.ts'
import { firstEventIn } from '../../adapters/log/ends.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { knownPeople } from '../../core/known-people.ts'
import { pick, type Text } from '../../core/text.ts'
import { findMunicipality, foundNote } from '../../municipality/find-municipality.ts'
import type { Host } from '../wiring/host.ts'
import { isOf } from '../wiring/incident.ts'
import { planAsked, planUnasked } from '../wiring/plans.ts'
import { type ActivateOptions, create, prepare } from '../wiring/prepare-incident.ts'
import { tellOtherPlan } from '../wiring/tell-other-plan.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import { refuseHalfProgram } from '../wiring/whole-program.ts'
import { readAnswers } from './answers-file.ts'
import { placesOf } from './places.ts'
import { requireSomebody, runSession } from './session.ts'
import { pinnedPeople, withSessionName } from './session-name.ts'

/** Starts an incident for a municipality, or goes on with its open one. */
export async function activate(host: Host, query: string, options: ActivateOptions): Promise<number> {
  const found = findMunicipality(query)
  const about = foundNote(found)
  if (about !== null) host.stderr(`${pick(about, host.lang)}\n`)
  const answers = options.answers ?? null
  const { until } = options
  const how = { answers, ...(until === undefined ? {} : { until }), places: placesOf(options) }
  const open = await newestIncident(host.home, found.municipality, 'open', (name) => host.stderr(leftAlone(name, host)))
  const drills = options.dryRun === true ? [] : playedDrills(host)
  if (options.dryRun === true) {
    const { dryRun } = await import('./dry-run.ts')
    const plan = await planOf(host, options)
    return dryRun(host, await prepare(host, found, { ...options, plan }, 'strict'), answers, options.until)
  }
  requireSomebody(host, options)
  refuseHalfProgram(host)
  if (drills.length > 0) host.stderr(`${pick(real(drills), host.lang)}\n`)
  if (open !== null) {
    host.stderr(
      pick(
        {
          en: `An incident is already open for ${found.municipality.name}: going on with it.\n`,
          nl: `Er loopt al een incident voor ${found.municipality.name}: dat gaat verder.\n`,
        },
        host.lang,
      ),
    )
    const first = firstEventIn(realDisk, open)
    if (first?.type === 'incident.opened') tellOtherPlan(host, first.data.plan, options.plan)
    return runSession(await withSessionName(host, answers, () => pinnedPeople(open)), open, how)
  }
  tellGone(host, found.municipality.slug)
  const prepared = await prepare(host, found, { ...options, plan: await planOf(host, options) })
  const opened = await (await import('../wiring/may-open.ts')).mayOpen(host, prepared, answers === null)
  if (opened === null) return exit.done
  const acting = await withSessionName(host, answers, async () => knownPeople(prepared.incident.profile))
  if (answers !== null)
    await (await import('./unattended.ts')).tryAnswers(acting, prepared.incident, answers, options.until)
  return runSession(acting, await create(acting, opened), { ...how, ready: opened.incident })
}

/** The plan that was given, else the one that the answers are for, else the one that a person chooses. */
async function planOf(host: Host, { plan, answers, dryRun }: ActivateOptions): Promise<string> {
  if (plan !== undefined) return plan
  if (answers !== undefined) return (await readAnswers(host, answers)).answers.plan
  if (dryRun !== true && !host.yes) return planAsked(host, whatKind)
  const unasked = await planUnasked(host)
  if (dryRun === true && unasked.others) host.stderr(`${pick(shown(unasked.plan), host.lang)}\n`)
  return unasked.plan
}

/** Who only looks must not take the usual plan for the only one. */
function shown(plan: string): Text {
  return {
    en: `This shows the plan ${plan}; --plan names another.`,
    nl: `Dit toont het plan ${plan}; --plan noemt een ander.`,
  }
}

const whatKind: Text = { en: 'What kind of attack is it?', nl: 'Wat voor aanval is het?' }

/** One that is open and not here may have been put away on another disk: who begins anew must know. */
function tellGone(host: Host, slug: string): void {
  for (const { incident, lines, closed } of missingRecords(host.home)) {
    if (closed || !isOf(incident, slug)) continue
    const shown = harmlessLine(incident, 200)
    tellWarning(host, {
      en: `this machine’s own memory of heads says that it sealed ${lines} lines of ${shown}, which was open and is not here: if that is the same attack, stop, and put its folder back first`,
      nl: `volgens het eigen geheugen van dit toestel verzegelde het ${lines} regels van ${shown}, dat nog liep en er niet is: gaat het om dezelfde aanval, stop dan, en zet eerst die map terug`,
    })
  }
}

/** An exercise, or a folder of exercises that can't be read, keeps nobody from an incident. */
function playedDrills(host: Host): readonly string[] {
  try {
    return liveRecords(host.home, 'drill')
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    host.stderr(`${harmlessLine(pick(error.text, host.lang), 300)}\n`)
    return []
  }
}

/** An exercise is going on beside it, which stops by itself as soon as the record of the incident is written. */
function real(drills: readonly string[]): { readonly en: string; readonly nl: string } {
  const names = harmlessLine(drills.join(', '), 200)
  return {
    en: `THIS IS REAL, NO EXERCISE. The exercise on this machine stops now: ${names}`,
    nl: `DIT IS ECHT, GEEN OEFENING. De oefening op deze machine stopt nu: ${names}`,
  }
}

function leftAlone(name: string, { lang }: Host): string {
  const shown = harmlessLine(name, 200)
  return pick(
    {
      en: `The record of ${shown} can't be read or does not verify, and is left as it is: cyber-respond verify ${shown}\n`,
      nl: `Het logboek van ${shown} is niet leesbaar of klopt niet, en blijft zoals het is: cyber-respond verify ${shown}\n`,
    },
    lang,
  )
}
