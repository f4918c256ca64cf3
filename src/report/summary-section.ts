import { secondPerson } from '../core/second-person.ts'
import { type Lang, pick, plain, type Text } from '../core/text.ts'
import { falseAlarmMark } from '../ui/false-alarm.ts'
import { showExact } from '../ui/time.ts'
import { verdictWords } from '../ui/verification.ts'
import { fineSpanText } from './clock-words.ts'
import type { Block, Cell, Tone } from './document.ts'
import type { Report } from './report.ts'

const tones: Readonly<Record<Report['record']['verdict'], Tone>> = {
  witnessed: 'good',
  signed: 'good',
  unsealed: 'warn',
  torn: 'warn',
  tampered: 'bad',
}

const statuses: ReadonlyMap<string, Text> = new Map([
  ['voluntary', { en: 'outside NIS2, notifies voluntarily', nl: 'buiten NIS2, meldt vrijwillig' }],
  ['important', { en: 'important entity (NIS2)', nl: 'belangrijke entiteit (NIS2)' }],
  ['essential', { en: 'essential entity (NIS2)', nl: 'essentiële entiteit (NIS2)' }],
])

/** The section that everybody reads: which incident, whether the record can be relied on, and the figures. */
export function summarySection(report: Report, lang: Lang): readonly Block[] {
  const { record } = report
  return [
    ...(record.verdict === 'tampered' ? [tamperedAlert(report, lang)] : []),
    { kind: 'facts', rows: identity(report, lang) },
    ...(record.verdict === 'tampered' ? [] : [verdictAlert(report, lang)]),
    { kind: 'heading', level: 2, text: pick({ en: 'In short', nl: 'In het kort' }, lang) },
    { kind: 'list', items: figures(report).map((text) => pick(text, lang)) },
  ]
}

function identity({ incident, counts, record }: Report, lang: Lang): readonly (readonly [string, Cell])[] {
  const { municipality } = incident
  const t = (text: Text): string => pick(text, lang)
  const lasted = incident.closedAt === null ? null : Date.parse(incident.closedAt) - Date.parse(incident.openedAt)
  const closed =
    incident.closedAt === null
      ? {
          text: t({
            en: 'NOT CLOSED: this is an interim report',
            nl: 'NIET AFGESLOTEN: dit is een tussentijds verslag',
          }),
          tone: 'warn' as const,
        }
      : `${showExact(incident.closedAt, lang)} (${t({ en: 'after', nl: 'na' })} ${fineSpanText(lasted ?? 0, lang)})${falseAlarmWords(incident, lang)}`
  return [
    [
      t({ en: 'Municipality', nl: 'Gemeente' }),
      `${municipality.name}, ${municipality.province} (NIS ${municipality.nis})`,
    ],
    [t({ en: 'Police zone', nl: 'Politiezone' }), municipality.policeZone],
    [t({ en: 'Status', nl: 'Statuut' }), pick(statuses.get(incident.nis2) ?? incident.nis2, lang)],
    [t({ en: 'Incident', nl: 'Incident' }), `${incident.name}, ${pick(incident.planTitle, lang)}`],
    [t({ en: 'Opened', nl: 'Geopend' }), `${showExact(incident.openedAt, lang)}, ${incident.openedBy}`],
    [t({ en: 'Closed', nl: 'Afgesloten' }), closed],
    [
      t({ en: 'Steps', nl: 'Stappen' }),
      t({
        en: `${counts.total}, ${counts.done} done with their proof`,
        nl: `${counts.total}, waarvan ${counts.done} gedaan met hun bewijs`,
      }),
    ],
    [
      t({ en: 'Record', nl: 'Logboek' }),
      {
        text: `${pick(verdictWords[record.verdict], lang)}, ${record.lines} ${t({ en: 'lines', nl: 'regels' })}`,
        tone: tones[record.verdict],
      },
    ],
    [
      t({ en: 'Times', nl: 'Tijdstippen' }),
      t({
        en: 'on the clocks of Brussels, as the machine showed them, or as people stated them where that is said',
        nl: 'op de klok van Brussel, zoals het toestel ze aangaf, of zoals mensen ze verklaarden waar dat erbij staat',
      }),
    ],
  ]
}

function falseAlarmWords({ falseAlarm }: Report['incident'], lang: Lang): string {
  if (falseAlarm === undefined) return ''
  const { by, reason } = falseAlarm
  const who = secondPerson(falseAlarm)
  return pick(
    {
      en: `, as a ${falseAlarmMark.en}, by ${by}, agreed by ${who.en}: ${reason}`,
      nl: `, als ${falseAlarmMark.nl}, door ${by}, akkoord van ${who.nl}: ${reason}`,
    },
    lang,
  )
}

function tamperedAlert({ record }: Report, lang: Lang): Block {
  return {
    kind: 'alert',
    tone: 'bad',
    title: pick({ en: 'THE RECORD WAS TAMPERED WITH', nl: 'MET HET LOGBOEK IS GEKNOEID' }, lang),
    text: [sentence(pick(record.found, lang)), pick(restsOn(record), lang)],
  }
}

/**
 * The lines on which a report of a tampered record rests. The fault may be in a line, in a seal over good lines, or
 * beside them.
 */
function restsOn({ lines, firstBadLine }: Report['record']): Text {
  if (firstBadLine === null) {
    return {
      en: `All ${lines} lines are reported: they follow from each other.`,
      nl: `Alle ${lines} regels zijn opgenomen: ze volgen uit elkaar.`,
    }
  }
  if (firstBadLine <= lines) {
    return {
      en: `All ${lines} lines are reported: they follow from each other, but from line ${firstBadLine} on they may not be those that were sealed.`,
      nl: `Alle ${lines} regels zijn opgenomen: ze volgen uit elkaar, maar vanaf regel ${firstBadLine} kunnen het andere zijn dan die welke verzegeld werden.`,
    }
  }
  return {
    en: `This report rests only on the ${lines} lines before line ${firstBadLine}. What stands behind them is left out, and the last line that is reported may itself be the changed one.`,
    nl: `Dit verslag steunt alleen op de ${lines} regels vóór regel ${firstBadLine}. Wat daarna staat, is niet opgenomen, en de laatste opgenomen regel kan zelf de gewijzigde zijn.`,
  }
}

function verdictAlert({ record }: Report, lang: Lang): Block {
  return {
    kind: 'alert',
    tone: tones[record.verdict],
    title: `${pick({ en: 'Verdict on the record', nl: 'Oordeel over het logboek' }, lang)}: ${pick(verdictWords[record.verdict], lang)}`,
    text: [
      sentence(pick(record.found, lang)),
      pick(
        {
          en: 'What this verdict does not rule out stands under "The record itself".',
          nl: 'Wat dit oordeel niet uitsluit, staat bij "Het logboek zelf".',
        },
        lang,
      ),
    ],
  }
}

function figures(report: Report): readonly Text[] {
  const { counts, clocks, decisions, setbacks, evidence, disturbances, writtenAfterwards } = report
  const asStated = clocks.filter(({ status }) => status === 'met-as-stated').length
  const misplaced = writtenAfterwards.filter(({ remarks }) => remarks.length > 0).length
  const started = clocks.filter(({ startedAt }) => startedAt !== null)
  const of = (type: string): number => decisions.filter((line) => line.type === type).length
  const late = started.filter(({ weight, lateMs }) => lateMs !== null && weight === 'duty').length
  const missed = started.filter(({ weight, lateMs }) => lateMs !== null && weight === 'target').length
  const settled = counts.done + counts.unproven + counts.contradicted + counts.skipped + counts.notApplicable
  const open = counts.total - settled
  const early = countedEarly(of('step.advanced'))
  const against = counts.contradicted
  const but = {
    en: against === 0 ? '' : ` ${against} done though the record speaks against it,`,
    nl: against === 0 ? '' : ` ${against} gedaan hoewel het logboek het tegenspreekt,`,
  }
  return [
    {
      en: `Steps: ${counts.done} done with the proof that was asked for, ${counts.unproven} done but unproven,${but.en} ${counts.skipped} skipped, ${counts.notApplicable} not needed, ${open} not settled.`,
      nl: `Stappen: ${counts.done} gedaan met het gevraagde bewijs, ${counts.unproven} gedaan maar onbewezen,${but.nl} ${counts.skipped} overgeslagen, ${counts.notApplicable} niet nodig, ${open} niet afgehandeld.`,
    },
    {
      en: `Clocks: ${started.length} started; legal duties late: ${late}, targets missed: ${missed}, met as stated and written down only after they were due: ${asStated}.`,
      nl: `Klokken: ${started.length} gestart; wettelijke plichten te laat: ${late}, streefdoelen gemist: ${missed}, naar eigen zeggen gehaald en pas na de termijn opgeschreven: ${asStated}.`,
    },
    {
      en: `Stated with a time and written down afterwards: ${writtenAfterwards.length}, of these in an order that can't be: ${misplaced}.`,
      nl: `Met een tijdstip verklaard en achteraf opgeschreven: ${writtenAfterwards.length}, waarvan in een volgorde die niet kan: ${misplaced}.`,
    },
    {
      en: `Approvals: ${of('step.approved')}, refusals: ${of('step.refused')}, hand-overs: ${of('handover.made')}${early.en}.`,
      nl: `Goedkeuringen: ${of('step.approved')}, weigeringen: ${of('step.refused')}, overdrachten: ${of('handover.made')}${early.nl}.`,
    },
    {
      en: `Attempts that failed or were put off: ${setbacks.length}. Files in custody: ${evidence.length}. Disturbances of the record or its machine: ${disturbances.length}.`,
      nl: `Mislukte of uitgestelde pogingen: ${setbacks.length}. Bestanden in bewaring: ${evidence.length}. Verstoringen van het logboek of zijn toestel: ${disturbances.length}.`,
    },
  ]
}

function countedEarly(count: number): Text {
  if (count === 0) return plain('')
  return {
    en: `, steps taken up out of their order: ${count}`,
    nl: `, stappen buiten de volgorde begonnen: ${count}`,
  }
}

/** A sentence made of a text of the log, which begins small and has no full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
