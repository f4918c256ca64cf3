import type { ApprovalSignature } from './event.ts'
import { exit, Fault } from './fault.ts'
import { harmlessLine } from './harmless.ts'
import { samePerson } from './person.ts'
import type { State } from './state.ts'
import { pick, type Said } from './text.ts'

/** What a second person is asked to approve, and the place in the record at which it is asked. */
export interface ApprovalRequest {
  readonly incident: string
  /** Lines on record. */
  readonly line: number
  readonly instance: string
  readonly what: Said
  readonly actor: string
  /** The role that approves. */
  readonly role: string
  /** A typed name is not enough: the approver's own key must sign. */
  readonly mustSign: boolean
  /** The keys that the record knows: none of another person's can approve. */
  readonly keys: State['keys']
}

/** Signs as an approver. */
export interface ApprovalSigner {
  /** Path of the key that this machine's configuration has for a person; null: none. */
  keyOf(approver: string): string | null
  /** Throws a Fault when the key can't sign. */
  sign(path: string, text: string): Promise<ApprovalSignature>
}

/** A rehearsal signs nothing; that there is a key is all that it looks at. */
export const trialSigner: ApprovalSigner = {
  keyOf: () => null,
  sign: async (_path, text) => ({ text, key: '', signature: '' }),
}

/** What an approver signs: one fact a line, so that it can be read before it is signed and after a year. */
export function approvalText(request: ApprovalRequest, approver: string, reason: string): string {
  const { incident, line, instance, what, actor, role } = request
  const facts = [
    ['incident', incident],
    ['after line', String(line)],
    ['step', instance],
    ['act', pick(what, 'en')],
    ['by', actor],
    ['approved by', approver],
    ['as', role],
    ['because', reason],
  ]
  return `${['cyber-respond approval', ...facts.map(([name, fact]) => `${name}: ${harmlessLine(fact ?? '', 1000)}`)].join('\n')}\n`
}

/** Whether a signed text is about this approval and no other one. */
export function isAbout(
  text: string,
  {
    seq,
    step,
    approver,
    role,
    reason,
  }: {
    readonly seq: number
    readonly step: string
    readonly approver: string
    readonly role: string
    readonly reason: string
  },
): boolean {
  const line = Number(/^after line: (\d+)$/m.exec(text)?.[1])
  const own = { incident: '', line: 0, instance: step, what: '', actor: '', role, mustSign: false, keys: {} }
  const expected = approvalText(own, approver, reason).split('\n')
  // The incident, the act and who does it are for the reader; all else must be what stands on record.
  const fixed = expected.filter((one) => !/^(incident|after line|act|by): /.test(one))
  const lines = text.split('\n')
  return line <= seq && lines.length === expected.length && fixed.every((one) => lines.includes(one))
}

/** What to say when a key is on record as another person's; null: it is not. */
export function keyOfAnother(keys: State['keys'], key: string, person: string): Fault | null {
  const owner = keys[key]?.person
  if (owner === undefined || samePerson(owner, person)) return null
  const [shown, known] = [harmlessLine(person, 100), harmlessLine(owner, 100)]
  return new Fault({
    code: 'key.of-another',
    exit: exit.usage,
    message: {
      en: `the key of "${shown}" is on record as the key of "${known}"`,
      nl: `de sleutel van "${shown}" staat in het logboek als de sleutel van "${known}"`,
    },
    hint: {
      en: 'each person signs with a key of his own, and under the same name: say who you are with --operator NAME',
      nl: 'iedereen ondertekent met een eigen sleutel, en onder dezelfde naam: zeg wie u bent met --operator NAAM',
    },
  })
}
