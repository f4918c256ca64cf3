import type { Said, Text } from '../core/text.ts'
import { feedbackQuestions } from './feedback-form.ts'
import type { Scenario } from './scenario.ts'

interface Question {
  readonly id: string
  readonly text: Text
}

/** Asked at the end when the scenario asks nothing itself. */
const standard: readonly Question[] = [
  { id: 'went-well', text: { en: 'What went well?', nl: 'Wat ging goed?' } },
  { id: 'went-badly', text: { en: 'What went badly?', nl: 'Wat ging slecht?' } },
  { id: 'missing', text: { en: 'What did you miss?', nl: 'Wat hebt u gemist?' } },
  { id: 'first', text: { en: 'What do you change first, and who?', nl: 'Wat verandert u eerst, en wie doet dat?' } },
]

/** The questions that the players are asked right after the end. */
export function hotWashQuestions({ questions }: Pick<Scenario, 'questions'>): readonly Question[] {
  return questions.length === 0 ? standard : questions
}

/** A question stands on record in the language of who was asked. Here it is in every language that it has. */
export function questionSaid(scenario: Pick<Scenario, 'questions'>, asked: string): Said {
  const known = [...hotWashQuestions(scenario), ...feedbackQuestions]
  return known.find(({ text }) => text.en === asked || text.nl === asked)?.text ?? asked
}
