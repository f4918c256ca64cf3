import { isApart } from '../core/statements.ts'
import { type Lang, pick } from '../core/text.ts'
import { showExact, showStated } from '../ui/time.ts'
import { clockTexts, clockTone, weightWords } from './clock-words.ts'
import type { Block } from './document.ts'
import type { ClockLine, NoticeLine, Report } from './report.ts'

/** The clocks with their starts, dues and ends, where each rule stands, and the notices that went out. */
export function clockSection({ clocks, notices }: Report, lang: Lang): readonly Block[] {
  const nl = lang === 'nl'
  if (clocks.length === 0) return []
  const heading = { kind: 'heading', level: 2, text: nl ? 'Klokken en meldingen' : 'Clocks and notices' } as const
  const intro = {
    kind: 'text',
    text: nl
      ? 'Een wettelijke plicht moet, een streefdoel stelt de gemeente zichzelf, een dreiging komt van de aanvaller.'
      : 'A legal duty must be met, a target is what the municipality asks of itself, a threat comes from the attacker.',
  } as const
  const table = {
    kind: 'table',
    caption: nl ? 'Klokken' : 'Clocks',
    head: nl
      ? ['Klok', 'Soort', 'Gestart', 'Uiterlijk', 'Afgehandeld', 'Uitkomst', 'Grond']
      : ['Clock', 'Kind', 'Started', 'Due', 'Met', 'Outcome', 'Source'],
    widths: [14, 10, 12, 12, 16, 16, 20],
    rows: clocks.map((clock) => [
      clock.title[lang],
      weightWords[clock.weight][lang],
      bothMoments(clock.startedAt, clock.startedWritten, clock.startedBy, lang),
      moment(clock.due, lang),
      metText(clock, lang),
      outcome(clock, lang),
      clock.source[lang],
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
  const nl = lang === 'nl'
  if (notices.length === 0) return []
  return [
    {
      kind: 'table',
      caption: nl ? 'Meldingen' : 'Notices',
      head: nl
        ? ['Melding', 'Klaargemaakt', 'Verstuurd', 'Hoe', 'Referentie']
        : ['Notice', 'Prepared', 'Sent', 'How', 'Reference'],
      widths: [28, 20, 20, 10, 22],
      rows: notices.map(({ title, preparedAt, sent }) => [
        title[lang],
        moment(preparedAt, lang),
        sent === null
          ? ({ text: nl ? 'NIET VERSTUURD' : 'NOT SENT', tone: 'bad' } as const)
          : bothMoments(sent.at, sent.written, sent.by, lang),
        sent?.how ?? '',
        sent?.reference ?? '',
      ]),
    },
  ]
}
