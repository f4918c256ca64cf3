import { parseDuration } from '../../core/duration.ts'
import type { Rating } from '../../core/event.ts'
import { epochOf } from '../../core/exercise-time.ts'
import { readMoment } from '../../core/moment.ts'
import type { Said, Text } from '../../core/text.ts'
import type { DrillState, MessageEdit } from '../../drill/drill-state.ts'
import { mostSpeed, type Order } from '../../drill/order.ts'
import type { Inject } from '../../drill/scenario.ts'
import type { Asker } from '../../prompts/asker.ts'
import { askPersonName } from '../../prompts/name.ts'
import { ratings } from '../../ui/drill-event.ts'
import { comingOf, comingText } from '../../ui/facilitator.ts'
import { renderInject } from '../../ui/inject-sheet.ts'
import type { Look } from '../../ui/look.ts'
import { renderSituation } from '../../ui/situation.ts'
import type { DrillView } from './view.ts'

/** The parts of a facilitator's session. */
export interface Control extends DrillView {
  readonly asker: Asker
  readonly look: Look
  readonly by: string
  /** A text of the scenario with its values. */
  filled(text: Text): Said
}

/** One thing that a facilitator can want. null: nothing after all. */
export interface Wish {
  readonly name: Text
  ask(control: Control): Promise<Order | null>
}

/** The things that can be wanted now. An observer only looks and notes. */
export function wishes(drill: DrillState, observes: boolean): readonly Wish[] {
  if (observes) return [observe, read, players, overview]
  if (drill.ended !== null) return [observe, read, overview]
  const pause = drill.speed === 0 ? resume : pauseNow
  return [send, read, hold, edit, improvise, pause, jump, speed, observe, players, overview, end]
}

const back: Text = { en: 'Back', nl: 'Terug' }
const orBack: Text = { en: '(empty: back)', nl: '(leeg: terug)' }

async function oneToCome(control: Control, question: Text): Promise<string | null> {
  const { asker, scenario, drill, look: drawn } = control
  const coming = comingOf(scenario, drill)
  return asker.find<string | null>(question, [
    ...coming.map((inject) => ({
      code: inject.id,
      name: comingText(inject, control, drawn),
      value: inject.id,
    })),
    { name: back, value: null },
  ])
}

function withInject(kind: 'send' | 'hold', name: Text): Wish {
  return {
    name,
    ask: async (control) => {
      const inject = await oneToCome(control, name)
      if (inject === null) return null
      const { by, drill } = control
      return { by, kind: kind === 'hold' && drill.held.has(inject) ? 'release' : kind, inject }
    },
  }
}

const send = withInject('send', { en: 'Send a message now…', nl: 'Stuur een bericht nu…' })
const hold = withInject('hold', { en: 'Hold back, or let go…', nl: 'Houd achter, of geef vrij…' })

/** One thing of a message at a time: what is not changed goes on to follow the script. */
const edit: Wish = {
  name: { en: 'Change a message…', nl: 'Wijzig een bericht…' },
  ask: async (control) => {
    const inject = await oneToCome(control, edit.name)
    if (inject === null) return null
    const { by, asker, scenario, look: drawn } = control
    const written = scenario.injects.find(({ id }) => id === inject)
    if (written !== undefined) asker.print(`\n${renderInject(written, control, drawn)}\n`)
    const part = await asker.pick<keyof MessageEdit | null>({ en: 'What do you change?', nl: 'Wat wijzigt u?' }, [
      { name: { en: 'The text', nl: 'De tekst' }, value: 'text' },
      { name: { en: 'From whom it is', nl: 'Van wie het komt' }, value: 'from' },
      { name: { en: 'For whom it is', nl: 'Voor wie het is' }, value: 'to' },
      { name: { en: 'How it comes', nl: 'Hoe het binnenkomt' }, value: 'channel' },
      { name: back, value: null },
    ])
    if (part === null) return null
    if (part === 'to') return { by, kind: 'edit', inject, to: await askRole(control) }
    if (part === 'channel') return { by, kind: 'edit', inject, channel: await askChannel(control) }
    const answer = await (part === 'text' ? asker.prose(newWords.text) : asker.line(newWords.from))
    return answer === '' ? null : { by, kind: 'edit', inject, [part]: answer }
  },
}

const newWords: Readonly<Record<'text' | 'from', Text>> = {
  text: { en: `The new text ${orBack.en}`, nl: `De nieuwe tekst ${orBack.nl}` },
  from: { en: `From whom? ${orBack.en}`, nl: `Van wie? ${orBack.nl}` },
}

function askRole({ asker, scenario }: Control): Promise<string> {
  return asker.pick<string>({ en: 'For whom?', nl: 'Voor wie?' }, [
    ...scenario.roles.map(({ id, title }) => ({ name: title, value: id })),
    ...(scenario.roles.length === 0 ? [{ name: { en: 'the players', nl: 'de spelers' }, value: 'lead' }] : []),
  ])
}

function askChannel({ asker }: Control): Promise<string> {
  return asker.pick<string>({ en: 'How does it come?', nl: 'Hoe komt het binnen?' }, [
    { name: { en: 'Phone', nl: 'Telefoon' }, value: 'phone' },
    { name: { en: 'Mail', nl: 'Mail' }, value: 'mail' },
    { name: { en: 'In person', nl: 'Ter plaatse' }, value: 'in-person' },
    { name: { en: 'Press', nl: 'Pers' }, value: 'press' },
    { name: { en: 'Social media', nl: 'Sociale media' }, value: 'social' },
    { name: { en: 'Radio', nl: 'Radio' }, value: 'radio' },
    { name: { en: 'On a screen', nl: 'Op een scherm' }, value: 'screen' },
    { name: { en: 'On paper', nl: 'Op papier' }, value: 'paper' },
  ])
}

const read: Wish = {
  name: { en: 'Read a message of the scenario…', nl: 'Lees een bericht van het scenario…' },
  ask: async (control) => {
    const { asker, scenario, look: drawn } = control
    const inject = await asker.find<Inject | null>(read.name, [
      ...scenario.injects.map((one) => ({ code: one.id, name: comingText(one, control, drawn), value: one })),
      { name: back, value: null },
    ])
    if (inject !== null) asker.print(`\n${renderInject(inject, control, drawn)}\n`)
    return null
  },
}

const improvise: Wish = {
  name: { en: 'Make up a message…', nl: 'Verzin een bericht…' },
  ask: async (control) => {
    const { asker, by } = control
    const from = await asker.line(newWords.from)
    if (from === '') return null
    const to = await askRole(control)
    const channel = await askChannel(control)
    const text = await asker.prose({ en: `What does it say? ${orBack.en}`, nl: `Wat staat erin? ${orBack.nl}` })
    return text === '' ? null : { by, kind: 'improvise', from, to, channel, text }
  },
}

const pauseNow: Wish = {
  name: { en: 'Pause', nl: 'Pauzeer' },
  ask: async ({ by }) => ({ by, kind: 'pause' }),
}

const resume: Wish = {
  name: { en: 'Go on', nl: 'Ga verder' },
  ask: async ({ by }) => ({ by, kind: 'resume' }),
}

const jump: Wish = {
  name: { en: 'Jump ahead…', nl: 'Spring vooruit…' },
  ask: async ({ asker, by, now, drill, scenario }) => {
    const target = (text: string): Temporal.Instant | null => jumpTo(text, now)
    const over = (epochOf(drill.begun) ?? 0) + parseDuration(scenario.length)
    // A slip of the finger would end the exercise, and its clock never goes back.
    const isTooFar = (at: Temporal.Instant): boolean => now.epochMilliseconds <= over && at.epochMilliseconds > over
    const text = await asker.line(
      {
        en: `To when? (2h, 3d, 08:00, 2022-12-14T09:00) ${orBack.en}`,
        nl: `Naar wanneer? (2h, 3d, 08:00, 2022-12-14T09:00) ${orBack.nl}`,
      },
      {
        check: (typed) => {
          if (typed === '') return null
          const at = target(typed)
          if (at === null) return { en: 'not a moment that is still to come', nl: 'geen moment dat nog moet komen' }
          return isTooFar(at) ? afterTheEnd : null
        },
      },
    )
    const at = text === '' ? null : target(text)
    return at === null ? null : { by, kind: 'jump', at: at.toString({ smallestUnit: 'millisecond' }) }
  },
}

const afterTheEnd: Text = {
  en: 'the exercise is over by then; "End the exercise…" ends it',
  nl: 'dan is de oefening voorbij; "Beëindig de oefening…" beëindigt ze',
}

/** A moment behind `now`: so long from then, or a time of day (the next one), or a moment. */
export function jumpTo(text: string, now: Temporal.Instant): Temporal.Instant | null {
  const at = durationFrom(text, now) ?? momentAhead(text, now)
  return at !== null && Temporal.Instant.compare(at, now) > 0 ? at : null
}

function durationFrom(text: string, now: Temporal.Instant): Temporal.Instant | null {
  try {
    return now.add({ milliseconds: parseDuration(text.trim()) })
  } catch {
    return null
  }
}

/** In an hour that comes twice the first: an exercise can jump once more. */
function momentAhead(text: string, now: Temporal.Instant): Temporal.Instant | null {
  const read = readMoment(text, now, 'ahead')
  if (read.kind === 'wrong') return null
  return read.kind === 'at' ? read.at : read.at[0]
}

const speed: Wish = {
  name: { en: 'Speed of the clock…', nl: 'Snelheid van de klok…' },
  ask: async ({ asker, by }) => {
    const text = await asker.line(
      {
        en: `How many times as fast as time, 1 to ${mostSpeed}? ${orBack.en}`,
        nl: `Hoeveel keer zo snel als de tijd, 1 tot ${mostSpeed}? ${orBack.nl}`,
      },
      {
        check: (typed) =>
          typed === '' || (/^\d{1,4}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= mostSpeed)
            ? null
            : { en: `a whole number, 1 to ${mostSpeed}`, nl: `een geheel getal, 1 tot ${mostSpeed}` },
      },
    )
    return text === '' ? null : { by, kind: 'speed', speed: Number(text) }
  },
}

const observe: Wish = {
  name: { en: 'Note what you see…', nl: 'Noteer wat u ziet…' },
  ask: async ({ asker, by, scenario }) => {
    const text = await asker.prose({ en: `What do you see? ${orBack.en}`, nl: `Wat ziet u? ${orBack.nl}` })
    if (text === '') return null
    const objective = await asker.pick<string | null>(
      { en: 'About which objective?', nl: 'Over welke doelstelling?' },
      [
        { name: { en: 'None', nl: 'Geen' }, value: null },
        ...scenario.objectives.map(({ id, title }) => ({ name: title, value: id })),
      ],
    )
    const player = await askPersonName(
      asker,
      { en: 'About whom? (may be empty)', nl: 'Over wie? (mag leeg)' },
      { optional: true },
    )
    const rating =
      objective === null
        ? null
        : await asker.pick<Rating | null>({ en: 'Your rating of it?', nl: 'Uw oordeel erover?' }, [
            { name: { en: 'None: what is measured counts', nl: 'Geen: de meting telt' }, value: null },
            ...(Object.keys(ratings) as Rating[]).map((one) => ({
              name: { en: `${one}  ${ratings[one].en}`, nl: `${one}  ${ratings[one].nl}` },
              value: one,
            })),
          ])
    return {
      ...{ by, kind: 'observe', text },
      ...(objective === null ? {} : { objective }),
      ...(player === '' ? {} : { player }),
      ...(rating === null ? {} : { rating }),
    }
  },
}

const players: Wish = {
  name: { en: 'What the players see', nl: 'Wat de spelers zien' },
  ask: async ({ asker, view, now, look: drawn }) => {
    asker.print(`\n${renderSituation(view, view.ready[0] ?? null, now, drawn)}\n`)
    return null
  },
}

/** Shows how everything stands; the control does that itself. */
export const overview: Wish = {
  name: { en: 'Overview', nl: 'Overzicht' },
  ask: async () => null,
}

const notEnd: Text = { en: 'type end, or nothing', nl: 'typ einde, of niets' }

const end: Wish = {
  name: { en: 'End the exercise…', nl: 'Beëindig de oefening…' },
  ask: async ({ asker, by }) => {
    const text = await asker.line(
      { en: 'Type "end" to end it (empty: back)', nl: 'Typ "einde" om ze te beëindigen (leeg: terug)' },
      {
        check: (typed) => (['', 'end', 'einde'].includes(typed.toLowerCase()) ? null : notEnd),
      },
    )
    return text === '' ? null : { by, kind: 'end' }
  },
}
