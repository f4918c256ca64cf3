import { join, resolve } from 'node:path'
import { writeNewFile } from '../../adapters/disk/new-file.ts'
import { unwritableOutput } from '../../adapters/disk/unwritable.ts'
import { readRunbookFile, readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { scenarioFolder } from '../../adapters/home/scenario-files.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { shellWord } from '../../core/shell-word.ts'
import { pick, type Text } from '../../core/text.ts'
import { type DrilledPlan, drilledPlan } from '../../drill/drilled-plan.ts'
import { isFileOf, isScenarioId } from '../../drill/scenario-id.ts'
import { scenarioTemplate } from '../../drill/scenario-template.ts'
import { timelineScenario } from '../../drill/timeline-scenario.ts'
import { checkMoments, readTimelines, timelineOf } from '../../drill/timelines.ts'
import { textOf } from '../../runbook/decode.ts'
import { quoted } from '../../runbook/finding.ts'
import type { Host } from '../wiring/host.ts'
import { compiledOrLoadedPlan } from '../wiring/load-plan.ts'
import { planAsked, planUnasked } from '../wiring/plans.ts'

export interface NewScenarioOptions {
  /** The plan that it exercises. Not given: a person is asked, and without one it is the usual plan. */
  readonly plan?: string
  /** A file of timelines of real attacks. */
  readonly from?: string
  /** One of its cases, by id. Without `from`, of the timelines that ship. */
  readonly case?: string
  readonly out?: string
}

/** Writes a scenario to fill in, or the draft of one from what really happened. A file that stands there is left alone. */
export async function newScenario(host: Host, id: string, own: NewScenarioOptions): Promise<number> {
  if (!isScenarioId(id)) throw noId(id)
  if (own.out !== undefined && !isFileOf(id, own.out)) throw otherName(id, own.out)
  const path = resolve(host.process.cwd(), own.out ?? `${id}.yaml`)
  const plan = await planOf(host, own)
  const fromTimeline = own.from !== undefined || own.case !== undefined
  const text = fromTimeline ? await draft(host, id, plan, own) : scenarioTemplate(id, tomorrow(), plan, host.lang)
  writeNewFile(path, text, false, { taken, notWritable: unwritableOutput })
  if (host.json) {
    host.stdout(`${harmlessJson({ scenario: id, plan: plan.id, path })}\n`)
    return exit.done
  }
  host.stdout(`${harmless(path)}\n`)
  const lint = `cyber-respond drill lint ${harmless(shellWord(own.out ?? `${id}.yaml`))}`
  const next: Text = {
    en: `Open it in an editor, and check it: ${lint}`,
    nl: `Open het in een editor, en controleer het: ${lint}`,
  }
  host.stderr(`${pick(next, host.lang)}\n`)
  return exit.done
}

async function planOf(host: Host, { plan }: NewScenarioOptions): Promise<DrilledPlan> {
  const { plan: loaded } = await compiledOrLoadedPlan(
    await readRunbookFiles(host.runbooks),
    plan ?? (await planNotGiven(host)),
  )
  return drilledPlan(loaded)
}

/** Who can't be asked must not take the usual plan for the only one. */
async function planNotGiven(host: Host): Promise<string> {
  if (host.interactive && !host.yes && !host.json) return planAsked(host, question)
  const { plan, others } = await planUnasked(host)
  const said: Text = {
    en: `It is for the plan ${plan}; --plan names another.`,
    nl: `Het is voor het plan ${plan}; --plan noemt een ander.`,
  }
  if (others) host.stderr(`${pick(said, host.lang)}\n`)
  return plan
}

const question: Text = { en: 'For which kind of attack is it?', nl: 'Voor welke soort aanval is het?' }

async function draft(host: Host, id: string, plan: DrilledPlan, own: NewScenarioOptions): Promise<string> {
  const file = own.from ?? join(scenarioFolder(null), 'timelines.json')
  const bytes = await readRunbookFile(resolve(host.process.cwd(), file))
  const text = textOf(file, bytes)
  const timelines = readTimelines(file, text)
  const [only] = timelines.length === 1 && own.case === undefined ? timelines : []
  const timeline = only ?? timelineOf(timelines, own.case ?? id)
  checkMoments(file, text, timeline)
  return timelineScenario(id, timeline, plan, host.lang)
}

/** The usual start, half past eight tomorrow: an ordinary morning. */
function tomorrow(): string {
  return `${Temporal.Now.plainDateISO('Europe/Brussels').add({ days: 1 }).toString()}T08:30`
}

function noId(id: string): Fault {
  return new Fault({
    code: 'scenario.no-id',
    exit: exit.usage,
    message: {
      en: `${quoted(id)} can't be the id of a scenario`,
      nl: `${quoted(id)} kan geen id van een scenario zijn`,
    },
    hint: {
      en: 'write lower-case words with hyphens, at most 64 characters, as in our-town-2027',
      nl: 'schrijf woorden in kleine letters met koppeltekens, hoogstens 64 tekens, zoals in onze-stad-2027',
    },
  })
}

/** A scenario is found by the name of its file, so the lint of one that is called otherwise refuses it. */
function otherName(id: string, out: string): Fault {
  const shown = harmlessLine(out, 100)
  return new Fault({
    code: 'scenario.out-name',
    exit: exit.usage,
    message: {
      en: `the file of the scenario ${id} must be called ${id}.yaml, and not ${shown}`,
      nl: `het bestand van het scenario ${id} moet ${id}.yaml heten, en niet ${shown}`,
    },
    hint: {
      en: `give --out FOLDER/${id}.yaml, or another id`,
      nl: `geef --out MAP/${id}.yaml, of een andere id`,
    },
  })
}

function taken(shown: string): Fault {
  return new Fault({
    code: 'scenario.exists',
    exit: exit.usage,
    message: { en: `${shown} is there already`, nl: `${shown} bestaat al` },
    hint: { en: 'give --out for another place', nl: 'geef --out voor een andere plaats' },
  })
}
