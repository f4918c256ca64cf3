import { pick, plain, type Text } from '../core/text.ts'
import type { DrillMetrics } from './metrics.ts'
import type { Played } from './played.ts'
import type { Score } from './score.ts'
import { stepName } from './step-name.ts'

/** Something that did not go as it should, and so something to do. The same gap has the same id in every drill. */
export interface Gap {
  readonly id: string
  readonly from: {
    readonly kind: 'objective' | 'response' | 'clock' | 'service' | 'proof' | 'messages' | 'decisions' | 'redline'
    readonly id: string
  }
  readonly what: Text
}

/** The judgement on a drill. */
export interface Judged {
  readonly played: Pick<Played, 'drill' | 'view'>
  readonly scores: readonly Score[]
  readonly metrics: DrillMetrics
}

/** The gaps, the gravest first: objectives, what was expected, clocks, services, proofs, messages, decisions. */
export function gapsOf({ scores, metrics, played }: Judged): readonly Gap[] {
  const { clocks, services, steps, messages, ownerless, alone } = metrics
  const unproven = [...new Set(steps.unproven.map(stepOf))]
  return [
    ...scores.flatMap(objectiveGap),
    ...metrics.responses.flatMap(responseGap),
    ...clocks
      .filter(({ status, weight }) => weight !== 'threat' && (status === 'overdue' || status === 'met-late'))
      .map(({ id, title }) => gap('clock', id, `Too late: ${title.en}`, `Te laat: ${title.nl}`)),
    ...clocks
      .filter(({ status, weight }) => weight !== 'threat' && status === 'met-as-stated')
      .map(({ id, title }) =>
        gap(
          'clock',
          id,
          `Written down only after it was due: ${title.en}`,
          `Pas na de termijn opgeschreven: ${title.nl}`,
        ),
      ),
    ...services
      .filter(({ state }) => state === 'late' || state === 'missed')
      .map(({ id, title }) =>
        gap('service', id, `Not back in time: ${title?.en ?? id}`, `Niet op tijd terug: ${title?.nl ?? id}`),
      ),
    ...unproven.map((id) => {
      const step = played.view.steps.find((one) => one.unproven && `${one.runbook}/${one.step.id}` === id)
      const named = (lang: 'en' | 'nl'): string =>
        step === undefined ? id : `${step.step.code} ${pick(step.title, lang)}`
      return gap('proof', id, `Done without its proof: ${named('en')}`, `Gedaan zonder bewijs: ${named('nl')}`)
    }),
    ...(messages.unanswered.length === 0
      ? []
      : [
          gap(
            'messages',
            'unanswered',
            `Messages that nobody answered: ${messages.unanswered.length}`,
            `Berichten die niemand beantwoordde: ${messages.unanswered.length}`,
          ),
        ]),
    ...(ownerless.length === 0
      ? []
      : [
          gap(
            'decisions',
            'ownerless',
            `Decisions without a reason, or by nobody of the team: ${ownerless.length}`,
            `Beslissingen zonder reden, of door niemand van het team: ${ownerless.length}`,
          ),
        ]),
    ...(alone === undefined || alone.open + alone.refused === 0
      ? []
      : [
          gap(
            'decisions',
            'alone',
            `Done without a second person: ${alone.all}, not ratified: ${alone.open}, refused afterwards: ${alone.refused}`,
            `Gedaan zonder tweede persoon: ${alone.all}, niet bekrachtigd: ${alone.open}, achteraf geweigerd: ${alone.refused}`,
          ),
        ]),
  ]
}

/** The items of the improvement plan: the gaps, and what the players would change in the runbooks. */
export function improvementsOf(judged: Judged): readonly Gap[] {
  const steps = [...new Set(judged.played.drill.redlines.map(({ step }) => step))]
  const redlines = steps.map((step) => {
    const said = judged.played.drill.redlines.filter((one) => one.step === step).map(({ text }) => text)
    const all = said.join('; ')
    const { en, nl } = stepName(step, judged.played.view) ?? plain(step)
    return gap('redline', step, `Change to the runbook, ${en}: ${all}`, `Wijziging aan het draaiboek, ${nl}: ${all}`)
  })
  return [...gapsOf(judged), ...redlines]
}

function objectiveGap(score: Score): readonly Gap[] {
  const { objective, rating, state } = score
  const { id, title } = objective
  if (state === 'not-judged') {
    return [gap('objective', id, `Judged by nobody: ${title.en}`, `Door niemand beoordeeld: ${title.nl}`)]
  }
  if (rating === 'M') {
    return [
      gap(
        'objective',
        id,
        `Met with major challenges only: ${title.en}`,
        `Enkel met grote moeite gehaald: ${title.nl}`,
      ),
    ]
  }
  if (rating !== 'U') return []
  return [gap('objective', id, `Not met: ${title.en}`, `Niet gehaald: ${title.nl}`)]
}

function responseGap({ inject, state, name, expected }: DrillMetrics['responses'][number]): readonly Gap[] {
  if (state === 'late') {
    return [
      gap(
        'response',
        inject,
        `Came late after the message from ${name.en}: ${expected.en}`,
        `Kwam te laat na het bericht van ${name.nl}: ${expected.nl}`,
      ),
    ]
  }
  if (state !== 'missed') return []
  return [
    gap(
      'response',
      inject,
      `Did not come after the message from ${name.en}: ${expected.en}`,
      `Kwam niet na het bericht van ${name.nl}: ${expected.nl}`,
    ),
  ]
}

function gap(kind: Gap['from']['kind'], of: string, en: string, nl: string): Gap {
  return { id: `${kind}-${of.replace(/[^a-z0-9]+/g, '-')}`, from: { kind, id: of }, what: { en, nl } }
}

function stepOf(instance: string): string {
  return instance.replace(/\[.*$/s, '')
}
