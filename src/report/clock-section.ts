import { isApart } from '../core/statements.ts'
import { type Lang, pick } from '../core/text.ts'
import { showExact, showStated } from '../ui/time.ts'
import { clockTexts, clockTone, weightWords } from './clock-words.ts'
import type { Block } from './document.ts'
import type { ClockLine, NoticeLine, Report } from './report.ts'

/** The clocks with their starts, dues and ends, where each rule stands, and the notices that went out. */
export function clockSection({ clocks, notices }: Report, lang: Lang): readonly Block[] {
  if (clocks.length === 0) return []
  const heading = {
    kind: 'heading',
    level: 2,
    text: pick({ en: 'Clocks and notices', nl: 'Klokken en meldingen' }, lang),
  } as const
  const intro = {
    kind: 'text',
    text: pick(
      {
        en: 'A legal duty must be met, a target is what the municipality asks of itself, a threat comes from the attacker.',
        nl: 'Een wettelijke plicht moet, een streefdoel stelt de gemeente zichzelf, een dreiging komt van de aanvaller.',
      },
      lang,
    ),
  } as const
  const table = {
    kind: 'table',
    caption: pick({ en: 'Clocks', nl: 'Klokken' }, lang),
    head: pick(
      {
        en: ['Clock', 'Kind', 'Started', 'Due', 'Met', 'Outcome', 'Source'],
        nl: ['Klok', 'Soort', 'Gestart', 'Uiterlijk', 'Afgehandeld', 'Uitkomst', 'Grond'],
      },
      lang,
    ),
    widths: [14, 10, 12, 12, 16, 16, 20],
    rows: clocks.map((clock) => [
      pick(clock.title, lang),
      pick(weightWords[clock.weight], lang),
      bothMoments(clock.startedAt, clock.startedWritten, clock.startedBy, lang),
      moment(clock.due, lang),
      metText(clock, lang),
      outcome(clock, lang),
      pick(clock.source, lang),
    ]),
  } as const
  return [heading, intro, table, ...noticeTable(notices, lang)]
}

function outcome(clock: ClockLine, lang: Lang) {
  const tone = clockTone(clock)
  const text = clockTexts(clock, lang)
  return tone === undefined ? text : { text, tone }
}

function metText({ metAt, metWritten, metSaidBy, reference }: ClockLine, lang: Lang): string {
  const at = bothMoments(metAt, metWritten, metSaidBy, lang)
  return reference === null ? at : `${at} (${reference})`
}

/** A stated moment and the moment at which it was written, where these are more than a minute apart. */
function bothMoments(at: string | null, written: string | null, by: string | null, lang: Lang): string {
  if (at === null || written === null) return moment(at, lang)
  // Who states a time knows the minute.
  if (!isApart({ at, written })) return showStated(at, lang)
  const [said, later] = [showStated(at, lang), showStated(written, lang)]
  return pick(
    { en: `${said} as ${by} says, written ${later}`, nl: `${said} volgens ${by}, geschreven op ${later}` },
    lang,
  )
}

function moment(at: string | null, lang: Lang): string {
  return at === null ? '' : showExact(at, lang)
}

function noticeTable(notices: readonly NoticeLine[], lang: Lang): readonly Block[] {
  if (notices.length === 0) return []
  return [
    {
      kind: 'table',
      caption: pick({ en: 'Notices', nl: 'Meldingen' }, lang),
      head: pick(
        {
          en: ['Notice', 'Prepared', 'Sent', 'How', 'Reference'],
          nl: ['Melding', 'Klaargemaakt', 'Verstuurd', 'Hoe', 'Referentie'],
        },
        lang,
      ),
      widths: [28, 20, 20, 10, 22],
      rows: notices.map(({ title, preparedAt, sent }) => [
        pick(title, lang),
        moment(preparedAt, lang),
        sent === null
          ? ({ text: pick({ en: 'NOT SENT', nl: 'NIET VERSTUURD' }, lang), tone: 'bad' } as const)
          : bothMoments(sent.at, sent.written, sent.by, lang),
        sent?.how ?? '',
        sent?.reference ?? '',
      ]),
    },
  ]
}
