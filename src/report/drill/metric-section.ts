import type { Lang } from '../../core/text.ts'
import { weightWords } from '../clock-words.ts'
import type { Block, Cell } from '../document.ts'
import type { DrillReport } from './drill-report.ts'
import { minutesText, serviceCell } from './drill-words.ts'

/** The figures: how fast, what margin the clocks had, when services were back. */
export function metricSection({ metrics }: DrillReport, lang: Lang): readonly Block[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  const { clocks, services } = metrics
  return [
    { kind: 'heading', level: 2, text: t('Figures', 'Cijfers') },
    { kind: 'facts', rows: figures(metrics, lang) },
    ...(clocks.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: t('Margin of each clock', 'Marge van elke klok'),
            head: [t('Clock', 'Klok'), t('Kind', 'Soort'), t('Margin', 'Marge')],
            widths: [50, 22, 28],
            rows: clocks.map((one): readonly Cell[] => [
              one.title[lang],
              weightWords[one.weight][lang],
              marginCell(one, lang),
            ]),
          },
        ]),
    ...(services.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: t(
              'The time of a service counts from the beginning of the exercise: a record does not say when a service went down.',
              'De tijd van een dienst telt vanaf het begin van de oefening: een logboek zegt niet wanneer een dienst uitviel.',
            ),
          },
          {
            kind: 'table' as const,
            caption: t('Services against their target', 'Diensten tegenover hun streeftijd'),
            head: [
              t('Service', 'Dienst'),
              t('Back after', 'Terug na'),
              t('Target', 'Streeftijd'),
              t('Result', 'Resultaat'),
            ],
            widths: [40, 18, 18, 24],
            rows: services.map((one): readonly Cell[] => [
              one.title?.[lang] ?? one.id,
              minutesText(one.minutes, lang),
              one.target === null ? '' : minutesText(one.target, lang),
              serviceCell(one, lang),
            ]),
          },
        ]),
  ]
}

function figures(metrics: DrillReport['metrics'], lang: Lang): readonly (readonly [string, Cell])[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  const { steps, messages, ownerless, refused, responses } = metrics
  const of = (state: string): number => responses.filter((one) => one.state === state).length
  const lines = ownerless.map((seq) => seq + 1).join(', ')
  return [
    [t('Declared after', 'Uitgeroepen na'), minutesText(metrics.declare, lang)],
    [t('All links cut after', 'Alle verbindingen dicht na'), minutesText(metrics.isolate, lang)],
    [t('First notice after', 'Eerste melding na'), minutesText(metrics.warning, lang)],
    [t('Public told after', 'Inwoners ingelicht na'), minutesText(metrics.publicMessage, lang)],
    [
      t('Steps', 'Stappen'),
      t(
        `${steps.done} done, ${steps.proven} with proof, ${steps.unproven.length} without the proof that was asked for`,
        `${steps.done} gedaan, ${steps.proven} met bewijs, ${steps.unproven.length} zonder het gevraagde bewijs`,
      ),
    ],
    [
      t('Decisions without an owner', 'Beslissingen zonder eigenaar'),
      ownerless.length === 0
        ? '0'
        : {
            text: `${ownerless.length} (${ownerless.length === 1 ? t('line', 'regel') : t('lines', 'regels')} ${lines})`,
            tone: 'warn',
          },
    ],
    [t('Approvals refused', 'Geweigerde goedkeuringen'), String(refused)],
    [
      t('Messages', 'Berichten'),
      t(
        `${messages.answered} answered${messages.medianMinutes === null ? '' : `, half of them within ${minutesText(messages.medianMinutes, lang)}`}, ${messages.unanswered.length} not answered${messages.open.length === 0 ? '' : `, ${messages.open.length} without time for it`}`,
        `${messages.answered} beantwoord${messages.medianMinutes === null ? '' : `, de helft binnen ${minutesText(messages.medianMinutes, lang)}`}, ${messages.unanswered.length} niet beantwoord${messages.open.length === 0 ? '' : `, ${messages.open.length} zonder tijd ervoor`}`,
      ),
    ],
    [
      t('Expected responses', 'Verwachte reacties'),
      t(
        `${of('met')} in time, ${of('answered')} answered in time, ${of('late')} late, ${of('missed')} did not come, ${of('open')} not reached`,
        `${of('met')} op tijd, ${of('answered')} op tijd beantwoord, ${of('late')} te laat, ${of('missed')} niet gekomen, ${of('open')} niet aan toegekomen`,
      ),
    ],
  ]
}

/** The cell with what a clock had left when it was met. One that still runs says how much is left at the end. */
function marginCell(
  { status, minutes, writtenMinutes, weight }: DrillReport['metrics']['clocks'][number],
  lang: Lang,
): Cell {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  if (status === 'waived') return t('did not apply', 'niet van toepassing')
  const span = minutesText(minutes === null ? null : Math.abs(minutes), lang)
  if (status === 'met') return { text: t(`${span} before it was due`, `${span} op voorhand`), tone: 'good' }
  if (status === 'met-as-stated') {
    const late = minutesText(writtenMinutes === null ? null : Math.abs(writtenMinutes), lang)
    const text = t(
      `${span} before it was due as stated; WRITTEN DOWN ${late} AFTER IT WAS DUE`,
      `${span} op voorhand naar eigen zeggen; OPGESCHREVEN ${late} NA DE TERMIJN`,
    )
    return { text, tone: 'warn' }
  }
  if (status === 'running') return t(`open at the end, ${span} left`, `open op het einde, nog ${span}`)
  const text =
    status === 'met-late'
      ? t(`${span} LATE`, `${span} TE LAAT`)
      : t(`OVERDUE by ${span}`, `VERSTREKEN, ${span} te laat`)
  return { text, tone: weight === 'duty' ? 'bad' : 'warn' }
}
