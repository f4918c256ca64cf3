import { actTraits } from '../core/act-traits.ts'
import type { Behind } from '../core/behind.ts'
import type { Choice } from '../core/ports.ts'
import { typedNote } from '../core/redline.ts'
import { pick, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { statusText } from '../ui/mark.ts'
import { renderSituation } from '../ui/situation.ts'
import { renderShortStatus } from '../ui/status-short.ts'
import { renderStep } from '../ui/step-card.ts'
import type { Asker, Entry, MenuAsker } from './asker.ts'
import { unlessBack } from './back.ts'
import { approvedIn, type Batch } from './batch.ts'
import { askLeaving, behindEntries, runningLines } from './behind.ts'
import { askEarly } from './early.ts'
import type { More } from './more.ts'
import { seldom } from './seldom.ts'
import { toRatify } from './to-ratify.ts'
import { withReason } from './with-reason.ts'

type Act = 'do' | 'approved' | 'skip' | 'block' | 'other' | 'note' | 'status' | 'leave'

const whatNow: Text = { en: 'What now?', nl: 'Wat nu?' }
const whatNowInExercise: Text = { en: 'EXERCISE. What now?', nl: 'OEFENING. Wat nu?' }
const back: Text = { en: 'Back', nl: 'Terug' }

/** The news that may come, and what else can be chosen. */
export interface Beside {
  /** Shows what came in meanwhile. */
  show(): void
  more(): readonly More[]
  /** Begins what is approved already. */
  readonly batch: Pick<Batch, 'begin'>
  /** What goes on meanwhile. */
  readonly behind: Behind
}

/** The operator's place, from one choice to the next. */
export interface Front {
  /** The step that she is at: it stays in front until it is settled or put off. */
  at: { readonly instance: string; readonly deferred: number | null } | null
  /** The entry of the menu that she moved to. */
  act: string | null
}

/** Shows where the incident stands and asks what to do, until the answer is something for the record. */
export async function chooseNext(
  asker: MenuAsker,
  view: View,
  now: () => Temporal.Instant,
  { show, more, batch, behind }: Beside,
  front: Front,
): Promise<Choice> {
  const { look } = asker
  // Of a screen with few lines only these last ones are left: they must say that it is an exercise, too.
  const question = view.state.opened?.exercise === undefined ? whatNow : whatNowInExercise
  let step = inFront(view, front) ?? view.next(() => true)
  const put = (at: StepView | null): void => {
    front.at = at === null ? null : { instance: at.instance, deferred: at.record?.deferred ?? null }
  }
  asker.print(`\n${renderSituation(view, step, now(), look)}\n`)
  for (;;) {
    // Right above the question: further up, a long step would push it off the screen.
    show()
    const entries = acts(
      view,
      step,
      [...behindEntries(behind), ...more(), ...toRatify(view)],
      now,
      behind.running.length > 0,
    )
    const picked = await asker.pickOrNews<Act | More>(question, entries, {
      at: Math.max(
        0,
        entries.findIndex(({ value }) => keyOf(value) === front.act),
      ),
      moved: (index) => {
        front.act = keyOf(entries[index]?.value)
      },
      ...(behind.running.length === 0 ? {} : { running: () => runningLines(behind, now(), look) }),
    })
    if (picked.kind === 'news') {
      put(step)
      return { kind: 'again' }
    }
    const act = picked.value
    front.act = null
    if (typeof act === 'object') {
      const choice = await unlessBack(() => act.run(asker))
      if (choice !== null) return choice
      continue
    }
    if (act === 'leave') {
      const choice: Choice | null = behind.running.length === 0 ? { kind: 'leave' } : await askLeaving(asker, behind)
      if (choice !== null) return choice
      continue
    }
    if (act === 'approved') {
      const [first, ...rest] = approvedIn(view)
      if (first === undefined) continue
      batch.begin(rest, first)
      return { kind: 'do', instance: first.instance }
    }
    if (act === 'status') {
      asker.print(`\n${renderShortStatus(view, now(), look, look.lang)}\n`)
      continue
    }
    if (act === 'note') {
      const asked: Text = { en: 'Note (empty: back)', nl: 'Notitie (leeg: terug)' }
      if (step !== null) asker.tell(improving(step))
      const text = (await unlessBack(() => asker.prose(asked, { back: true }))) ?? ''
      if (text !== '')
        return { kind: 'note', ...typedNote(text, step === null ? null : `${step.runbook}/${step.step.id}`) }
    } else if (act === 'other') {
      const other = await unlessBack(() => another(asker, view))
      if (other === null) continue
      if ('kind' in other) {
        // What is taken back is what she is at now.
        put('instance' in other ? view.step(other.instance) : null)
        return other
      }
      step = other
      put(step)
      asker.print(`\n${renderSituation(view, step, now(), look)}\n`)
    } else if (step !== null) {
      const { instance } = step
      const at = step
      put(at)
      const choice: Choice | null =
        act === 'do' ? { kind: act, instance } : await unlessBack(() => withReason(asker, act, at))
      if (choice !== null) return choice
    }
  }
}

/** How one asks for a change to the runbook while one works by it. */
function improving({ step: { code } }: StepView): Text {
  return {
    en: `To ask for a change to ${code} in the runbook, begin with improve:`,
    nl: `Om een wijziging aan ${code} in het draaiboek te vragen, begint u met verbeter:`,
  }
}

/** The step that she was at, unless it is settled or was put off since. */
function inFront({ ready }: View, { at }: Front): StepView | null {
  const step = ready.find(({ instance }) => instance === at?.instance)
  if (step === undefined) return nextOfList(ready, at?.instance ?? '')
  return (step.record?.deferred ?? null) !== at?.deferred ? null : step
}

/** Who has done one item of a list goes on with the next one. */
function nextOfList(ready: readonly StepView[], instance: string): StepView | null {
  const list = instance.replace(/\[.*\]$/s, '[')
  if (!list.endsWith('[')) return null
  return ready.find((one) => one.instance.startsWith(list) && (one.record?.deferred ?? null) === null) ?? null
}

/** Shows the next of several acts, where a person does it: what a machine does is told as it happens. */
export function tellNext({ look, print }: Asker, view: View, step: StepView): void {
  if (actTraits[step.step.action.kind].takes === 'waits') print(`\n${renderStep(step, view, look)}\n`)
}

function keyOf(act: Act | More | undefined): string | null {
  return typeof act === 'object' ? act.name.en.replace(/\d+/g, '') : (act ?? null)
}

function acts(
  view: View,
  step: StepView | null,
  more: readonly More[],
  now: () => Temporal.Instant,
  running: boolean,
): readonly Entry<Act | More>[] {
  const entries: Entry<Act | More>[] = []
  if (step !== null) entries.push({ name: doing(step), value: 'do' })
  const approved = approvedIn(view)
  if (approved.some((one) => one.instance !== step?.instance)) {
    entries.push({ name: allApproved(approved.length), value: 'approved' })
  }
  // What may have happened is not skipped over: first somebody decides whether it did.
  if (step !== null && step.status !== 'unknown') {
    entries.push({ name: { en: 'Skip…', nl: 'Overslaan…' }, value: 'skip' })
    entries.push({ name: { en: 'Blocked…', nl: 'Geblokkeerd…' }, value: 'block' })
  }
  if (view.steps.some((other) => other.instance !== step?.instance)) {
    entries.push({ name: { en: 'Another step…', nl: 'Andere stap…' }, value: 'other' })
  }
  return [
    ...entries,
    ...more.map((one) => ({ name: one.name, value: one })),
    { name: { en: 'Note…', nl: 'Notitie…' }, value: 'note' },
    { name: { en: 'Status', nl: 'Overzicht' }, value: 'status' },
    ...seldom(view, now, running),
    { name: { en: 'Leave (go on later)', nl: 'Stoppen (later verder)' }, value: 'leave' },
  ]
}

function allApproved(count: number): Text {
  return count === 1
    ? { en: 'Go on with what is approved', nl: 'Ga verder met wat goedgekeurd is' }
    : { en: `Go on with the ${count} that are approved`, nl: `Ga verder met de ${count} die goedgekeurd zijn` }
}

function doing({ status, needsItems }: StepView): Text {
  if (status === 'unknown') return { en: 'Decide what happened…', nl: 'Beslis wat er gebeurd is…' }
  if (needsItems) return { en: 'Name them…', nl: 'Noem ze…' }
  return status === 'failed' ? { en: 'Try again', nl: 'Probeer opnieuw' } : { en: 'Do it', nl: 'Voer uit' }
}

const notNow: ReadonlySet<StepView['status']> = new Set(['waiting', 'not-applicable', 'doing'])

const changeable: ReadonlySet<StepView['status']> = new Set(['blocked', 'skipped', 'done'])

function others(view: View): readonly StepView[] {
  return [...view.ready, ...view.steps.filter((step) => changeable.has(step.status))]
}

/** Another step to look at, or what to do with one that waits, is blocked or over; null to go back. */
async function another(asker: Asker, view: View): Promise<StepView | Choice | null> {
  const { lang } = asker.look
  const entryOf = (step: StepView) => ({
    code: step.step.code,
    name: `${step.step.code}  ${pick(step.title, lang)} (${pick(statusText(step), lang)})`,
    value: step,
  })
  const entries: readonly Entry<StepView | null>[] = [
    ...others(view).map(entryOf),
    { name: back, value: null },
    // Every step of the plan is found by its code or a word, also one that can't be done now: then she is told why.
    ...view.steps
      .filter(({ status }) => notNow.has(status))
      .map((step) => ({ ...entryOf(step), typedOnly: true as const })),
  ]
  const question: Text = { en: 'Which step? Type its code or a word', nl: 'Welke stap? Typ de code of een woord' }
  const step = await asker.find(question, entries, { back: true })
  if (step !== null && notNow.has(step.status)) return askEarly(asker, step, view)
  if (step === null || !changeable.has(step.status)) return step
  const act = step.status === 'blocked' ? 'unblock' : 'reopen'
  const name = {
    unblock: { en: 'No longer blocked…', nl: 'Niet langer geblokkeerd…' },
    reopen: { en: 'Reopen…', nl: 'Heropenen…' },
  }[act]
  const chosen = await asker.pick<'go' | 'back'>(
    `${step.step.code}  ${pick(step.title, lang)}`,
    [
      { name, value: 'go' },
      { name: back, value: 'back' },
    ],
    { back: true },
  )
  return chosen === 'go' ? withReason(asker, act, step) : null
}
