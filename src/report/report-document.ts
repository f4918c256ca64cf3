import { type Lang, pick, type Text } from '../core/text.ts'
import { falseAlarmMark } from '../ui/false-alarm.ts'
import { showExact } from '../ui/time.ts'
import { aloneSection } from './alone-section.ts'
import { clockSection } from './clock-section.ts'
import { correctionSection } from './correction-section.ts'
import { decisionSection, setbackSection } from './decision-section.ts'
import type { Block, Document } from './document.ts'
import { evidenceSection } from './evidence-section.ts'
import { peopleSection } from './people-section.ts'
import { drawTimeline } from './picture.ts'
import { everyLine, noteSection, recordSection } from './record-section.ts'
import type { Report } from './report.ts'
import { statedSection } from './stated-section.ts'
import { openSection, phaseSection, stepSection } from './step-section.ts'
import { summarySection } from './summary-section.ts'

const pictureTitle: Text = { en: 'The incident over time', nl: 'Het incident in de tijd' }

/** A report as a document in one language: what matters to a mayor first, what a judge asks for after it, every line last. */
export function reportDocument(report: Report, lang: Lang): Document {
  const { name, municipality, falseAlarm } = report.incident
  const made = showExact(report.madeAt, lang)
  return {
    lang,
    title: pick(
      falseAlarm === undefined
        ? { en: `Incident report ${municipality.name}`, nl: `Incidentverslag ${municipality.name}` }
        : {
            en: `${falseAlarmMark.en}: incident report ${municipality.name}`,
            nl: `${falseAlarmMark.nl}: incidentverslag ${municipality.name}`,
          },
      lang,
    ),
    record: name,
    blocks: [
      ...summarySection(report, lang),
      ...aloneSection(report, lang),
      ...pictureSection(report, lang),
      ...clockSection(report, lang),
      ...statedSection(report, lang),
      ...correctionSection(report, lang),
      ...phaseSection(report, lang),
      ...openSection(report, lang),
      ...decisionSection(report, lang),
      ...setbackSection(report, lang),
      ...stepSection(report, lang),
      ...peopleSection(report, lang),
      ...evidenceSection(report, lang),
      ...noteSection(report, lang),
      ...recordSection(report, lang),
      ...everyLine(report, lang),
    ],
    footer: pick(
      {
        en: `${name}. Made on ${made} with cyber-respond ${report.madeWith}, from the first ${report.record.lines} lines of the record. The record is the evidence, this report is a reading of it.`,
        nl: `${name}. Gemaakt op ${made} met cyber-respond ${report.madeWith}, uit de eerste ${report.record.lines} regels van het logboek. Het logboek is het bewijs, dit verslag is een lezing ervan.`,
      },
      lang,
    ),
  }
}

function pictureSection(report: Report, lang: Lang): readonly Block[] {
  const picture = drawTimeline(report, lang)
  if (picture === null) return []
  return [
    { kind: 'heading', level: 2, text: pick(pictureTitle, lang) },
    { kind: 'picture', ...picture },
  ]
}
