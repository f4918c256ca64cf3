import type { Half } from './wall-passages.ts'

/** The part of a day that is said with an hour of twelve: `8 uur 's avonds`, `3 in the afternoon`. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night'

/** A day as it is counted from today, or no day at all: `vannacht` and `tonight` mean the night that one is in. */
interface DayWord {
  readonly days: number | null
  readonly part?: DayPart
  /** What was, whatever the question asks. */
  readonly back?: true
}

/** Monday is 1, as ISO 8601 counts. */
export const weekdayWords: ReadonlyMap<string, number> = numbered([
  ['monday', 'mon', 'maandag', 'ma'],
  ['tuesday', 'tue', 'tues', 'dinsdag', 'di'],
  ['wednesday', 'wed', 'woensdag', 'wo'],
  ['thursday', 'thu', 'thur', 'thurs', 'donderdag', 'do'],
  ['friday', 'fri', 'vrijdag', 'vr'],
  ['saturday', 'sat', 'zaterdag', 'za'],
  ['sunday', 'sun', 'zondag', 'zo'],
])

/** January is 1. */
export const monthWords: ReadonlyMap<string, number> = numbered([
  ['january', 'jan', 'januari'],
  ['february', 'feb', 'februari'],
  ['march', 'mar', 'maart', 'mrt'],
  ['april', 'apr'],
  ['may', 'mei'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug', 'augustus'],
  ['september', 'sep', 'sept'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec'],
])

export const dayWords: ReadonlyMap<string, DayWord> = new Map<string, DayWord>([
  ['day before yesterday', { days: -2 }],
  ['eergisteren', { days: -2 }],
  ['yesterday', { days: -1 }],
  ['gisteren', { days: -1 }],
  ['today', { days: 0 }],
  ['vandaag', { days: 0 }],
  ['tomorrow', { days: 1 }],
  ['morgen', { days: 1 }],
  ['day after tomorrow', { days: 2 }],
  ['overmorgen', { days: 2 }],
  ['this morning', { days: 0, part: 'morning' }],
  ['vanmorgen', { days: 0, part: 'morning' }],
  ['vanochtend', { days: 0, part: 'morning' }],
  ['this afternoon', { days: 0, part: 'afternoon' }],
  ['vanmiddag', { days: 0, part: 'afternoon' }],
  ['vannamiddag', { days: 0, part: 'afternoon' }],
  ['this evening', { days: 0, part: 'evening' }],
  ['vanavond', { days: 0, part: 'evening' }],
  ['morgenvroeg', { days: 1, part: 'morning' }],
  ['morgenochtend', { days: 1, part: 'morning' }],
  ['morgenmiddag', { days: 1, part: 'afternoon' }],
  ['morgennamiddag', { days: 1, part: 'afternoon' }],
  ['morgenavond', { days: 1, part: 'evening' }],
  ['gistermorgen', { days: -1, part: 'morning' }],
  ['gisterochtend', { days: -1, part: 'morning' }],
  ['gistermiddag', { days: -1, part: 'afternoon' }],
  ['gisternamiddag', { days: -1, part: 'afternoon' }],
  ['gisteravond', { days: -1, part: 'evening' }],
  ['gisterenavond', { days: -1, part: 'evening' }],
  ['tonight', { days: null, part: 'night' }],
  ['vannacht', { days: null, part: 'night' }],
  ['last night', { days: null, part: 'night', back: true }],
])

export const partWords: ReadonlyMap<string, DayPart> = new Map<string, DayPart>([
  ['in the morning', 'morning'],
  ['morning', 'morning'],
  ["'s morgens", 'morning'],
  ["'s ochtends", 'morning'],
  ['ochtend', 'morning'],
  ['in the afternoon', 'afternoon'],
  ['afternoon', 'afternoon'],
  ["'s middags", 'afternoon'],
  ["'s namiddags", 'afternoon'],
  ['namiddag', 'afternoon'],
  ['in the evening', 'evening'],
  ['evening', 'evening'],
  ["'s avonds", 'evening'],
  ['avond', 'evening'],
  ['at night', 'night'],
  ['night', 'night'],
  ["'s nachts", 'night'],
  ['nacht', 'night'],
])

/** Which of several days of the week is meant. `next`: people mean the coming one, or the one after it. */
export const whichWords: ReadonlyMap<string, 'last' | 'coming' | 'next'> = new Map<string, 'last' | 'coming' | 'next'>([
  ['last', 'last'],
  ['past', 'last'],
  ['vorige', 'last'],
  ['afgelopen', 'last'],
  ['this', 'coming'],
  ['coming', 'coming'],
  ['deze', 'coming'],
  ['komende', 'coming'],
  ['aanstaande', 'coming'],
  ['next', 'next'],
  ['volgende', 'next'],
])

/** The half of the year, for the hour that the end of summer time repeats. */
export const halfWords: ReadonlyMap<string, Half> = new Map<string, Half>([
  ['summer time', 'summer'],
  ['zomertijd', 'summer'],
  ['utc+2', 'summer'],
  ['winter time', 'winter'],
  ['wintertijd', 'winter'],
  ['utc+1', 'winter'],
])

/** Words that say nothing about when. */
export const fillers: ReadonlySet<string> = new Set(['at', 'om', 'op', 'on', 'the', 'de', 'van', 'brussels', 'brussel'])

/** The answers that nobody knows a time. */
export const unknownWords: ReadonlySet<string> = new Set([
  ...['unknown', 'not known', "don't know", "i don't know", 'no idea', '?'],
  ...['onbekend', 'niet bekend', 'niet gekend', 'weet niet', 'ik weet het niet', 'geen idee'],
])

function numbered(groups: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(groups.flatMap((words, index) => words.map((word) => [word, index + 1] as const)))
}
