import { type Lang, pick, type Text } from '../../core/text.ts'
import { weightWords } from '../clock-words.ts'
import type { Block, Cell } from '../document.ts'
import type { DrillReport } from './drill-report.ts'
import { minutesText, serviceCell } from './drill-words.ts'

/** The figures: how fast, what margin the clocks had, when services were back. */
export function metricSection({ metrics }: DrillReport, lang: Lang): readonly Block[] {
  const t = (text: Text): string => pick(text, lang)
  const { clocks, services } = metrics
  return [
    { kind: 'heading', level: 2, text: t({ en: 'Figures', nl: 'Cijfers' }) },
    { kind: 'facts', rows: figures(metrics, lang) },
    ...(clocks.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: t({ en: 'Margin of each clock', nl: 'Marge van elke klok' }),
            head: [t({ en: 'Clock', nl: 'Klok' }), t({ en: 'Kind', nl: 'Soort' }), t({ en: 'Margin', nl: 'Marge' })],
            widths: [50, 22, 28],
            rows: clocks.map((one): readonly Cell[] => [
              pick(one.title, lang),
              pick(weightWords[one.weight], lang),
              marginCell(one, lang),
            ]),
          },
        ]),
    ...(services.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: t({
              en: 'The time of a service counts from the beginning of the exercise: a record does not say when a service went down.',
              nl: 'De tijd van een dienst telt vanaf het begin van de oefening: een logboek zegt niet wanneer een dienst uitviel.',
            }),
          },
          {
            kind: 'table' as const,
            caption: t({ en: 'Services against their target', nl: 'Diensten tegenover hun streeftijd' }),
            head: [
              t({ en: 'Service', nl: 'Dienst' }),
              t({ en: 'Back after', nl: 'Terug na' }),
              t({ en: 'Target', nl: 'Streeftijd' }),
              t({ en: 'Result', nl: 'Resultaat' }),
            ],
            widths: [40, 18, 18, 24],
            rows: services.map((one): readonly Cell[] => [
              pick(one.title ?? one.id, lang),
              minutesText(one.minutes, lang),
              one.target === null ? '' : minutesText(one.target, lang),
              serviceCell(one, lang),
            ]),
          },
        ]),
  ]
}

function figures(metrics: DrillReport['metrics'], lang: Lang): readonly (readonly [string, Cell])[] {
  const t = (text: Text): string => pick(text, lang)
  const { steps, messages, ownerless, refused, responses, alone, early = [] } = metrics
  const of = (state: string): number => responses.filter((one) => one.state === state).length
  const lines = ownerless.map((seq) => seq + 1).join(', ')
  return [
    [t({ en: 'Declared after', nl: 'Afgekondigd na' }), minutesText(metrics.declare, lang)],
    [t({ en: 'All links cut after', nl: 'Alle verbindingen dicht na' }), minutesText(metrics.isolate, lang)],
    [t({ en: 'First notice after', nl: 'Eerste melding na' }), minutesText(metrics.warning, lang)],
    [t({ en: 'Public told after', nl: 'Inwoners ingelicht na' }), minutesText(metrics.publicMessage, lang)],
    [
      t({ en: 'Steps', nl: 'Stappen' }),
      t({
        en: `${steps.done} done, ${steps.proven} with proof, ${steps.unproven.length} without the proof that was asked for`,
        nl: `${steps.done} gedaan, ${steps.proven} met bewijs, ${steps.unproven.length} zonder het gevraagde bewijs`,
      }),
    ],
    [
      t({ en: 'Decisions without an owner', nl: 'Beslissingen zonder verantwoordelijke' }),
      ownerless.length === 0
        ? '0'
        : {
            text: `${ownerless.length} (${ownerless.length === 1 ? t({ en: 'line', nl: 'regel' }) : t({ en: 'lines', nl: 'regels' })} ${lines})`,
            tone: 'warn',
          },
    ],
    [t({ en: 'Approvals refused', nl: 'Geweigerde goedkeuringen' }), String(refused)],
    ...aloneRow(alone, lang),
    ...(early.length === 0
      ? []
      : [
          [
            t({ en: 'Steps taken up out of their order', nl: 'Stappen buiten de volgorde begonnen' }),
            String(early.length),
          ] as const,
        ]),
    [
      t({ en: 'Messages', nl: 'Berichten' }),
      t({
        en: `${messages.answered} answered${messages.medianMinutes === null ? '' : `, half of them within ${minutesText(messages.medianMinutes, lang)}`}, ${messages.unanswered.length} not answered${messages.open.length === 0 ? '' : `, ${messages.open.length} without time for it`}`,
        nl: `${messages.answered} beantwoord${messages.medianMinutes === null ? '' : `, de helft binnen ${minutesText(messages.medianMinutes, lang)}`}, ${messages.unanswered.length} niet beantwoord${messages.open.length === 0 ? '' : `, ${messages.open.length} zonder tijd ervoor`}`,
      }),
    ],
    [
      t({ en: 'Expected responses', nl: 'Verwachte reacties' }),
      t({
        en: `${of('met')} in time, ${of('answered')} answered in time, ${of('late')} late, ${of('missed')} did not come, ${of('open')} not reached`,
        nl: `${of('met')} op tijd, ${of('answered')} op tijd beantwoord, ${of('late')} te laat, ${of('missed')} niet gekomen, ${of('open')} niet aan toegekomen`,
      }),
    ],
  ]
}

function aloneRow(alone: DrillReport['metrics']['alone'], lang: Lang): readonly (readonly [string, Cell])[] {
  if (alone === undefined) return []
  const { all, open, refused } = alone
  const text: Text = {
    en: `${all}, not ratified: ${open}, refused afterwards: ${refused}`,
    nl: `${all}, niet bekrachtigd: ${open}, achteraf geweigerd: ${refused}`,
  }
  const label: Text = { en: 'Done without a second person', nl: 'Gedaan zonder tweede persoon' }
  return [[pick(label, lang), { text: pick(text, lang), tone: 'warn' }]]
}

/** The cell with what a clock had left when it was met. One that still runs says how much is left at the end. */
function marginCell(
  { status, minutes, writtenMinutes, weight }: DrillReport['metrics']['clocks'][number],
  lang: Lang,
): Cell {
  const t = (text: Text): string => pick(text, lang)
  if (status === 'waived') return t({ en: 'did not apply', nl: 'niet van toepassing' })
  const span = minutesText(minutes === null ? null : Math.abs(minutes), lang)
  if (status === 'met') return { text: t({ en: `${span} before it was due`, nl: `${span} op voorhand` }), tone: 'good' }
  if (status === 'met-as-stated') {
    const late = minutesText(writtenMinutes === null ? null : Math.abs(writtenMinutes), lang)
    const text = t({
      en: `${span} before it was due as stated; WRITTEN DOWN ${late} AFTER IT WAS DUE`,
      nl: `${span} op voorhand naar eigen zeggen; OPGESCHREVEN ${late} NA DE TERMIJN`,
    })
    return { text, tone: 'warn' }
  }
  if (status === 'running') return t({ en: `open at the end, ${span} left`, nl: `open op het einde, nog ${span}` })
  const text =
    status === 'met-late'
      ? t({ en: `${span} LATE`, nl: `${span} TE LAAT` })
      : t({ en: `OVERDUE by ${span}`, nl: `VERSTREKEN, ${span} te laat` })
  return { text, tone: weight === 'duty' ? 'bad' : 'warn' }
}
