import { basename } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { kindOf } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import { giveOrder } from '../../adapters/simulated/drill-orders.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { needs03 } from '../../core/needs.ts'
import { shellWord } from '../../core/shell-word.ts'
import { pick } from '../../core/text.ts'
import { didYouMean } from '../../runbook/finding.ts'
import { viewDrill } from '../drill/view.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, type Incident } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { optionMoment } from '../wiring/option-moment.ts'
import { record } from '../wiring/record.ts'

interface NoteOptions {
  /** Code or id of a step: the note says what is wrong with it. */
  readonly redline?: string
  /** When it happened, as it was typed. */
  readonly at?: string
}

/** Writes a note in the record of an incident or a drill. While a drill is played, who plays it writes it down. */
export async function note(host: Host, name: string, text: string, { redline, at }: NoteOptions = {}): Promise<number> {
  if (text.trim() === '') {
    const one = shellWord(harmlessLine(name, 100))
    throw new Fault({
      code: 'note.empty',
      exit: exit.usage,
      message: { en: 'the note is empty', nl: 'de notitie is leeg' },
      hint: { en: `cyber-respond note ${one} what happened`, nl: `cyber-respond note ${one} wat er gebeurde` },
    })
  }
  const actor = operatorName(host)
  const folder = await findIncident(host, name, 'open')
  if (kindOf(folder) === 'drill' && at !== undefined) throw inDrill()
  const happened = at === undefined ? {} : { at: optionMoment(at, wallClock.now()), needs: needs03 }
  if (kindOf(folder) === 'drill' && liveRecords(host.home, 'drill').includes(basename(folder))) {
    const { incident } = await viewDrill(host, folder)
    giveOrder(folder, { by: actor, kind: 'note', text, ...about(incident, redline) })
    host.stderr(`${pick(left, host.lang)}\n`)
    return exit.done
  }
  await record(host, name, async (incident) => [
    { type: 'note.added', actor, data: { text, ...about(incident, redline), ...happened } },
  ])
  return exit.done
}

const left = {
  en: "EXERCISE: the players' terminal writes it in the record",
  nl: 'OEFENING: de terminal van de spelers schrijft het in het logboek',
}

/** The clock of an exercise is another one, and stands still when nobody plays. */
function inDrill(): Fault {
  return new Fault({
    code: 'note.at-drill',
    exit: exit.usage,
    message: { en: 'in an exercise a note has no --at', nl: 'in een oefening heeft een notitie geen --at' },
    hint: { en: 'write the hour in the note', nl: 'schrijf het uur in de notitie' },
  })
}

/** The step that a redline is about, as `runbook/step`. */
function about({ book }: Incident, redline: string | undefined): { readonly redline?: string } {
  if (redline === undefined) return {}
  const steps = book.runbooks.flatMap(({ id, steps: own }) =>
    own.map((step) => ({ code: step.code, id: `${id}/${step.id}` })),
  )
  const wanted = redline.replace(/\[.*$/, '')
  const found = steps.find(({ code, id }) => code.toLowerCase() === wanted.toLowerCase() || id === wanted)
  if (found !== undefined) return { redline: found.id }
  throw new Fault({
    code: 'note.redline-step',
    exit: exit.usage,
    message: { en: `there is no step "${redline}"`, nl: `er is geen stap "${redline}"` },
    hint: { en: 'name it by its code, as I3', nl: 'noem ze met haar code, zoals I3' },
    ...didYouMean(
      redline,
      steps.flatMap(({ code, id }) => [code, id]),
    ),
  })
}
