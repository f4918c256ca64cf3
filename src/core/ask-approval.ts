import { goesAlone } from './act-alone.ts'
import { type ApprovalRequest, formOf } from './approval-request.ts'
import { approvedAct, askTogether } from './ask-together.ts'
import { serves } from './bound-approval.ts'
import type { BoundApproval } from './event.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import type { Journal } from './journal.ts'
import { isSamePerson, knownPeople } from './known-people.ts'
import type { Actions, OperatorPort, Question } from './ports.ts'
import { listing } from './second-person.ts'
import type { Said } from './text.ts'
import type { StepView, View } from './view.ts'

/**
 * Whether a second person lets the step begin: nobody has to, somebody did already for this very act, or somebody does so now.
 * The answer is on record before the act. Throws a Fault when who approves is who acts, or did not sign where he must.
 */
export async function isApproved(
  ports: { readonly operator: OperatorPort; readonly actions: Actions },
  journal: Journal,
  view: StepView,
  asked: Question,
  actor: string,
  what: Said,
): Promise<boolean> {
  const { approve: role, approveSigned: mustSign = false } = view.step
  if (role === undefined) return true
  const { opened, size, keys } = journal.state()
  const { instance } = view
  const incident = opened?.incident ?? ''
  const act = { ...approvedAct(ports, view), what }
  // Given before a crash, or together with others: it holds for this act by this person, and for nothing else.
  const given = view.record?.approved ?? null
  if (given !== null && serves(given, { incident, actor, act })) return true
  const bound = {
    incident,
    after: size,
    actor,
    acts: [act, ...(await askTogether(ports, journal, view, asked, actor))],
  }
  const request = { bound, what, actor, role, mustSign, keys, ...whoGoAlone(view, bound, journal.view()) }
  const answer = await ports.operator.approve(asked, request)
  if (answer === null) return goesAlone(ports, journal, view, asked, request)
  const { approver, reason, approved: yes, signature } = answer
  const people = knownPeople(view.scope.profile)
  if (isSamePerson(people, approver, actor)) throw sameHands(approver)
  if (yes && mustSign && signature === undefined) throw unsigned(approver)
  const form = formOf(keys, approver, signature)
  const base = { approver, role, reason, ...listing(people, approver) }
  await journal.record([
    yes
      ? {
          type: 'step.approved',
          actor: approver,
          step: instance,
          data: { ...base, bound, ...form },
        }
      : { type: 'step.refused', actor: approver, step: instance, data: { ...base, form: 'asserted' } },
  ])
  return yes
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
