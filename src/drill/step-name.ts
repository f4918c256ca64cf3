import { pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { unfilled } from './message-name.ts'

/**
 * A step (`isolate/cut-links`, or one of its list) as people know it: code and title, with an ellipsis where a title names one of
 * a list and all of them are meant. Null: the plan has no such step.
 */
export function stepName(id: string, { steps }: Pick<View, 'steps'>): Text | null {
  const found = steps.find((one) => one.instance === id || `${one.runbook}/${one.step.id}` === id)
  if (found === undefined) return null
  const { code, title } = found.step
  const named = (lang: 'en' | 'nl'): string =>
    `${code} ${found.instance === id ? pick(found.title, lang) : unfilled(pick(title, lang))}`
  return { en: named('en'), nl: named('nl') }
}
