import { parseDuration } from '../core/duration.ts'
import { exerciseMark } from '../core/exercise-mark.ts'
import { epochOf } from '../core/exercise-time.ts'
import { pick, type Said, type Text } from '../core/text.ts'
import { isHint } from '../drill/coach.ts'
import type { DrillState } from '../drill/drill-state.ts'
import type { Inject, Scenario } from '../drill/scenario.ts'
import { channelText } from './drill-event.ts'
import type { Look } from './look.ts'
import { roleTitle } from './role.ts'
import { showExact, showTime } from './time.ts'
import { hang, pad, wrapText } from './wrap.ts'

/** The values by which the messages to come are shown. */
export interface Coming {
  readonly scenario: Scenario
  readonly drill: DrillState
  readonly now: Temporal.Instant
  /** A text of the scenario with its values, as the players would get it now. */
  filled(text: Text): Said
}

interface Facts extends Coming {
  readonly municipality: string
  readonly level: string
  readonly isLive: boolean
}

const words = {
  clock: { en: 'clock', nl: 'klok' },
  world: { en: 'world', nl: 'wereld' },
  coming: { en: 'coming', nl: 'komt nog' },
  open: { en: 'unanswered', nl: 'onbeantwoord' },
  paused: { en: 'STANDS STILL', nl: 'STAAT STIL' },
  over: { en: 'the exercise is over', nl: 'de oefening is voorbij' },
  away: { en: "the players' terminal is closed", nl: 'de terminal van de spelers is gesloten' },
  minute: { en: 'minute', nl: 'minuut' },
  held: { en: 'held back', nl: 'achtergehouden' },
  waits: { en: 'when it is time', nl: 'als het zover is' },
  yours: { en: 'when you send it', nl: 'als u het stuurt' },
  nothing: { en: 'nothing', nl: 'niets' },
  machines: { en: 'machines encrypted', nl: 'machines versleuteld' },
  links: { en: 'links open', nl: 'verbindingen open' },
  backups: { en: 'backups', nl: 'back-ups' },
  attached: { en: 'attached', nl: 'verbonden' },
  detached: { en: 'detached', nl: 'losgekoppeld' },
  clean: { en: 'clean', nl: 'gezond' },
  poisoned: { en: 'POISONED', nl: 'BESMET' },
  destroyed: { en: 'DESTROYED', nl: 'VERNIETIGD' },
} as const satisfies { readonly [word: string]: Text }

const shown = 8

/** The columns before the place: the mark of an exercise and the spaces around it. */
const markColumns = exerciseMark.length + 3

/**
 * The facilitator's screen: the clock, the simulated world, the messages to come, and those that wait for an answer.
 */
export function renderFacilitator(facts: Facts, look: Look): string {
  const { scenario, drill, municipality, level, now, isLive } = facts
  const { lang, ink, columns } = look
  const say = (word: keyof typeof words): string => pick(words[word], lang)
  const minute = Math.floor((now.epochMilliseconds - (epochOf(drill.begun) ?? now.epochMilliseconds)) / 60_000)
  const state =
    drill.ended !== null ? say('over') : !isLive ? say('away') : drill.speed === 0 ? say('paused') : `× ${drill.speed}`
  const row = (label: string, lines: readonly string[]): readonly string[] =>
    (lines.length === 0 ? [say('nothing')] : lines).map((line, index) =>
      look.plain
        ? `${label}: ${look.say(line)}.`
        : hang(` ${pad(index === 0 ? label : '', 14)}`, look.say(line), columns),
    )
  const length = Math.round(parseDuration(scenario.length) / 60_000)
  const clock = `${showExact(now.toString(), lang)}, ${state}, ${say('minute')} ${minute} / ${length}`
  const coming = comingOf(scenario, drill).map((inject) => comingText(inject, facts, look))
  const more = coming.length > shown ? [`+ ${coming.length - shown}`] : []
  const open = drill.messages
    .filter((message) => message.answer === null && !isHint(message))
    .slice(-shown)
    .map(
      ({ t, from, to }) =>
        `${showTime(Temporal.Instant.from(t), now, lang)}  ${pick(from, lang)} → ${roleTitle(scenario.roles, to, lang)}`,
    )
  const where = `${municipality}, ${pick(scenario.title, lang)} (${level})`
  const [place = '', ...rest] = look.plain ? [look.say(where)] : wrapText(look.say(where), columns - markColumns)
  return [
    ` ${ink.loud(exerciseMark)}  ${ink.strong(place)}`,
    ...rest.map((line) => ' '.repeat(markColumns) + ink.strong(line)),
    '',
    ...row(say('clock'), [clock]),
    ...row(say('world'), worldLines(drill, look)),
    ...row(say('coming'), [...coming.slice(0, shown), ...more]),
    ...row(say('open'), open),
  ].join('\n')
}

/** The messages that were not sent, in the order of their planned time; those without one come last. */
export function comingOf(scenario: Scenario, drill: DrillState): readonly Inject[] {
  const sent = new Set(drill.messages.map(({ inject }) => inject))
  const at = (inject: Inject): number => (inject.at === undefined ? Number.MAX_SAFE_INTEGER : parseDuration(inject.at))
  return scenario.injects.filter(({ id }) => !sent.has(id)).toSorted((a, b) => at(a) - at(b))
}

/** One message to come, in a line. */
export function comingText(inject: Inject, facts: Coming, look: Look): string {
  const { drill, scenario, now } = facts
  const { lang } = look
  const { id, at, when } = inject
  const { to = inject.to, channel = inject.channel, from = facts.filled(inject.from) } = drill.edited[id] ?? {}
  const begun = epochOf(drill.begun)
  const planned =
    at === undefined || begun === null
      ? pick(words[when === undefined ? 'yours' : 'waits'], lang)
      : showTime(Temporal.Instant.fromEpochMilliseconds(begun + parseDuration(at)), now, lang)
  // In front: a list of these is cut at the end of the line.
  const held = drill.held.has(id) ? `${pick(words.held, lang).toUpperCase()}, ` : ''
  const condition = at !== undefined && when !== undefined ? '?' : ''
  return `${id}: ${held}${planned}${condition}, ${pick(channelText(channel), lang)}, ${pick(from, lang)} → ${roleTitle(scenario.roles, to, lang)}`
}

function worldLines({ world }: DrillState, { lang }: Look): readonly string[] {
  const hosts = Object.values(world.hosts)
  const encrypted = hosts.reduce((sum, group) => sum + group.encrypted, 0)
  const total = hosts.reduce((sum, group) => sum + group.total, 0)
  const links = Object.entries(world.links).filter(([, { state }]) => state === 'open')
  const open = links.length === 0 ? '' : ` (${links.map(([id]) => id).join(', ')})`
  const backups = Object.entries(world.backups).map(
    ([id, { attached, state }]) =>
      `${id} ${pick(words[attached ? 'attached' : 'detached'], lang)}, ${pick(words[state], lang)}`,
  )
  return [
    `${encrypted} / ${total} ${pick(words.machines, lang)}; ${pick(words.links, lang)}: ${links.length}${open}`,
    ...(backups.length === 0 ? [] : [`${pick(words.backups, lang)}: ${backups.join('; ')}`]),
  ]
}
