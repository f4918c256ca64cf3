import { type AloneAct, countAlone } from '../core/alone-act.ts'
import { secondPerson } from '../core/second-person.ts'
import { pick, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { aloneMark, judgedWords } from './alone-event.ts'
import { showMoment } from './time.ts'

/** The line of a screen's top on acts without a second person; null: there is none. */
export function aloneLine({ state }: Pick<View, 'state'>): Text | null {
  const { all, open, refused } = countAlone(state.alone)
  if (all === 0) return null
  const denied = refused === 0 ? { en: '', nl: '' } : { en: `, ${refused} refused`, nl: `, ${refused} geweigerd` }
  return {
    en: `${all} ${aloneMark.en}, ${open} not ratified${denied.en}`,
    nl: `${all} ${aloneMark.nl}, ${open} niet bekrachtigd${denied.nl}`,
  }
}

/** What a step's card and its line in a list say of it; null: it never went on without a second person. The last time counts. */
export function aloneText({ record }: Pick<StepView, 'record'>): Text | null {
  return record?.alone === undefined ? null : aloneWords(record.alone)
}

function aloneWords({ actor, reason, judged }: AloneAct): Text {
  const later =
    judged === null
      ? { en: 'not ratified', nl: 'niet bekrachtigd' }
      : {
          en: `${judgedWords[judged.decision].en} by ${secondPerson(judged).en} (${judged.reason})`,
          nl: `${judgedWords[judged.decision].nl} door ${secondPerson(judged).nl} (${judged.reason})`,
        }
  return {
    en: `${aloneMark.en}, ${actor}: ${reason}; ${later.en}`,
    nl: `${aloneMark.nl}, ${actor}: ${reason}; ${later.nl}`,
  }
}

/** Every act without a second person, as a status lists them. Lines count from 1. */
export function aloneLines(view: View, now: Temporal.Instant): readonly Text[] {
  return view.state.alone.map((one) => {
    const code = view.step(one.step)?.step.code ?? one.step
    const words = aloneWords(one)
    return {
      en: `${code} ${pick(one.act.title, 'en')}, line ${one.seq + 1}, ${showMoment(one.at, now, 'en')}: ${words.en}`,
      nl: `${code} ${pick(one.act.title, 'nl')}, regel ${one.seq + 1}, ${showMoment(one.at, now, 'nl')}: ${words.nl}`,
    }
  })
}
