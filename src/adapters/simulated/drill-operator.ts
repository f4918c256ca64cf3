import { exerciseWord } from '../../core/exercise-mark.ts'
import type { OperatorPort, Question } from '../../core/ports.ts'
import type { Profile } from '../../core/profile.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import type { Scenario } from '../../drill/scenario.ts'
import { reachedPerson } from './reached-person.ts'
import type { SimulatedBlobs } from './simulated-blobs.ts'
import { scanReport } from './simulated-file.ts'

interface OperatorParts {
  readonly scenario: Scenario
  readonly profile: Profile
  readonly lang: Lang
  readonly blobs: Pick<SimulatedBlobs, 'about'>
  /** The state of the drill now. */
  drill(): DrillState
}

/**
 * The players, in a world that answers them: they hear what a call would bring, and see what a scan of the backups would
 * find. What they make of it is asked of `inner`, as in any incident.
 */
export function drillOperator(inner: OperatorPort, parts: OperatorParts): OperatorPort {
  const { lang, scenario, profile } = parts
  const tell = (question: Question, said: Text): void =>
    inner.show(question, `${pick(exerciseWord, lang)}: ${pick(said, lang)}`)
  const begin = (question: Question): void => {
    parts.blobs.about(question.instance)
    const report = scanReport(parts.drill().world, question.instance)
    if (report.length > 0) inner.show(question, report.map((line) => pick(line, lang)).join('\n'))
  }
  return {
    actor: (question) => inner.actor(question),
    choose: (view, behind) => inner.choose(view, behind),
    // Messages of later days come whatever was settled by then.
    goesOn: () => parts.drill().ended === null,
    confirm: (question) => inner.confirm(question),
    ask: (question, fields, known) => inner.ask(question, fields, known),
    pick: (question, options) => inner.pick(question, options),
    items: (question, ask) => inner.items(question, ask),
    hand: (question, secrets) => inner.hand(question, secrets),
    vouch: (question, why) => inner.vouch(question, why),
    accept: (question, against) => inner.accept(question, against),
    against: (question, against) => inner.against?.(question, against),
    ...(inner.together === undefined ? {} : { together: inner.together }),
    approve: (question, request) => inner.approve(question, request),
    alone: async (question, request) => (await inner.alone?.(question, request)) ?? null,
    handover: async (by) => (await inner.handover?.(by)) ?? null,
    faster: (question, by) => inner.faster?.(question, by),
    changed: (effects) => inner.changed?.(effects),
    ratify: async (question, request) => (await inner.ratify?.(question, request)) ?? null,
    decide: (question, what, probe, running) => inner.decide(question, what, probe, running),
    show: (question, text) =>
      inner.show(question, `${pick(exerciseWord, lang)}: ${pick(sendNothing, lang)}\n\n${text}`),
    files: async (question, items) => {
      begin(question)
      return inner.files(question, items)
    },
    proof: async (question, proof) => {
      if (proof.kind === 'file') begin(question)
      return inner.proof(question, proof)
    },
    called: async (question, call) => {
      const reached = reachedPerson(scenario, parts.drill().world, profile, call)
      const name = reached?.person.name ?? call.who
      const mood = reached?.mood ?? 'answers'
      const said = reached?.person.says ?? null
      tell(question, heard[mood](name, said))
      if (mood === 'busy' || mood === 'silent') return null
      return inner.called(question, { ...call, phone: notDialled(call.phone, lang) })
    },
  }
}

const sendNothing: Text = {
  en: 'nothing is really sent and nobody is really called.',
  nl: 'er wordt niets echt verstuurd en niemand echt gebeld.',
}

/** The number is there to see whether it is the right one. */
function notDialled(phone: string, lang: Lang): string {
  if (phone === '') return ''
  return `${phone} (${pick({ en: "EXERCISE: don't dial", nl: 'OEFENING: niet bellen' }, lang)})`
}

const heard = {
  busy: (name: string): Text => ({
    en: `the line of ${name} is engaged.`,
    nl: `de lijn van ${name} is bezet.`,
  }),
  silent: (name: string): Text => ({
    en: `it rings at ${name}; nobody picks up.`,
    nl: `bij ${name} gaat de telefoon over; niemand neemt op.`,
  }),
  hostile: (name: string, said: Text | null): Text => quoted(name, said ?? angry),
  answers: (name: string, said: Text | null): Text =>
    said === null ? { en: `${name} picks up and listens.`, nl: `${name} neemt op en luistert.` } : quoted(name, said),
} as const

const angry: Text = {
  en: 'I have no time for this. How do I know that this call is real? Put it in writing.',
  nl: 'Ik heb hier geen tijd voor. Hoe weet ik dat dit telefoontje echt is? Zet het maar op papier.',
}

function quoted(name: string, { en, nl }: Text): Text {
  return { en: `${name}: “${en}”`, nl: `${name}: “${nl}”` }
}
