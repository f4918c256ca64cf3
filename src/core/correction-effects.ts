import type { Expressions } from './expressions.ts'
import { Fault } from './fault.ts'
import { pick, type Text } from './text.ts'
import type { StepView, View } from './view.ts'
import { wallTime } from './wall-time.ts'

/**
 * What follows when an answer is put right, for whoever did it: steps that are wanted now or no longer, what the record says now
 * against what was done, clocks, and notices that still say the old answer.
 */
export function correctionEffects(
  before: View,
  after: View,
  against: readonly { readonly step: string; readonly by: readonly Text[] }[],
  fact: string,
  expressions: Expressions,
): readonly Text[] {
  return [
    ...wantedAnew(before, after, expressions),
    ...against.map(({ step, by }) => {
      const name = nameOf(after.step(step))
      const said = (lang: 'en' | 'nl'): string => by.map((one) => pick(one, lang)).join('; ')
      return by.length === 0
        ? {
            en: `${name.en}: the record no longer speaks against it`,
            nl: `${name.nl}: het logboek spreekt het niet meer tegen`,
          }
        : { en: `${name.en}: the record now says: ${said('en')}`, nl: `${name.nl}: het logboek zegt nu: ${said('nl')}` }
    }),
    ...clocksAnew(before, after),
    ...noticesBefore(before, after, fact),
  ]
}

function nameOf(step: StepView | null): Text {
  return step === null
    ? { en: '', nl: '' }
    : { en: `${step.step.code} ${step.title.en}`, nl: `${step.step.code} ${step.title.nl}` }
}

/** Whether the runbook wants a step: what was done or skipped keeps its status, and may not have been wanted. */
function isWanted(step: StepView | undefined, expressions: Expressions): boolean {
  if (step === undefined || step.status === 'not-applicable') return false
  const { when } = step.step
  if (when === undefined || step.needsItems) return true
  try {
    return expressions.evaluate(when, step.scope) === true
  } catch (error) {
    if (error instanceof Fault) return true
    throw error
  }
}

function wantedAnew(before: View, after: View, expressions: Expressions): readonly Text[] {
  const [old, present] = [before, after].map(({ steps }) => new Map(steps.map((step) => [step.instance, step])))
  const all = new Set([...(old?.keys() ?? []), ...(present?.keys() ?? [])])
  return [...all].flatMap((instance) => {
    const [was, is] = [old?.get(instance), present?.get(instance)]
    const [wasWanted, wanted] = [isWanted(was, expressions), isWanted(is, expressions)]
    if (wasWanted === wanted) return []
    const name = nameOf(is ?? was ?? null)
    if (wanted) return [{ en: `${name.en}: wanted now`, nl: `${name.nl}: nu wel nodig` }]
    return was?.status === 'done'
      ? [{ en: `${name.en}: was done, and is no longer wanted`, nl: `${name.nl}: is gedaan, en niet meer nodig` }]
      : [{ en: `${name.en}: no longer wanted`, nl: `${name.nl}: niet meer nodig` }]
  })
}

function clocksAnew(before: View, after: View): readonly Text[] {
  return after.clocks.flatMap(({ obligation, due, status }) => {
    const was = before.clocks.find((one) => one.obligation.id === obligation.id)
    const { en, nl } = obligation.title
    if (was === undefined || (was.due === due && was.status === status)) return []
    if (status === 'waived') return [{ en: `${en}: does not apply any more`, nl: `${nl}: niet meer van toepassing` }]
    if (due === null) return [{ en: `${en}: its clock does not run any more`, nl: `${nl}: de klok loopt niet meer` }]
    return [{ en: `${en}: due ${wallTime(due, 'en')}`, nl: `${nl}: uiterlijk ${wallTime(due, 'nl')}` }]
  })
}

/** The notices that were prepared with the old answer: nobody changes what was sent. */
function noticesBefore(before: View, after: View, fact: string): readonly Text[] {
  const value = JSON.stringify(after.state.facts[fact] ?? null)
  return Object.entries(before.state.notices).flatMap(([id, { values, sent }]) => {
    if (!Object.hasOwn(values, fact) || JSON.stringify(values[fact] ?? null) === value) return []
    const title = after.clocks.find(({ obligation }) => obligation.id === id)?.obligation.title ?? { en: id, nl: id }
    return sent === null
      ? [{ en: `${title.en}: prepared with the old answer`, nl: `${title.nl}: klaargemaakt met het oude antwoord` }]
      : [{ en: `${title.en}: sent with the old answer`, nl: `${title.nl}: verstuurd met het oude antwoord` }]
  })
}
