import { resolve } from 'node:path'
import { notAlone } from '../core/act-alone.ts'
import { givenAnswer } from '../core/answer.ts'
import type { ApprovalSigner } from '../core/approval-request.ts'
import { approvalText } from '../core/approval-text.ts'
import type { Json, ProofRecord } from '../core/event.ts'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { Field, Proof } from '../core/model.ts'
import { type MomentAnswer, momentAnswer } from '../core/moment-answer.ts'
import { checkMoment } from '../core/moment-rules.ts'
import type { BlobPort, Choice, ClockPort, OperatorPort, Question } from '../core/ports.ts'
import { saidSpan } from '../core/said-span.ts'
import { type Lang, pick, type Said, type Text } from '../core/text.ts'
import { unknownMoment } from '../core/unknown-moment.ts'
import type { StepView, View } from '../core/view.ts'
import type { WaitingAct } from '../core/waiting-along.ts'
import { wallTime } from '../core/wall-time.ts'
import { type Answer, type Answers, answerFor, answerKey, type PlaceOf, stepOf } from '../runbook/answers.ts'

interface AnswersPorts {
  readonly answers: Answers
  /** The answers file, for messages; paths in it start from its folder. */
  readonly file: string
  readonly folder: string
  readonly place: PlaceOf
  readonly blobs: BlobPort
  readonly clock: ClockPort
  readonly signer: ApprovalSigner
  /** Code or id (`C4`, `emergency/trial`) of a step to stop before. */
  readonly until?: string
  /** The language of what is shown. Default: English. */
  readonly lang?: Lang
  /** Shows a notice in the run's output. */
  show(text: string): void
}

/**
 * The operator of an unattended run. Takes the most urgent ready step that it has not tried yet in this run, and
 * leaves when all were tried. A question that the file does not answer is a fault.
 */
export function answersOperator(ports: AnswersPorts): OperatorPort {
  const { answers } = ports
  const tried = new Set<string>()
  let openedAt: Temporal.Instant | null = null
  const of = (question: Question): Answer => answerFor(answers, question.instance) ?? {}
  return {
    choose: async (view: View): Promise<Choice> => {
      openedAt = view.state.openedAt === null ? null : Temporal.Instant.from(view.state.openedAt)
      const next = view.next((step) => !tried.has(`${step.instance} ${step.status === 'unknown'}`))
      if (next === null || stopsAt(ports.until, next)) return { kind: 'leave' }
      tried.add(`${next.instance} ${next.status === 'unknown'}`)
      const { skip } = answerFor(answers, next.instance) ?? {}
      if (skip !== undefined && next.status !== 'unknown')
        return { kind: 'skip', instance: next.instance, reason: skip }
      return { kind: 'do', instance: next.instance }
    },
    actor: async (question) => of(question).operator ?? answers.operator,
    show: (_question, text) => ports.show(text),
    faster: ({ code }, by) => ports.show(`${code}: ${pick(by, ports.lang ?? 'en')}`),
    hand: async (_question, secrets) =>
      ports.show(secrets.map(({ title, value }) => `${pick(title, ports.lang ?? 'en')}: ${value}`).join('\n')),
    confirm: async (question) => {
      const answer = answerFor(answers, question.instance)
      if (answer === null)
        throw missing(ports, question, 'an entry, {} when it is simply done', 'een item, {} als het gewoon gedaan is')
      if (answer.fail !== undefined) return { answer: 'not-done', reason: answer.fail }
      return { answer: 'done', reason: answer.note ?? '' }
    },
    pick: async (question, options) => {
      const { choose } = of(question)
      const ids = options.map((option) => option.id)
      if (choose === undefined || !ids.includes(choose)) {
        throw missing(ports, question, `choose: one of ${ids.join(', ')}`, `choose: een van ${ids.join(', ')}`, [
          'choose',
        ])
      }
      return choose
    },
    ask: async (question, fields, known) => {
      const answer = of(question)
      const given: { [id: string]: Json | undefined } = { ...answer.answers, ...answer.sent }
      const facts: { [id: string]: Json } = {}
      for (const field of fields) {
        const found = given[field.id] ?? known[field.id] ?? null
        facts[field.id] = fieldValue(ports, question, field, found, { ...known, ...facts }, openedAt)
      }
      return facts
    },
    items: async (question) =>
      of(question).items ?? fail(missing(ports, question, 'items: [{ id, name }]', 'items: [{ id, name }]')),
    files: async (question) => {
      const { files, note } = of(question)
      if (files === undefined) throw missing(ports, question, 'files: [path]', 'files: [pad]')
      return { paths: files.map((path) => resolve(ports.folder, path)), note: note ?? '' }
    },
    called: async (question) => {
      const { proof } = of(question)
      if (proof === undefined || !('word' in proof)) throw missing(ports, question, wordForm, wordForm)
      return proof.word
    },
    proof: async (question, proof) => proofOf(ports, question, proof, of(question)),
    vouch: async (question) => {
      const { proof } = of(question)
      return proof !== undefined && 'word' in proof ? proof.word : null
    },
    accept: async (question, against) => {
      const reason = question.instance === '' ? answers.close : of(question).accept
      if (reason !== undefined) return { reason }
      const why = (lang: 'en' | 'nl') => against.map((text) => pick(text, lang)).join('; ')
      if (question.instance === '') throw unclosed(ports, why)
      throw missing(
        ports,
        question,
        `the record speaks against it (${why('en')}): accept: a reason`,
        `het logboek spreekt het tegen (${why('nl')}): accept: een reden`,
      )
    },
    // What the file says of a list it says once: one approval is for all its items that have the same approver and reason.
    together: async (question, { own, others, actor }) => {
      const { approver } = of(question)
      if (approver === undefined) return []
      const isAlike = ({ act, code, step }: WaitingAct): boolean => {
        const other = answerFor(answers, act.act) ?? {}
        const isStop = ports.until === code || ports.until === step
        const isSame = JSON.stringify(other.approver) === JSON.stringify(approver)
        return !isStop && isSame && other.skip === undefined && (other.operator ?? answers.operator) === actor
      }
      return others.filter((one) => one.step === own.step && isAlike(one)).map(({ act }) => act.act)
    },
    approve: async (question, request) => {
      const { approver, alone } = of(question)
      if (approver === undefined) {
        // A file goes on without a second person only where it says so, with the reason, and where the runbook lets it.
        if (alone !== undefined && request.mayGoAlone !== true) throw notAlone(question, request.role)
        if (alone !== undefined) return null
        throw missing(
          ports,
          question,
          'approver: { name, reason }, a second person',
          'approver: { name, reason }, een tweede persoon',
        )
      }
      const { name, reason } = approver
      const key = approver.key === undefined ? ports.signer.keyOf(name) : resolve(ports.folder, approver.key)
      if (key === null && request.mustSign) {
        throw missing(
          ports,
          question,
          'approver: { name, reason, key }, with the SSH key that signs',
          'approver: { name, reason, key }, met de SSH-sleutel die ondertekent',
        )
      }
      const signature =
        key === null
          ? null
          : await ports.signer.sign(key, approvalText(request.bound, { approver: name, role: request.role, reason }))
      return { approver: name, reason, approved: true, ...(signature === null ? {} : { signature }) }
    },
    alone: async (question) => {
      const { alone } = of(question)
      return alone === undefined ? null : { reason: alone }
    },
    decide: async (question, _what, seen, running) => {
      const { unknown } = answers
      if (running) throw stillRunning(question, seen)
      if (unknown === undefined) throw undecided(ports, question)
      return { decision: unknown.decide, reason: unknown.reason }
    },
  }
}

function stopsAt(until: string | undefined, { runbook, step }: StepView): boolean {
  return until === step.code || until === `${runbook}/${step.id}`
}

const wordForm = 'proof: { word: { person, statement } }'

async function proofOf(
  ports: AnswersPorts,
  question: Question,
  proof: Exclude<Proof, { kind: 'check' }>,
  answer: Answer,
): Promise<ProofRecord> {
  const given = answer.proof
  if (proof.kind === 'word' && given !== undefined && 'word' in given) return { kind: 'word', ...given.word }
  if (proof.kind === 'reference' && given !== undefined && 'reference' in given) {
    return { kind: 'reference', reference: given.reference }
  }
  if (proof.kind === 'file' && given !== undefined && 'file' in given) {
    const blob = await ports.blobs.putFile(resolve(ports.folder, given.file), () => {})
    return { kind: 'file', ...blob }
  }
  const form = { word: wordForm, reference: 'proof: { reference }', file: 'proof: { file }' }[proof.kind]
  throw missing(ports, question, form, form)
}

function fieldValue(
  ports: AnswersPorts,
  question: Question,
  field: Field,
  found: Json,
  facts: { readonly [id: string]: Json },
  openedAt: Temporal.Instant | null,
): Json {
  const { sent } = answerFor(ports.answers, question.instance) ?? {}
  const under = [sent !== undefined && Object.hasOwn(sent, field.id) ? 'sent' : 'answers', field.id]
  const form = `answers: { ${field.id}: ${field.type} }`
  if (found === null || found === '') {
    if (field.optional === true) return null
    throw missing(ports, question, form, form, under)
  }
  const now = ports.clock.now()
  if (field.type !== 'datetime') {
    const answer = givenAnswer(field, found, now)
    if (answer === null) throw missing(ports, question, form, form, under)
    return answer
  }
  const said = String(found)
  // A time that is so long ago is counted from the opening, so that a run that is resumed means the same moment.
  const answer = momentAnswer(field, said, isSpanBack(said) ? (openedAt ?? now) : now)
  if (answer.kind === 'answer' && answer.value === unknownMoment) return unknownMoment
  const wrong =
    answer.kind === 'answer'
      ? checkMoment(field, Temporal.Instant.from(answer.value), now, facts)
      : wrongText(said, answer)
  if (wrong !== null) throw missing(ports, question, `${field.id}: ${wrong.en}`, `${field.id}: ${wrong.nl}`, under)
  return answer.kind === 'answer' ? answer.value : null
}

function isSpanBack(text: string): boolean {
  const span = saidSpan(text.trim().toLowerCase())
  return span !== null && span.towards < 0
}

/** A file can't be asked which of two is meant. */
function wrongText(text: string, answer: Exclude<MomentAnswer, { kind: 'answer' }>): Text {
  const said = harmlessLine(text, 40)
  if (answer.kind === 'wrong') return { en: `${said}: ${answer.why.en}`, nl: `${said}: ${answer.why.nl}` }
  const [one, other] = answer.at.map((at) => ({ en: wallTime(at.toString(), 'en'), nl: wallTime(at.toString(), 'nl') }))
  return {
    en: `${said} may be ${one?.en} or ${other?.en}: write the whole of it, such as 2026-11-24T03:12+01:00`,
    nl: `${said} kan ${one?.nl} of ${other?.nl} zijn: schrijf het voluit, zoals 2026-11-24T03:12+01:00`,
  }
}

/** `under` leads to the answer below the entry of its step, as far as there is one. */
function missing(
  ports: AnswersPorts,
  question: Question,
  en: string,
  nl: string,
  under: readonly string[] = [],
): Fault {
  const { code, instance } = question
  const key = answerKey(ports.answers, instance)
  // One entry without the item does for all items of a list.
  const step = key ?? stepOf(instance)
  const what = {
    en: `no usable answer for ${step} (${code}): ${en}`,
    nl: `geen bruikbaar antwoord voor ${step} (${code}): ${nl}`,
  }
  return new Fault({
    code: 'answers.missing',
    exit: exit.invalid,
    message: { en: `${ports.file} has ${what.en}`, nl: `${ports.file} heeft ${what.nl}` },
    hint: { en: `add it under steps: ${step}`, nl: `voeg het toe onder steps: ${step}` },
    diagnostics:
      key === null
        ? []
        : [
            {
              code: 'answers.missing',
              severity: 'error',
              message: what,
              place: ports.place(['steps', key, ...under], under.length === 0 ? 'key' : 'value'),
            },
          ],
  })
}

/** A file can't know how it will end, and what runs twice at once may destroy what it should save. */
function stillRunning({ instance }: Question, seen: Said): Fault {
  return new Fault({
    code: 'answers.still-running',
    exit: exit.stopped,
    message: {
      en: `${instance} was cut off and still goes on, and no file decides about that: ${pick(seen, 'en')}`,
      nl: `${instance} werd afgebroken en loopt nog, en daarover beslist geen bestand: ${pick(seen, 'nl')}`,
    },
    hint: {
      en: 'wait for its end, or end it, and resume then; or decide in a terminal with cyber-respond resume',
      nl: 'wacht op het einde, of beëindig het, en ga dan verder; of beslis in een terminal met cyber-respond resume',
    },
  })
}

/** Everything is done, and it can't be closed by a file that does not say why. */
function unclosed(ports: AnswersPorts, why: (lang: 'en' | 'nl') => string): Fault {
  return new Fault({
    code: 'answers.not-closed',
    exit: exit.stopped,
    message: {
      en: `every step is settled, and ${ports.file} does not say why the incident can be closed: ${why('en')}`,
      nl: `elke stap is afgehandeld, en ${ports.file} zegt niet waarom het incident dicht mag: ${why('nl')}`,
    },
    hint: {
      en: 'mend what can be mended, or add close: with a reason; then resume',
      nl: 'herstel wat kan, of voeg close: met een reden toe; ga dan verder',
    },
  })
}

function undecided(ports: AnswersPorts, question: Question): Fault {
  return new Fault({
    code: 'answers.undecided',
    exit: exit.stopped,
    message: {
      en: `${question.instance} may or may not have run before a crash, and ${ports.file} does not decide`,
      nl: `${question.instance} is misschien al uitgevoerd voor een crash, en ${ports.file} beslist daar niet over`,
    },
    hint: {
      en: 'add unknown: { decide: redo, reason: … }, or decide in a terminal with cyber-respond resume',
      nl: 'voeg unknown: { decide: redo, reason: … } toe, of beslis in een terminal met cyber-respond resume',
    },
  })
}

function fail(fault: Fault): never {
  throw fault
}
