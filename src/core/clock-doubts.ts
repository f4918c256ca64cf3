import type { ClockSource, DoubtedClock } from './doubted-clock.ts'
import { type Lang, pick, type Text } from './text.ts'
import { wallTime } from './wall-time.ts'

/**
 * A moment that is known without a network, and what the clock of this machine can't be if it is right. `program`: when the files of
 * this program were written; `kit`: when the kit was made from which the program was started; `contacts`: the day on which somebody
 * looked at the newest contact of the plan; `record`: when the newest record of this home was written; `system`: the last time that
 * the system had from the network, as it keeps it. None of them lies ahead. `hardware`: the other clock of the machine, which goes on
 * while it is off.
 */
export interface KnownMoment {
  readonly from: ClockSource
  readonly at: Temporal.Instant
}

/** Clocks are set by a little all the time, and a disk keeps times more coarsely than the system does. */
const ahead = { minutes: 5 } as const
/** A clock of the hardware may keep the time of a place: up to 14 hours from UTC. What is a day off is no time zone. */
const mostZoneHours = 20

const names: { readonly [F in ClockSource]: Text } = {
  program: { en: 'this program was put here later than that', nl: 'dit programma werd later dan dat hier gezet' },
  kit: {
    en: 'the kit that the program was started from was made later than that',
    nl: 'de kit waarvan het programma gestart is, werd later dan dat gemaakt',
  },
  contacts: {
    en: 'somebody looked at the contacts of this plan later than that',
    nl: 'iemand keek de contacten van dit plan later dan dat na',
  },
  record: {
    en: 'a record of this home was written later than that',
    nl: 'in deze map werd later dan dat een logboek geschreven',
  },
  system: {
    en: 'this machine had a later time from the network before',
    nl: 'dit toestel kreeg eerder een latere tijd van het netwerk',
  },
  hardware: {
    en: 'the other clock of this machine, in its hardware, says another day',
    nl: 'de andere klok van dit toestel, in de hardware, zegt een andere dag',
  },
}

/** A reason to doubt the clock of this machine, and the moment that speaks against it. */
export interface ClockDoubt {
  readonly from: ClockSource
  readonly at: Temporal.Instant
  readonly why: Text
}

/**
 * The reasons to doubt the clock of this machine, the strongest (the furthest away) first; none: nothing here speaks against it,
 * which does not make it right.
 */
export function clockDoubts(now: Temporal.Instant, known: readonly KnownMoment[]): readonly ClockDoubt[] {
  const off = (at: Temporal.Instant): number => Math.abs(at.epochMilliseconds - now.epochMilliseconds)
  return known
    .filter(({ from, at }) =>
      from === 'hardware' ? off(at) > mostZoneHours * 3_600_000 : Temporal.Instant.compare(at, now.add(ahead)) > 0,
    )
    .toSorted((a, b) => off(b.at) - off(a.at))
    .map(({ from, at }) => ({ from, at, why: names[from] }))
}

/** What a record says of it, in a sentence. */
export function doubtText({ clock, against, told }: DoubtedClock): Text {
  const whys = (lang: Lang): string =>
    against.map(({ from, at }) => `${pick(names[from], lang)} (${wallTime(at, lang)})`).join('; ')
  const who = {
    person: {
      en: 'who opened it was told, and opened it all the same',
      nl: 'wie het opende, kreeg dat te zien en opende het toch',
    },
    nobody: { en: 'nobody was asked', nl: 'er werd niemand iets gevraagd' },
  }[told]
  return {
    en: `the clock of the machine said ${wallTime(clock, 'en')} when the incident was opened, and something spoke against it: ${whys('en')}; ${who.en}`,
    nl: `de klok van het toestel zei ${wallTime(clock, 'nl')} toen het incident geopend werd, en iets sprak dat tegen: ${whys('nl')}; ${who.nl}`,
  }
}
