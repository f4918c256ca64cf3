import { gives } from './act-traits.ts'
import type { Action, CheckSpec } from './model.ts'
import type { Text } from './text.ts'
import type { StepView, View } from './view.ts'

/**
 * The reason why a step that waits can't be taken up before what it waits for is settled; null: it can be, and who does it
 * says why. It can't when its condition does not hold, when what it is done for was not named, or when its act needs something
 * that is not on record yet.
 */
export function againstEarlyStart(step: StepView, view: View): Text | null {
  if (step.status !== 'waiting') return { en: 'it does not wait', nl: 'ze wacht niet' }
  if (step.needsItems && step.step.each !== undefined) {
    const { en, nl } = step.step.each.ask
    return {
      en: `what it is done for is not named yet: ${en}`,
      nl: `waarvoor ze gedaan wordt, is nog niet genoemd: ${nl}`,
    }
  }
  if (!step.applies) return notApplying(step, view)
  return lacking(unknownFacts(actSources(step.step.action), view), view) ?? notReady(step.step.action, view)
}

/** The words for a step whose condition does not hold by what is known now. */
export function notApplying(step: StepView, view: View): Text {
  const asked = lacking(unknownFacts([step.step.when ?? ''], view), view)
  if (asked !== null) return asked
  return { en: 'by what is known now it is not needed', nl: 'volgens wat nu bekend is, is ze niet nodig' }
}

/** The codes of steps that are named as `isolate/declare`, each once. One that the plan does not have keeps its id. */
export function codesOf(steps: readonly string[], { steps: all }: Pick<View, 'steps'>): readonly string[] {
  const codeOf = (id: string): string =>
    all.find(({ instance, runbook, step }) => instance === id || `${runbook}/${step.id}` === id)?.step.code ?? id
  return [...new Set(steps.map(codeOf))]
}

/** The facts that some expressions look at and nobody gave yet. */
function unknownFacts(sources: readonly string[], { state }: View): readonly string[] {
  const names = sources.flatMap((source) => [...source.matchAll(/\bfacts\.(\w+)/g)].map(([, name = '']) => name))
  return [...new Set(names)].filter((name) => (state.facts[name] ?? null) === null)
}

function lacking(facts: readonly string[], view: View): Text | null {
  const giving = view.steps.filter(({ step }) => facts.some((fact) => gives(step.action, fact)))
  const codes = [...new Set(giving.map(({ step }) => step.code))].join(', ')
  if (codes === '') return null
  return {
    en: `it needs an answer that is not on record yet: ${codes}`,
    nl: `ze heeft een antwoord nodig dat nog niet in het logboek staat: ${codes}`,
  }
}

/** The expressions without whose values the act can't be done. What is only said or shown may be unknown. */
function actSources(action: Action): readonly string[] {
  if (action.kind === 'check') return checkSources(action.check)
  if (action.kind !== 'run') return []
  const { command, env = {}, stdin = '', timeout = '' } = action.run
  return [...command, ...Object.values(env), stdin, timeout]
}

function checkSources({ probe, expect, ...times }: CheckSpec): readonly string[] {
  const about =
    probe.kind === 'tcp'
      ? [probe.address]
      : probe.kind === 'http'
        ? [probe.url]
        : probe.kind === 'file'
          ? [probe.path]
          : probe.command
  return [...about, expect, times.for ?? '', times.every ?? '', times.within ?? '']
}

/** The thing that an act is about and that is not there yet, in words. */
function notReady(action: Action, { state, clocks }: View): Text | null {
  if (action.kind === 'cloud' && action.cloud !== 'up' && state.cloud === null) {
    return { en: 'the emergency cloud was never started', nl: 'de noodcloud is nooit gestart' }
  }
  if (action.kind !== 'notify') return null
  const of = (id: string) => clocks.find(({ obligation }) => obligation.id === id)?.obligation
  const from = of(action.obligation)?.from
  if (from === undefined || !('sent' in from) || (state.notices[from.sent]?.sent ?? null) !== null) return null
  const title = of(from.sent)?.title ?? { en: from.sent, nl: from.sent }
  return {
    en: `it follows a notice that was not sent: ${title.en}`,
    nl: `ze volgt op een melding die niet verstuurd is: ${title.nl}`,
  }
}
