import type { ApprovalRequest } from './approval-request.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import type { Journal } from './journal.ts'
import { needs03 } from './needs.ts'
import type { OperatorPort, Question } from './ports.ts'
import { roleWords } from './role-words.ts'
import type { StepView } from './view.ts'

/**
 * Whether an act that nobody can approve now goes on without a second person: where its runbook lets it, and who acts says why.
 * That is on record before the act, bound to it as an approval is, and stays marked until a second person judges it.
 */
export async function goesAlone(
  ports: { readonly operator: Pick<OperatorPort, 'alone'> },
  journal: Journal,
  { step, instance }: StepView,
  asked: Question,
  request: ApprovalRequest,
): Promise<boolean> {
  if (step.alone !== true) return false
  const said = (await ports.operator.alone?.(asked, request)) ?? null
  if (said === null) return false
  const { actor, role } = request
  // An approval may be asked for several acts at once; each one that goes on alone says why in a line of its own.
  const acts = request.bound.acts.filter(({ act }) => act === instance)
  const bound = { ...request.bound, after: journal.state().size, acts }
  await journal.record([
    { type: 'step.alone', actor, step: instance, data: { needs: needs03, role, reason: said.reason, bound } },
  ])
  return true
}

/** The fault of an act that is to go on without a second person where its runbook does not let it. */
export function notAlone({ instance, code }: Question, role: string): Fault {
  const { en, nl } = roleWords(role)
  return new Fault({
    code: 'approval.not-alone',
    exit: exit.invalid,
    message: {
      en: `${instance} (${code}) can't go on without a second person: its runbook does not allow it`,
      nl: `${instance} (${code}) kan niet verder zonder tweede persoon: het draaiboek laat dat niet toe`,
    },
    hint: {
      en: `it waits until somebody approves it in the role of ${en}; other steps can go on`,
      nl: `de stap wacht tot iemand ze goedkeurt in de rol van ${nl}; andere stappen kunnen verder`,
    },
  })
}
