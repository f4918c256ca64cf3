import { shownAnswer } from './answer.ts'
import type { Draft, Json, ProofRecord } from './event.ts'
import { isListed, isSamePerson, knownPeople } from './known-people.ts'
import type { Field } from './model.ts'
import { needs03 } from './needs.ts'
import { personalAnswers, summaryPaths } from './personal.ts'
import { listing, notListed, secondPerson, unlistedIn } from './second-person.ts'
import { inBoth, pick, type Text } from './text.ts'
import { unknownMoment } from './unknown-moment.ts'
import type { StepView } from './view.ts'
import { wallTime } from './wall-time.ts'

/** What a paper says of one step. `at` is RFC 3339 UTC or `unknown`, `said` as it stands there. */
export interface PaperEntry {
  readonly result: 'done' | 'failed' | 'skipped'
  readonly by: string
  readonly at: string
  readonly said: string
  readonly words: string
  readonly facts: { readonly [name: string]: Json }
  readonly proof: ProofRecord | null
  readonly approver: string | null
}

/** The questions of a step, which a paper can answer. */
export function paperFields({ step }: StepView): readonly Field[] {
  const { action } = step
  if (action.kind === 'ask') return action.fields
  if (action.kind === 'call') return action.call.ask ?? []
  if (action.kind === 'choose') {
    return [{ id: action.fact, title: step.title, type: 'choice', options: action.options }]
  }
  return []
}

/** The reason why this can't be, whatever the paper says; null: it can. In any order, because a paper is entered in any. */
export function impossible({ record, step, scope }: StepView, { by, approver }: PaperEntry): Text | null {
  const status = record?.status ?? 'open'
  if (status === 'doing' || status === 'unknown')
    return {
      en: 'it is being done, or was cut off: settle that first',
      nl: 'ze is bezig of werd afgebroken: handel dat eerst af',
    }
  if (status === 'done' || status === 'skipped')
    return { en: 'it is settled on record already', nl: 'ze is al afgehandeld in het logboek' }
  if (approver === null) return null
  if (step.approve === undefined) return { en: 'it takes no approval', nl: 'ze vraagt geen goedkeuring' }
  return isSamePerson(knownPeople(scope.profile), by, approver)
    ? { en: `${by} did it, and can't have approved it`, nl: `${by} deed het, en kan het niet goedgekeurd hebben` }
    : null
}

/** What is odd about it, seen from the record: told, and never refused. `codes` names steps as people do. */
export function orderRemarks(
  { status, step, waitsFor, scope }: StepView,
  { at, approver, result }: PaperEntry,
  codes: (ids: readonly string[]) => readonly string[],
): readonly Text[] {
  const remarks: Text[] = []
  if (status === 'waiting') {
    const which = codes(waitsFor).join(', ')
    remarks.push({ en: `by the plan it waits for ${which}`, nl: `volgens het plan wacht ze op ${which}` })
  }
  if (status === 'not-applicable')
    remarks.push({ en: 'by what is on record it does not apply', nl: 'volgens het logboek is ze niet van toepassing' })
  if (at === unknownMoment) remarks.push({ en: 'nobody knows when', nl: 'niemand weet wanneer' })
  if (result === 'done' && step.approve !== undefined && approver === null)
    remarks.push({
      en: 'the paper names no second person who approved',
      nl: 'het papier noemt geen tweede persoon die goedkeurde',
    })
  if (approver !== null && !isListed(knownPeople(scope.profile), approver)) remarks.push(notListed(approver))
  return remarks
}

/** The line of the record: marked as from paper in its sentence, so that every screen and report shows it so. */
export function paperDraft(view: StepView, entry: PaperEntry, actor: string): Draft {
  const { result, by, at, said, words, facts, proof, approver } = entry
  const fields = paperFields(view)
  const given = Object.keys(facts).length > 0
  const personal = personalAnswers(fields, facts, 'facts')
  return {
    type: 'step.transcribed',
    actor,
    step: view.instance,
    data: {
      ...{ needs: needs03, result, by, at, said, words, summary: summaryOf(view, entry) },
      ...(given ? { facts } : {}),
      ...(proof === null ? {} : { proof }),
      ...sentIn(view, entry),
      ...(approver === null ? {} : { approval: { ...asListed(view, approver), role: view.step.approve ?? '' } }),
    },
    ...(personal.length === 0 ? {} : { personal: [...personal, ...summaryPaths.slice(1)] }),
  }
}

function asListed({ scope }: StepView, approver: string): { readonly approver: string; readonly unlisted?: true } {
  return { approver, ...unlistedIn(listing(knownPeople(scope.profile), approver)) }
}

/** A notice that went out: its clock ends when the paper says, if it says. */
function sentIn({ step: { action } }: StepView, { result, at, words, proof }: PaperEntry) {
  if (action.kind !== 'notify' || result !== 'done' || at === unknownMoment) return {}
  const reference = proof?.kind === 'reference' ? proof.reference : ''
  return { sent: { obligation: action.obligation, how: words === '' ? 'paper' : words, reference } }
}

const results: { readonly [R in PaperEntry['result']]: Text } = {
  done: { en: 'done', nl: 'gedaan' },
  failed: { en: 'failed', nl: 'mislukt' },
  skipped: { en: 'not done', nl: 'niet gedaan' },
}

function summaryOf(view: StepView, { result, by, at, words, facts, approver }: PaperEntry): Pick<Text, 'en' | 'nl'> {
  return inBoth((lang) => {
    const when =
      at === unknownMoment ? pick({ en: 'nobody knows when', nl: 'niemand weet wanneer' }, lang) : wallTime(at, lang)
    const head = pick(
      {
        en: `ON PAPER, entered afterwards: ${results[result].en} by ${by}, ${when}`,
        nl: `OP PAPIER, achteraf ingevoerd: ${results[result].nl} door ${by}, ${when}`,
      },
      lang,
    )
    const approved =
      approver === null
        ? []
        : [
            pick(
              {
                en: `approved on paper by ${secondPerson(asListed(view, approver)).en}, as stated`,
                nl: `op papier goedgekeurd door ${secondPerson(asListed(view, approver)).nl}, naar eigen zeggen`,
              },
              lang,
            ),
          ]
    const answers = paperFields(view)
      .filter((field) => (facts[field.id] ?? null) !== null)
      .map((field) => `${pick(field.title, lang)} ${shownAnswer(field, facts[field.id], { lang })}`)
    return [head, ...approved, ...answers, ...(words === '' ? [] : [words])].join('; ')
  })
}
