import type { ApprovalRequest } from './approval-request.ts'
import { stillAs, tellFaster } from './beside-others.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import type { Journal } from './journal.ts'
import { needs03 } from './needs.ts'
import type { OperatorPort, Question } from './ports.ts'
import { roleWords } from './role-words.ts'
import type { State } from './state.ts'
import type { StepView } from './view.ts'

/**
 * Whether an act that nobody can approve now goes on without a second person: where its runbook lets it, and who acts says why.
 * That is on record before the act, bound to it as an approval is, and stays marked until a second person judges it.
 */
export async function goesAlone(
  ports: { readonly operator: Pick<OperatorPort, 'alone' | 'faster'> },
  journal: Journal,
  { view, seen, asked }: { readonly view: StepView; readonly seen: State; readonly asked: Question },
  request: ApprovalRequest,
): Promise<boolean> {
  const { step, instance } = view
  if (step.alone !== true) return false
  const said = (await ports.operator.alone?.(asked, request)) ?? null
  if (said === null) return false
  const { actor, role } = request
  // An approval may be asked for several acts at once; each one that goes on alone says why in a line of its own.
  const acts = request.bound.acts.filter(({ act }) => act === instance)
  const { size, steps } = journal.state()
  const record = steps.get(instance)
  const data = { needs: needs03, role, reason: said.reason, bound: { ...request.bound, after: size, acts } }
  const isOpen = stillAs(view, seen, journal.run())
  const stands = await journal.claim(
    [{ type: 'step.alone', actor, step: instance, data }],
    (now) => isOpen(now) && now.state.steps.get(instance) === record,
  )
  if (!stands) tellFaster(ports.operator, journal, asked, seen)
  return stands
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
