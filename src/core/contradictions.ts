import { countAlone } from './alone-act.ts'
import type { Contradicted, Json } from './event.ts'
import type { Expressions, Scope } from './expressions.ts'
import { Fault } from './fault.ts'
import type { Contradiction } from './model.ts'
import { recordScope } from './record-scope.ts'
import type { Text } from './text.ts'
import type { StepView, View } from './view.ts'

/** The facts that a step's answers would add. */
type Answers = { readonly [name: string]: Json }

/**
 * The facts of the record that speak against a step being done, with the answers just given. Pure. A condition that
 * can't be worked out is said too: what nobody could check must not pass as checked. `view` is only asked by a condition
 * that names the record: few do, and to plan anew in the middle of each act takes longer than the rest of it.
 */
export function contradictionsOf(
  view: () => View,
  step: StepView,
  expressions: Expressions,
  answers: Answers = {},
): readonly Text[] {
  return weigh(step.step.contradicted ?? [], view, step, expressions, answers)
}

function weigh(
  rules: readonly Contradiction[],
  view: () => View,
  step: StepView,
  expressions: Expressions,
  answers: Answers,
): readonly Text[] {
  if (rules.length === 0) return []
  const was = (step.scope.facts ?? {}) as Answers
  let record: Scope | null = null
  const own = {
    facts: { ...was, ...answers },
    was,
    get record() {
      record ??= recordScope(view(), step)
      return record
    },
  }
  // Members that are worked out when they are asked for stay so: how all steps stand, most of all.
  const members = { ...Object.getOwnPropertyDescriptors(step.scope), ...Object.getOwnPropertyDescriptors(own) }
  const scope: Scope = Object.defineProperties({}, members)
  return rules.flatMap(({ when, say }) => {
    try {
      if (expressions.evaluate(when, scope) !== true) return []
      return [filled(say, expressions, scope)]
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return [
        {
          en: `can't be checked (${error.message}): ${say.en}`,
          nl: `kan niet worden nagegaan (${error.message}): ${say.nl}`,
        },
      ]
    }
  })
}

/** The same before anything was answered: what hangs on no answer, and can be worked out. */
export function knownAgainst(view: () => View, step: StepView, expressions: Expressions): readonly Text[] {
  const rules = step.step.contradicted?.filter(({ when }) => !/\bfacts\b/.test(when)) ?? []
  return weigh(rules, view, step, expressions, {}).filter(({ en }) => !en.startsWith("can't be checked"))
}

/** The facts that speak against closing an incident whose runbooks look for contradictions; empty when nothing does. */
export function againstClosing(view: View): readonly Text[] {
  if (!view.steps.some(({ step }) => step.contradicted !== undefined)) return []
  const { files, uncopied, not_offline, contradicted, overdue } = recordScope(view, null)
  const found: Text[] = []
  const list = (codes: unknown): string => (codes as readonly string[]).join(', ')
  if (list(contradicted) !== '') {
    found.push({
      en: `done, though the record says otherwise: ${list(contradicted)}`,
      nl: `gedaan, hoewel het logboek het tegenspreekt: ${list(contradicted)}`,
    })
  }
  if (uncopied !== 0) {
    found.push({
      en: `${uncopied} of ${files} files in custody have no second copy`,
      nl: `${uncopied} van ${files} bestanden in bewaring hebben geen tweede kopie`,
    })
  } else if (not_offline !== 0) {
    found.push({
      en: `${not_offline} of ${files} files in custody have no copy that is offline`,
      nl: `${not_offline} van ${files} bestanden in bewaring hebben geen kopie die offline is`,
    })
  }
  const { open } = countAlone(view.state.alone)
  if (open > 0) {
    found.push({
      en: `${open} done without a second person, and not ratified`,
      nl: `${open} gedaan zonder tweede persoon, en niet bekrachtigd`,
    })
  }
  if (list(overdue) !== '') {
    found.push({ en: `overdue: ${list(overdue)}`, nl: `over tijd: ${list(overdue)}` })
  }
  return found
}

/** The contradiction as the record keeps it. */
export function contradicted(by: readonly Text[], reason: string): Contradicted {
  return { by: by.map(({ en, nl }) => ({ en, nl })), reason }
}

function filled(say: Text, expressions: Expressions, scope: Scope): Text {
  const fill = (text: string): string => (text.includes('{{') ? expressions.render(text, scope) : text)
  return { en: fill(say.en), nl: fill(say.nl) }
}
