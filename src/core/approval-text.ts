import type { ApprovedAct, BoundApproval } from './event.ts'
import { harmless, harmlessJson, harmlessLine } from './harmless.ts'
import type { Said } from './text.ts'

/** The person who approves, in which role, and why. */
export interface Approving {
  readonly approver: string
  readonly role: string
  readonly reason: string
}

/**
 * The text that an approver signs since 0.2.0: one fact a line, so that it can be read before it is signed and after a
 * year. Two approvals that differ in anything have two texts.
 */
export function approvalText(bound: BoundApproval, approving: Approving): string {
  return signedFacts('cyber-respond approval, form 2', [], bound, approving)
}

type Fact = readonly [name: string, fact: string]

/** The text of a second person's word under a title of its own, with `more` facts in front: one a line. */
export function signedFacts(
  title: string,
  more: readonly Fact[],
  { incident, after, actor, acts }: BoundApproval,
  approving: Approving,
): string {
  const facts: readonly Fact[] = [
    ...more,
    ['incident', incident],
    ['after line', String(after)],
    ['by', actor],
    ['approved by', approving.approver],
    ['as', approving.role],
    ['because', approving.reason],
    ['acts, each once', String(acts.length)],
    ...acts.flatMap(actFacts),
  ]
  return `${title}\n${facts.map(([name, fact]) => `${name}: ${written(fact)}\n`).join('')}`
}

function actFacts({ act, title, what, attempts }: ApprovedAct, index: number): readonly Fact[] {
  const number = index + 1
  return [
    [`act ${number}`, act],
    ...inWords(`title ${number}`, title),
    ...inWords(`does ${number}`, what),
    [`tries ${number}`, String(attempts)],
  ]
}

function inWords(name: string, said: Said): readonly Fact[] {
  if (typeof said === 'string') return [[name, said]]
  return [
    [`${name} (en)`, said.en],
    [`${name} (nl)`, said.nl],
  ]
}

/** A fact as it is, or as JSON where it holds what could pass for another line, or for another fact. */
function written(fact: string): string {
  return harmless(fact) === fact && !fact.startsWith('"') ? fact : harmlessJson(fact)
}

/** The facts in a signed text of 0.1.0. It was made with each fact cut off at a thousand columns. */
export interface OldApproval {
  readonly incident: string
  /** Lines on record when it was asked. */
  readonly line: number
  readonly act: string
  readonly actor: string
}

const oldNames = ['incident', 'after line', 'step', 'act', 'by', 'approved by', 'as', 'because'] as const

/** The text that 0.1.0 had an approver sign, when it is about this step, approver, role and reason; else null. */
export function readOldApproval(text: string, step: string, { approver, role, reason }: Approving): OldApproval | null {
  const [title, ...lines] = text.split('\n')
  if (title !== 'cyber-respond approval' || lines.length !== oldNames.length + 1 || lines.at(-1) !== '') return null
  const facts = oldNames.map((name, at) => {
    const line = lines[at] ?? ''
    return line.startsWith(`${name}: `) ? line.slice(name.length + 2) : null
  })
  const [incident, line, ofStep, act, by, approvedBy, as, because] = facts
  if (incident == null || line == null || act == null || by == null || !/^\d{1,15}$/.test(line)) return null
  const isOfThis =
    ofStep === oldFact(step) && approvedBy === oldFact(approver) && as === oldFact(role) && because === oldFact(reason)
  return isOfThis ? { incident, line: Number(line), act, actor: by } : null
}

/** A fact as it stood in the text that 0.1.0 made. */
export function oldFact(fact: string): string {
  return harmlessLine(fact, 1000)
}
