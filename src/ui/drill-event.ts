import type { EventType } from '../core/event.ts'
import { both, pick, type Text } from '../core/text.ts'
import { roleName } from './role.ts'
import type { Teller } from './teller.ts'
import { showDuration, showExact } from './time.ts'
import { wordOf } from './word-of.ts'

type DrillEvent = Extract<EventType, `drill.${string}` | `inject.${string}` | 'world.changed'>

const clockWords = {
  started: { en: 'the exercise begins', nl: 'de oefening begint' },
  paused: { en: 'EXERCISE PAUSED', nl: 'OEFENING GEPAUZEERD' },
  resumed: { en: 'the exercise goes on', nl: 'de oefening gaat verder' },
  jumped: { en: 'the clock of the exercise jumps to', nl: 'de klok van de oefening springt naar' },
  speed: { en: 'the clock of the exercise changes its speed', nl: 'de klok van de oefening verandert van snelheid' },
  left: { en: 'the clock of the exercise stands still', nl: 'de klok van de oefening staat stil' },
  incident: {
    en: 'EXERCISE PAUSED: there is a real incident',
    nl: 'OEFENING GEPAUZEERD: er is een echt incident',
  },
} as const

const stoodWords = {
  en: 'the clock stood still while the program was stopped',
  nl: 'de klok stond stil zolang het programma stil lag',
} as const

/** HSEEP's four, in words. */
export const ratings = {
  P: { en: 'performed without challenges', nl: 'vlot uitgevoerd' },
  S: { en: 'performed with some challenges', nl: 'uitgevoerd, met enige moeite' },
  M: { en: 'performed with major challenges', nl: 'uitgevoerd, met grote moeite' },
  U: { en: 'unable to be performed', nl: 'niet gelukt' },
} as const

/** The words for the ends of an exercise. */
export const endings = {
  scenario: { en: 'the exercise is over', nl: 'de oefening is voorbij' },
  facilitator: { en: 'the facilitator ends the exercise', nl: 'de spelleider beëindigt de oefening' },
  finished: {
    en: 'the exercise is over: every step is settled',
    nl: 'de oefening is voorbij: elke stap is afgehandeld',
  },
} as const

/** The words for the events of a drill. */
export const drillTellers: { readonly [T in DrillEvent]: Teller<T> } = {
  'drill.clock': ({ at, speed, why, stood }) => {
    if (stood !== undefined) {
      const seconds = Math.round(stood / 1000)
      const span = (lang: 'en' | 'nl'): string => (seconds < 60 ? `${seconds} s` : showDuration(stood, lang))
      return both(stoodWords.en, stoodWords.nl, { en: span('en'), nl: span('nl') })
    }
    const { en, nl } = wordOf(clockWords, why)
    const factor = speed > 1 ? `, × ${speed}` : ''
    return both(en, nl, { en: `${showExact(at, 'en')}${factor}`, nl: `${showExact(at, 'nl')}${factor}` })
  },
  'inject.sent': ({ from, to, channel, text }) => {
    const way = (lang: 'en' | 'nl'): string =>
      `${pick(channelText(channel), lang)}, ${pick(from, lang)} → ${roleName(to, lang)}`
    return { en: `${way('en')}: ${pick(text, 'en')}`, nl: `${way('nl')}: ${pick(text, 'nl')}` }
  },
  'inject.held': ({ inject, held }) =>
    held
      ? both('the facilitator holds back', 'de spelleider houdt achter', inject)
      : both('the facilitator lets go', 'de spelleider geeft vrij', inject),
  'inject.edited': ({ inject, from, to, channel, text }) => {
    const changed = (lang: 'en' | 'nl'): string =>
      [
        from === undefined ? '' : `${pick({ en: 'from', nl: 'van' }, lang)} ${pick(from, lang)}`,
        to === undefined ? '' : `${pick({ en: 'for', nl: 'voor' }, lang)} ${roleName(to, lang)}`,
        channel === undefined ? '' : pick(channelText(channel), lang),
        text === undefined ? '' : pick(text, lang),
      ]
        .filter((part) => part !== '')
        .join(', ')
    return both(`the facilitator changes ${inject}`, `de spelleider wijzigt ${inject}`, {
      en: changed('en'),
      nl: changed('nl'),
    })
  },
  'inject.answered': ({ seq, text }) =>
    both(`answer to the message of line ${seq + 1}`, `antwoord op het bericht van regel ${seq + 1}`, text),
  'world.changed': ({ what }) => both('simulated', 'gesimuleerd', what),
  'drill.observed': ({ text, objective, player, rating }, { actor }) => {
    const about = [objective, player].filter((part) => part !== undefined).join(', ')
    const where = about === '' ? '' : ` (${about})`
    const judged = (lang: 'en' | 'nl'): string =>
      rating === undefined ? '' : `${rating}, ${pick(ratings[rating], lang)}. `
    return {
      en: `observed by ${actor}${where}: ${judged('en')}${text}`,
      nl: `waargenomen door ${actor}${where}: ${judged('nl')}${text}`,
    }
  },
  'drill.ended': ({ why }) => endings[why],
  'drill.answered': ({ question, answer }) => both(question, question, answer),
  'drill.refused': ({ order, why }) =>
    both(
      `order ${order} of the facilitator is not carried out`,
      `opdracht ${order} van de spelleider is niet uitgevoerd`,
      why,
    ),
}

const channels: ReadonlyMap<string, Text> = new Map([
  ['phone', { en: 'phone', nl: 'telefoon' }],
  ['mail', { en: 'mail', nl: 'mail' }],
  ['in-person', { en: 'in person', nl: 'ter plaatse' }],
  ['radio', { en: 'radio', nl: 'radio' }],
  ['social', { en: 'social media', nl: 'sociale media' }],
  ['press', { en: 'press', nl: 'pers' }],
  ['screen', { en: 'on a screen', nl: 'op een scherm' }],
  ['paper', { en: 'on paper', nl: 'op papier' }],
])

/** The words for the way in which a message reaches people. */
export function channelText(channel: string): Text {
  return channels.get(channel) ?? { en: channel, nl: channel }
}
