import { goesAlone } from './act-alone.ts'
import { type ApprovalRequest, formOf } from './approval-request.ts'
import { approvedAct, askTogether } from './ask-together.ts'
import { stillAs, tellFaster } from './beside-others.ts'
import { serves } from './bound-approval.ts'
import type { BoundApproval, Draft } from './event.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import type { Journal, Present } from './journal.ts'
import { isSamePerson, knownPeople } from './known-people.ts'
import type { Actions, OperatorPort, Question } from './ports.ts'
import { listing } from './second-person.ts'
import type { State } from './state.ts'
import type { Said } from './text.ts'
import type { StepView, View } from './view.ts'

/** `seen` is the state in which the step was looked up. */
interface Asked {
  readonly view: StepView
  readonly seen: State
  readonly asked: Question
}

/**
 * Whether a second person lets the step begin: nobody has to, somebody did already for this very act, or somebody does so now.
 * The answer is on record before the act. Throws a Fault when who approves is who acts, or did not sign where he must.
 */
export async function isApproved(
  ports: { readonly operator: OperatorPort; readonly actions: Actions },
  journal: Journal,
  { view, seen, asked }: Asked,
  actor: string,
  what: Said,
): Promise<boolean> {
  const { approve: role, approveSigned: mustSign = false } = view.step
  if (role === undefined) return true
  const state = journal.state()
  const { opened, size, keys } = state
  const { instance } = view
  const incident = opened?.incident ?? ''
  const act = { ...approvedAct(ports, view), what }
  if (isApprovedFor(ports, state, view, actor, what)) return true
  const bound = {
    incident,
    after: size,
    actor,
    acts: [act, ...(await askTogether(ports, journal, view, asked, actor))],
  }
  const request = { bound, what, actor, role, mustSign, keys, ...whoGoAlone(view, bound, journal.view()) }
  const answer = await ports.operator.approve(asked, request)
  if (answer === null) return goesAlone(ports, journal, { view, seen, asked }, request)
  const { approver, reason, approved: yes, signature } = answer
  const people = knownPeople(view.scope.profile)
  if (isSamePerson(people, approver, actor)) throw sameHands(approver)
  if (yes && mustSign && signature === undefined) throw unsigned(approver)
  const form = formOf(keys, approver, signature)
  const base = { approver, role, reason, ...listing(people, approver) }
  const acts = yes ? bound.acts.map((one) => one.act) : [instance]
  const records = acts.map((one) => state.steps.get(one))
  // Whoever approves has looked at these acts as they stood when it was asked.
  const isOpen = stillAs(view, seen, journal.run())
  const still = (now: Present): boolean =>
    isOpen(now) && acts.every((one, index) => now.state.steps.get(one) === records[index])
  const draft: Draft = yes
    ? {
        type: 'step.approved',
        actor: approver,
        step: instance,
        data: { ...base, bound, ...form },
      }
    : { type: 'step.refused', actor: approver, step: instance, data: { ...base, form: 'asserted' } }
  if (await journal.claim([draft], still)) return yes
  tellFaster(ports.operator, journal, asked, seen)
  return false
}

/** Whether nobody has to approve it, or somebody did, before a crash or together with others: this act by this person, and nothing else. */
export function isApprovedFor(
  ports: { readonly actions: Actions },
  { opened }: Pick<State, 'opened'>,
  view: StepView,
  actor: string,
  what: Said,
): boolean {
  if (view.step.approve === undefined) return true
  const given = view.record?.approved ?? null
  const act = { ...approvedAct(ports, view), what }
  return given !== null && serves(given, { incident: opened?.incident ?? '', actor, act })
}

/** Which acts may go on without a second person, if this one may. */
function whoGoAlone(
  { step, instance }: StepView,
  { acts }: BoundApproval,
  { steps }: Pick<View, 'steps'>,
): Pick<ApprovalRequest, 'mayGoAlone' | 'othersAlone'> {
  if (step.alone !== true) return {}
  const asked = new Set(acts.map(({ act }) => act))
  const others = steps.filter((one) => one.instance !== instance && one.step.alone === true && asked.has(one.instance))
  return { mayGoAlone: true, othersAlone: others.map((one) => one.instance) }
}

function sameHands(name: string): Fault {
  return new Fault({
    code: 'approval.same-person',
    exit: exit.usage,
    message: {
      en: `"${name}" carries out this step and can't approve it`,
      nl: `"${name}" voert deze stap uit en kan hem niet zelf goedkeuren`,
    },
    hint: { en: 'ask a second person', nl: 'vraag het aan een tweede persoon' },
  })
}

function unsigned(name: string): Fault {
  return new Fault({
    code: 'step.unsigned-approval',
    exit: exit.usage,
    message: {
      en: `the approval by "${name}" must be signed with that person's own key`,
      nl: `de goedkeuring door "${name}" moet ondertekend zijn met de eigen sleutel van die persoon`,
    },
    hint: {
      en: 'name the key: at the prompt, or in an answers file as approver: { name, reason, key }',
      nl: 'noem de sleutel: bij de vraag, of in een antwoordenbestand als approver: { name, reason, key }',
    },
  })
}
