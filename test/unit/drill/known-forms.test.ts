import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { feedbackDrafts } from '../../../src/drill/feedback-form.ts'
import { type Form, formText, newForms } from '../../../src/drill/known-forms.ts'

const form: fc.Arbitrary<Form> = fc
  .record({
    useful: fc.constantFrom('', '4', '5'),
    learned: fc.constantFrom('', 'Call first', 'Paper'),
    next: fc.constantFrom('', 'More time'),
  })
  // A form on which nothing stands leaves nothing on record.
  .filter((one) => Object.values(one).some((answer) => answer !== ''))
const forms = fc.array(form, { minLength: 1, maxLength: 6 })
const name = (of: readonly Form[]): string => of.map(formText).join('|')

/** The record after some files were imported. `named`: by a version that says which file a form is from. */
function recorded(files: readonly (readonly Form[])[], lang: 'en' | 'nl', named: boolean): readonly LogEvent[] {
  const drafts = files.flatMap((all, run) =>
    all.flatMap((one, place) =>
      feedbackDrafts(one, lang, named ? { sha256: name(all), form: place } : undefined).map((draft) => ({
        draft,
        run,
      })),
    ),
  )
  return drafts.map(
    ({ draft, run }, seq) => ({ ...draft, seq, t: '2026-11-25T13:00:00.000Z', run: `run-${run}` }) as LogEvent,
  )
}

test('a file that was imported brings nothing new, with others before and after it, in any language', () => {
  fc.assert(
    fc.property(fc.array(forms, { maxLength: 3 }), forms, fc.constantFrom('en', 'nl'), (others, mine, lang) => {
      const events = recorded([...others, mine], lang, true)
      expect(newForms(events, mine, name(mine))).toEqual({ fresh: [], known: mine.length })
    }),
  )
})

test('whoever was added to it is new, and nobody else', () => {
  fc.assert(
    fc.property(forms, forms, (mine, late) => {
      const { fresh, known } = newForms(recorded([mine], 'nl', true), [...mine, ...late], name([...mine, ...late]))
      expect(known).toBe(mine.length)
      expect(fresh.map((one) => formText(one.form)).toSorted()).toEqual(late.map(formText).toSorted())
    }),
  )
})

test('what an older version imported in one go is known too, without the name of a file', () => {
  const all = [{ useful: '4', learned: 'Call first' }, { useful: '4' }, { learned: 'Paper', next: 'More time' }]
  expect(newForms(recorded([all], 'en', false), all, name(all))).toEqual({ fresh: [], known: 3 })
  // One form alone may have been filled in at a terminal, by somebody who thinks the same.
  const [first = {}] = all
  expect(newForms(recorded([[first]], 'en', false), all, name(all)).known).toBe(0)
})
