import { type Lang, pick } from '../../core/text.ts'
import { showExact } from '../../ui/time.ts'
import type { Document } from '../document.ts'
import { statedSection } from '../stated-section.ts'
import { verdictSection } from '../verdict-section.ts'
import type { DrillReport } from './drill-report.ts'
import { exerciseBanner } from './drill-words.ts'
import { interventionSection } from './intervention-section.ts'
import { learningSection, planSection } from './learning-section.ts'
import { limitSection } from './limit-section.ts'
import { metricSection } from './metric-section.ts'
import { objectiveSection } from './objective-section.ts'
import { overviewSection } from './overview-section.ts'
import { responseSection } from './response-section.ts'
import { voicesSection } from './voices-section.ts'

/** The report of a drill as a document in one language. Every page says that it was an exercise. */
export function drillDocument(report: DrillReport, lang: Lang): Document {
  const { name, municipality } = report.drill
  const made = showExact(report.madeAt, lang)
  const { lines } = report.record
  return {
    lang,
    title: pick({ en: `Exercise report ${municipality.name}`, nl: `Oefenverslag ${municipality.name}` }, lang),
    record: name,
    banner: exerciseBanner,
    blocks: [
      ...overviewSection(report, lang),
      ...objectiveSection(report, lang),
      ...responseSection(report, lang),
      ...metricSection(report, lang),
      ...statedSection(report, lang),
      ...learningSection(report, lang),
      ...interventionSection(report, lang),
      ...voicesSection(report, lang),
      ...planSection(report, lang),
      ...limitSection(lang),
      ...verdictSection(report, lang),
    ],
    footer: pick(
      {
        en: `EXERCISE ${name}. Made on ${made} with cyber-respond ${report.madeWith}, from the first ${lines} lines of the record of the drill.`,
        nl: `OEFENING ${name}. Gemaakt op ${made} met cyber-respond ${report.madeWith}, uit de eerste ${lines} regels van het logboek van de oefening.`,
      },
      lang,
    ),
  }
}
