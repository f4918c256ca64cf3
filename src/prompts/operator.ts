import { type Drafts, noDrafts } from '../adapters/home/draft-files.ts'
import type { ApprovalSigner } from '../core/approval-request.ts'
import { type Behind, nothingBehind } from '../core/behind.ts'
import type { EventData } from '../core/event.ts'
import { isFault } from '../core/fault.ts'
import { isOutside, isSamePerson, type KnownPerson } from '../core/known-people.ts'
import { idOf } from '../core/named-items.ts'
import type { BlobPort, Choice, OperatorPort, PathRules, Question } from '../core/ports.ts'
import { inBoth, type Lang, pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { Withdrawn } from '../core/withdrawn.ts'
import { createLook } from '../ui/look.ts'
import { createProgress } from '../ui/progress.ts'
import type { Terminal } from '../ui/terminal.ts'
import { askDecision } from './after-crash.ts'
import { askAccept, tellAgainst } from './against.ts'
import { askAlone, askRatify, tellAlone } from './alone.ts'
import { askApproval } from './approval.ts'
import type { Asker } from './asker.ts'
import { unlessBack } from './back.ts'
import { createBatch } from './batch.ts'
import { askStopping } from './behind.ts'
import { askCalled } from './call.ts'
import { type Beside, chooseNext, type Front, tellNext } from './choose.ts'
import { askFalseAlarm } from './false-alarm.ts'
import { toldWhatIsKept, unlessClosed } from './faults.ts'
import { askFields } from './fields.ts'
import { realPaths } from './file.ts'
import { handOver } from './hand.ts'
import { askHandover } from './handover.ts'
import { wrongItem } from './items.ts'
import { askPersonName } from './name.ts'
import { askProof, askVouch } from './proof.ts'
import { createTape } from './tape.ts'
import { askerAt } from './terminal-asker.ts'
import { askTogether } from './together.ts'

interface PromptParts {
  readonly terminal: Terminal
  readonly stdin: NodeJS.ReadStream
  /** The stream of the questions: stderr, so that results can go elsewhere. */
  readonly stdout: NodeJS.WriteStream
  readonly lang: Lang
  now(): Temporal.Instant
  /** The person who acts, when that was said already; else it is asked once, and `suggestion` is what Enter means. */
  readonly actor: string | null
  readonly suggestion: string
  /** The people whom the profile names. Default: nobody is known. */
  readonly people?: readonly KnownPerson[]
  readonly signal: AbortSignal
  readonly signer: ApprovalSigner
  readonly blobs: Pick<BlobPort, 'putFile'>
  /** Default: the files of this machine. */
  readonly paths?: PathRules
  /** A form: there is nothing to go back to from its first question. */
  readonly stays?: boolean
  /** The place where answers are kept until they are on record. Default: nowhere. */
  readonly drafts?: Drafts
  /** The news that may come in while she chooses what to do: then she is shown it, and chooses anew. */
  readonly news?: News
}

/** Gives a signal that is aborted when there is something that she must see before she chooses. */
export interface News extends Omit<Beside, 'batch' | 'behind'> {
  signal(): AbortSignal
}

/**
 * The operator at a terminal. Every method throws the Fault `interrupted` on Ctrl-C or when the signal is aborted, and
 * `terminal.closed` when the input ends; where leaving is an answer, the end of the input is that answer.
 */
export function createPrompts(parts: PromptParts): OperatorPort {
  const { terminal, stdin, stdout, lang, now, signal, signer } = parts
  const look = createLook(terminal, lang)
  const { news, people = [], paths = realPaths } = parts
  let behind: Behind = nothingBehind
  let changed = behind.changed
  const heard = (): AbortSignal => AbortSignal.any([changed, ...(news === undefined ? [] : [news.signal()])])
  const below = askerAt({ stdin, output: stdout, look, people, signal, news: heard })
  const tape = createTape(below, parts.drafts ?? noDrafts, parts.stays === true)
  const { asker } = tape
  const front: Front = { at: null, act: null }
  const batch = createBatch()
  let { actor, suggestion } = parts
  const keep = async (path: string) => {
    const progress = createProgress(terminal, stdout)
    try {
      return await parts.blobs.putFile(path, (bytes, total) =>
        progress.say(`${path}: ${Math.floor((100 * bytes) / Math.max(total, 1))} %`),
      )
    } finally {
      progress.clear()
    }
  }
  /** What is approved goes on by itself; when it stops, the step that it stopped at is in front of her. */
  const goOn = (view: View): Choice | null => {
    const next = batch.next(view, new Set(behind.running.map(({ instance }) => instance)))
    if (next.step !== null) {
      news?.show()
      tellNext(below, view, next.step)
      return { kind: 'do', instance: next.step.instance }
    }
    if (next.why === null) return null
    front.at = next.at === null ? null : { instance: next.at.instance, deferred: next.at.record?.deferred ?? null }
    below.tell(next.why)
    return null
  }
  /** What she wants who pressed Ctrl-C while acts go on: else it ends everything. */
  const stopping = async (error: unknown): Promise<Choice> => {
    if (!isFault(error, 'interrupted') || signal.aborted || behind.running.length === 0) throw error
    const choice = await askStopping(below, behind)
    if (choice.kind === 'leave') throw error
    return choice
  }
  /** The questions of acts behind that were asked once: who goes back out of one finds it in the menu. */
  const offered = new WeakSet<object>()
  /** What an act wants to know is asked when nobody is choosing, before the menu is shown. */
  const askedFirst = (): Choice | null => {
    const question = behind.questions.find((one) => !offered.has(one))
    if (question === undefined) return null
    offered.add(question)
    return { kind: 'answer', instance: question.instance }
  }
  let wanted: Choice | null = null
  let isLeaving = false
  const choose = async (view: View): Promise<Choice> => {
    for (;;) {
      const given = wanted
      wanted = null
      if (isLeaving && behind.questions.length === 0) return { kind: 'leave' }
      isLeaving = false
      const menu = { ...(news ?? nothingBeside), batch, behind }
      const choice =
        given ?? goOn(view) ?? askedFirst() ?? (await chooseNext(below, view, now, menu, front).catch(stopping))
      isLeaving = choice.kind === 'leave' && behind.running.length > 0
      if (isLeaving) below.tell(waiting)
      if (choice.kind === 'answer') {
        const question = behind.questions.find(({ instance }) => instance === choice.instance)
        if (question === undefined) return choice
        // Several of one list may ask at once: which one it is stands above what it asks.
        below.tell(inBoth((lang) => `\n${question.code}  ${pick(question.title, lang)}`))
        if (await tape.begin(question)) return choice
        continue
      }
      // What is asked beside the steps has nothing to go back to.
      if (besideSteps.has(choice.kind)) await tape.begin({ instance: '', code: '' })
      if (choice.kind !== 'do') return choice
      const step = view.step(choice.instance)
      if (step === null || (await tape.begin({ instance: step.instance, code: step.step.code }))) return choice
    }
  }
  /** Asks the questions of one method: Esc goes back in it, and what stops it says what is kept. */
  const asked = async <T>(method: string, flow: () => Promise<T>, keeps = true): Promise<T> => {
    try {
      return await toldWhatIsKept(() => tape.run(method, flow, keeps), tape.unsaved)
    } catch (error) {
      wanted = await stopping(error)
      throw new Withdrawn(false)
    }
  }
  const asksName = async (): Promise<string> => {
    const options = {
      ...(suggestion === '' ? {} : { fallback: suggestion }),
      back: true,
      but: isOutside(people),
    } as const
    const name = await unlessBack(() => askPersonName(below, yourName, options))
    if (name === null) throw new Withdrawn(false)
    return name
  }
  /** Who takes over mostly types on: the next one who acts is asked for a name, unless the session was begun in one. */
  const handedOver = ({ from, to }: EventData['handover.made']): void => {
    if (actor === null || !isSamePerson(people, from, actor)) return
    if (parts.actor === null) [actor, suggestion] = [null, to]
    else below.tell(goesOnAs(actor))
  }
  return {
    inTurn: true,
    actor: async () => {
      actor ??= await toldWhatIsKept(asksName, tape.unsaved)
      return actor
    },
    kept: (events) => {
      tape.kept(events)
      batch.kept(events)
      for (const event of events) if (event.type === 'handover.made') handedOver(event.data)
    },
    choose: (view, going) => {
      behind = going
      changed = going.changed
      const gone: Choice = going.running.length === 0 ? { kind: 'leave' } : { kind: 'leave', stops: true }
      return unlessClosed(gone, () =>
        toldWhatIsKept(
          () => choose(view),
          () => null,
        ),
      )
    },
    show: (_question, text) => below.tell(`\n${text}\n`),
    hand: (_question, secrets) =>
      unlessClosed(undefined, () => toldWhatIsKept(() => handOver(below, secrets), tape.unsaved)),
    confirm: (question) => asked('confirm', () => askConfirm(asker, question)),
    ask: (question, fields, known) => asked('ask', () => askFields({ asker, question, fields, known, now })),
    pick: (question, options) =>
      asked('pick', () =>
        asker.pick(
          titled(question),
          options.map(({ id, title }) => ({ name: title, value: id })),
          { claim: true },
        ),
      ),
    items: (question, ask) => asked('items', () => askItems(asker, question, ask)),
    files: (question, items) => asked('files', () => askFiles(asker, question, items, paths)),
    called: (question, call) => asked('called', () => askCalled(asker, question, call)),
    proof: (question, proof) => asked('proof', () => askProof(asker, question, proof, keep, paths)),
    vouch: (question, why) => asked('vouch', () => askVouch(asker, question, why)),
    accept: (question, against) => asked('accept', () => askAccept(asker, question, against), false),
    against: (question, against) => tellAgainst(below, question, against),
    together: async (question, along) =>
      batch.aloneFor(question.instance) === null
        ? asked('together', () => askTogether(asker, question, along), false)
        : [],
    // What a second person said, and what became of an act, is never said by a draft.
    approve: async (question, request) =>
      batch.aloneFor(question.instance) === null
        ? asked('approve', () => askApproval(asker, question, request, signer), false)
        : null,
    alone: async (question, request) => {
      const said = batch.aloneFor(question.instance)
      if (said !== null) {
        tellAlone(below)
        return { reason: said }
      }
      const goes = await asked('alone', () => askAlone(asker, question, request), false)
      if (goes === null) return null
      if (goes.others.length > 0) batch.beginAlone(goes.others, question.instance, goes.reason)
      return { reason: goes.reason }
    },
    handover: (by) => asked('handover', () => askHandover(asker, by), false),
    faster: ({ code }, by) => below.tell(code === '' ? by : { en: `${code}: ${by.en}`, nl: `${code}: ${by.nl}` }),
    changed: (effects) => {
      for (const effect of effects) below.tell(effect)
    },
    falseAlarm: (request, view) => asked('falseAlarm', () => askFalseAlarm(asker, request, view, signer), false),
    ratify: (question, request) => asked('ratify', () => askRatify(asker, question, request, signer), false),
    decide: (question, what, probe) =>
      unlessClosed({ decision: 'leave', reason: '' }, () =>
        asked('decide', () => askDecision(asker, question, pick(what, lang), pick(probe, lang)), false),
      ),
  }
}

const besideSteps: ReadonlySet<Choice['kind']> = new Set(['ratify', 'false-alarm', 'correct', 'handover'])

const waiting: Text = {
  en: 'Waiting for what goes on. Ctrl-C stops it.',
  nl: 'Even wachten op wat loopt. Ctrl-C stopt het.',
}

const nothingBeside: Omit<Beside, 'batch' | 'behind'> = { show: () => {}, more: () => [] }

function goesOnAs(actor: string): Text {
  return {
    en: `What is typed here still goes on record as ${actor}. Who types in another name leaves, and resumes.`,
    nl: `Wat hier getypt wordt, staat nog altijd op naam van ${actor} in het logboek. Wie onder een andere naam typt, stopt en hervat.`,
  }
}

const yourName: Text = { en: 'Your name, for the record', nl: 'Uw naam, voor het logboek' }

function titled({ code, title }: Question): Text {
  return { en: `${code}: ${title.en}`, nl: `${code}: ${title.nl}` }
}

async function askConfirm(asker: Asker, question: Question): ReturnType<OperatorPort['confirm']> {
  for (;;) {
    const answer = await asker.pick<'done' | 'not-done' | 'later'>(
      titled(question),
      [
        { name: { en: 'Done', nl: 'Gedaan' }, value: 'done' },
        { name: { en: 'Not done…', nl: 'Niet gedaan…' }, value: 'not-done' },
        { name: { en: 'Later', nl: 'Later' }, value: 'later' },
      ],
      { claim: true },
    )
    if (answer !== 'not-done') return { answer, reason: '' }
    const reason = await asker.prose({ en: 'Why not? (empty: back)', nl: 'Waarom niet? (leeg: terug)' })
    if (reason !== '') return { answer, reason }
  }
}

/** The items of a list that the profile doesn't know, each with an id that a step can carry. */
async function askItems(asker: Asker, question: Question, ask: Text): ReturnType<OperatorPort['items']> {
  const items: { readonly id: string; readonly name: string }[] = []
  asker.tell({ en: `${question.code}: ${ask.en}`, nl: `${question.code}: ${ask.nl}` })
  for (;;) {
    const number = items.length + 1
    const check = (typed: string): Text | null =>
      typed === ''
        ? null
        : wrongItem(
            typed,
            items.map(({ name }) => name),
          )
    const said = { en: `${number}, next (empty: that is all)`, nl: `${number}, volgende (leeg: dat is alles)` }
    const name = await asker.line(said, { check })
    if (name !== '') items.push({ id: idOf(name, items), name })
    else if (items.length > 0 || (await reallyNone(asker))) return items
  }
}

function reallyNone(asker: Asker): Promise<boolean> {
  return asker.pick<boolean>({ en: 'None at all?', nl: 'Geen enkele?' }, [
    { name: { en: 'I name them', nl: 'Ik noem ze' }, value: false },
    { name: { en: 'There are none', nl: 'Er zijn er geen' }, value: true },
  ])
}

async function askFiles(
  asker: Asker,
  question: Question,
  items: Text,
  paths: PathRules,
): ReturnType<OperatorPort['files']> {
  const found: string[] = []
  asker.tell({ en: `${question.code}: ${items.en}`, nl: `${question.code}: ${items.nl}` })
  for (;;) {
    const number = found.length + 1
    const path = await asker.line(
      {
        en: `${number}, ${paths.askEvidence.en} (empty: that is all)`,
        nl: `${number}, ${paths.askEvidence.nl} (leeg: dat is alles)`,
      },
      { check: paths.wrongEvidence, mend: true },
    )
    if (path === '') break
    found.push(paths.typed(path))
  }
  if (found.length === 0) return { paths: found, note: '' }
  const note = await asker.prose({ en: 'Where do they come from? (optional)', nl: 'Waar komen ze vandaan? (mag leeg)' })
  return { paths: found, note }
}
