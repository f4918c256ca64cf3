import type { Json } from '../core/event.ts'
import { isSamePerson } from '../core/known-people.ts'
import type { Field } from '../core/model.ts'
import { paperFields } from '../core/paper-entry.ts'
import { pick, type Text } from '../core/text.ts'
import { unknownMoment } from '../core/unknown-moment.ts'
import type { StepView, View } from '../core/view.ts'
import { roleName } from '../ui/role.ts'
import { momentTyped } from '../ui/time.ts'
import type { Asker } from './asker.ts'
import { askField, showAnswer } from './field.ts'
import { askPersonName } from './name.ts'
import { rows } from './rows.ts'

/** What was asked of one step that was done on paper. */
interface Asked {
  readonly code: string
  readonly at: string
  readonly by: string
  readonly words: string
  readonly answers: { readonly [field: string]: Json }
  readonly result: 'done' | 'failed' | 'skipped'
  readonly approver?: string
}

const settled: ReadonlySet<string> = new Set(['done', 'skipped', 'doing', 'unknown'])

/** Asks what a paper says of one step, and shows it once more; null: that is all. */
export async function askPaper(asker: Asker, view: View, now: () => Temporal.Instant): Promise<Asked | null> {
  for (;;) {
    const step = await asker.find<StepView | null>({ en: 'Which code?', nl: 'Welke code?' }, [
      ...view.steps
        .filter(({ status, needsItems }) => !settled.has(status) && !needsItems)
        .map((one) => ({
          code: one.step.code,
          name: { en: `${one.step.code}  ${one.title.en}`, nl: `${one.step.code}  ${one.title.nl}` },
          value: one,
        })),
      { name: { en: 'That is all', nl: 'Dat is alles' }, value: null },
    ])
    if (step === null) return null
    const said = await askOne(asker, step, now)
    const isRight = await asker.pick<boolean>(
      { en: `${step.step.code}: does the paper say so?`, nl: `${step.step.code}: staat het zo op papier?` },
      [
        { name: { en: 'Yes, record it', nl: 'Ja, leg het vast' }, value: true },
        { name: { en: 'No, anew', nl: 'Nee, opnieuw' }, value: false },
      ],
    )
    if (isRight) return said
  }
}

const happened: Field = {
  ...{ id: 'at', type: 'datetime', past: true, unknown: true },
  title: { en: 'When, as the paper says?', nl: 'Wanneer, volgens het papier?' },
}

async function askOne(asker: Asker, view: StepView, now: () => Temporal.Instant): Promise<Asked> {
  const { lang } = asker.look
  const { step } = view
  const result = await asker.pick<Asked['result']>({ en: 'What does the paper say?', nl: 'Wat zegt het papier?' }, [
    { name: { en: 'Done', nl: 'Gedaan' }, value: 'done' },
    { name: { en: 'Failed', nl: 'Mislukt' }, value: 'failed' },
    { name: { en: 'Not done, and why', nl: 'Niet gedaan, en waarom' }, value: 'skipped' },
  ])
  const ask = (field: Field, facts: { readonly [id: string]: Json }): Promise<Json> =>
    askField({ asker, code: step.code, field, fields: paperFields(view), facts, before: null, now })
  const at = String((await ask(happened, {})) ?? '')
  const by = await askPersonName(asker, { en: 'Who did it?', nl: 'Wie deed het?' })
  const answers: { [field: string]: Json } = {}
  if (result === 'done') {
    for (const field of paperFields(view)) {
      // What nobody wrote down stays open.
      const given = await ask({ ...field, optional: true }, answers)
      if (given !== null) answers[field.id] = given
    }
  }
  const approver = step.approve === undefined || result === 'skipped' ? '' : await askApprover(asker, step.approve, by)
  const words = await asker.prose({
    en: 'What else does it say? (proof, numbers; may be empty)',
    nl: 'Wat staat er nog? (bewijs, nummers; mag leeg)',
  })
  const pairs: (readonly [string, string])[] = [
    [pick({ en: 'step', nl: 'stap' }, lang), `${step.code} ${pick(view.title, lang)}`],
    [pick({ en: 'when', nl: 'wanneer' }, lang), showAnswer(happened, at, lang)],
    [pick({ en: 'who', nl: 'wie' }, lang), by],
    ...(approver === '' ? [] : [[pick({ en: 'approved', nl: 'akkoord' }, lang), approver] as const]),
    ...(words === '' ? [] : [[pick({ en: 'says', nl: 'zegt' }, lang), words] as const]),
  ]
  rows(asker, pairs)
  // As one would write it: that is what stands in the record as said.
  const written = at === unknownMoment ? at : momentTyped(at, lang)
  return { code: view.instance, at: written, by, words, answers, result, ...(approver === '' ? {} : { approver }) }
}

function askApprover(asker: Asker, role: string, by: string): Promise<string> {
  const same: Text = {
    en: `${by} did it, and can't have approved it`,
    nl: `${by} deed het, en kan het niet goedgekeurd hebben`,
  }
  return askPersonName(
    asker,
    {
      en: `Who approved it on paper? (${roleName(role, 'en')}; empty: nobody)`,
      nl: `Wie keurde het op papier goed? (${roleName(role, 'nl')}; leeg: niemand)`,
    },
    { optional: true, check: (name) => (isSamePerson(asker.people, name, by) ? same : null) },
  )
}
