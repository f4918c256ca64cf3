import type { Behind, RunningAct } from '../core/behind.ts'
import type { Choice } from '../core/ports.ts'
import { inBoth, pick, type Text } from '../core/text.ts'
import type { Look } from '../ui/look.ts'
import type { Asker, Entry } from './asker.ts'
import { unlessBack } from './back.ts'
import type { More } from './more.ts'

/** What goes on, a line each: since when, and the last thing that it said. */
export function runningLines({ running }: Behind, now: Temporal.Instant, look: Look): readonly string[] {
  return running.map((act) => {
    const state = act.isWaiting ? look.say(waits) : sinceThen(act.since, now)
    const said = act.said === '' ? look.say(act.title) : act.said
    return ` ${look.ink.accent(look.fit(`${look.signs.doing} ${act.code}  ${state}  ${said}`, look.columns - 2))}`
  })
}

/** What can be chosen because something goes on: first to answer what an act wants to know. */
export function behindEntries({ running, questions }: Behind): readonly More[] {
  const answers = questions.map((question): More => {
    const name = {
      en: `Answer ${question.code}: ${question.title.en}…`,
      nl: `Antwoord op ${question.code}: ${question.title.nl}…`,
    }
    return { name, run: async () => ({ kind: 'answer', instance: question.instance }) }
  })
  if (running.length === 0) return answers
  const name = {
    en: `Stop what goes on… (${running.length})`,
    nl: `Stop wat loopt… (${running.length})`,
  }
  return [...answers, { name, run: (asker) => stopOne(asker, running) }]
}

/** Minutes and seconds, `0:07`. */
function sinceThen(since: Temporal.Instant, now: Temporal.Instant): string {
  const seconds = Math.max(0, Math.floor(since.until(now).total('seconds')))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function stopOf(act: RunningAct): Entry<Choice | null> {
  const name = inBoth((lang) => `Stop ${act.code}: ${pick(act.title, lang)}`)
  return { name, value: { kind: 'stop', instance: act.instance } }
}

function stopOne(asker: Asker, running: readonly RunningAct[]): Promise<Choice | null> {
  return asker.pick<Choice | null>(stopWhich, [...running.map(stopOf), { name: goOn, value: null }], { back: true })
}

/** Whether she leaves although acts go on, and how; null: she stays. */
export function askLeaving(asker: Asker, { running }: Behind): Promise<Choice | null> {
  const codes = running.map(({ code }) => code).join(', ')
  const question = { en: `${codes} still goes on. What then?`, nl: `${codes} loopt nog. Wat dan?` }
  const wait = { en: 'Wait until it is done, and leave then', nl: 'Wacht tot het klaar is, en stop dan' }
  return unlessBack(() =>
    asker.pick<Choice | null>(
      question,
      [
        { name: wait, value: { kind: 'leave' } },
        { name: stopAll, value: { kind: 'leave', stops: true } },
        { name: { en: 'Back', nl: 'Terug' }, value: null },
      ],
      { back: true },
    ),
  )
}

/** What she wants who pressed Ctrl-C while acts go on: none of them stopped, one, or all and to leave. Ctrl-C once more is what it always is. */
export function askStopping(asker: Asker, { running }: Behind): Promise<Choice> {
  const rows = running.map(stopOf) as readonly Entry<Choice>[]
  return asker.pick<Choice>(stopWhich, [
    { name: goOn, value: { kind: 'again' } },
    ...rows,
    { name: stopAll, value: { kind: 'leave', stops: true } },
  ])
}

const waits: Text = { en: 'waits for a place', nl: 'wacht op een plaats' }
const goOn: Text = { en: 'Leave it running, go on', nl: 'Laat het lopen, ga verder' }
const stopAll: Text = { en: 'Stop everything and leave', nl: 'Stop alles en ga weg' }
const stopWhich: Text = { en: 'Stop what goes on?', nl: 'Stoppen wat loopt?' }
