import { type AloneAct, aloneActOf, judgedLater } from '../core/alone-act.ts'
import { approvalText, oldFact, readOldApproval } from '../core/approval-text.ts'
import { sameSaid } from '../core/bound-approval.ts'
import type { ApprovalSignature, BoundApproval, EventData, LogEvent } from '../core/event.ts'
import { typesThatAre } from '../core/event-traits.ts'
import { falseAlarmAct, falseAlarmRole } from '../core/false-alarm.ts'
import { samePerson } from '../core/person.ts'
import { erasureRole, redactionAct } from '../core/redaction-act.ts'
import { pick, type Said, type Text } from '../core/text.ts'
import { judgementFault } from './alone-words.ts'
import { approvalFaults, otherAct, otherActor, otherIncident, usedAgain } from './approval-words.ts'

/**
 * An approval of a record, and what is wrong with it beside its signature; or what stands in the place of one: that an act
 * goes on without, and what a second person said of that later.
 */
export interface JudgedApproval {
  readonly seq: number
  readonly approver: string
  readonly signature: ApprovalSignature | null
  /**
   * `old`: of 0.1.0, which bound an approval to nothing but what was signed. `alone`: nobody approved, and `approver` is who
   * acts. `later`: the judgement of such an act.
   */
  readonly form: 'bound' | 'old' | 'alone' | 'later'
  wrong: Text | null
  /** Old ones only: after a break it served another person, or another act, as 0.1.0 let it. */
  passedOn: boolean
}

const ending = typesThatAre('ends-approval')

/** The state of an approval: what it still lets happen to a step. */
interface ApprovalStanding {
  readonly approval: JudgedApproval
  readonly actor: string
  /** The act that it must be; null: not said. `isCut`: as 0.1.0 signed it, in English and at most so long. */
  readonly what: Said | null
  readonly isCut: boolean
  /** The number of sessions before it. */
  readonly session: number
  left: number
  /** An intent was seen whose outcome was not. */
  isDoing: boolean
}

/**
 * Goes along with a record and judges its approvals: that each is of this incident, names the act and the person that
 * follow, was given where it stands, and serves each act once. Needs the events of approvals and erasures, of the opening, of
 * sessions, and of the steps that it says it watches.
 */
export class ApprovalWatch {
  readonly #judged: JudgedApproval[] = []
  readonly #standing = new Map<string, ApprovalStanding>()
  readonly #erased = new Set<string>()
  #alone: readonly AloneAct[] = []
  #incident = ''
  #sessions = 0
  #binds = false
  /** Several sessions may be open at once; and the number of lines up to the last one of each step that was approved. */
  #shares = false
  readonly #acted = new Map<string, number>()

  get judged(): readonly JudgedApproval[] {
    return this.#judged
  }

  /** The acts that went on without a second person, as the record has them. */
  get alone(): readonly AloneAct[] {
    return this.#alone
  }

  watches(step: string): boolean {
    return this.#standing.has(step)
  }

  /** `acted`: how many lines there were with the last one above of a step or a session. */
  see(event: LogEvent, acted: number): void {
    this.#judge(event, acted)
    if (event.step !== undefined) this.#acted.set(event.step, event.seq + 1)
  }

  #judge(event: LogEvent, acted: number): void {
    switch (event.type) {
      case 'incident.opened':
        this.#incident = event.data.incident
        return
      case 'session.started':
        this.#sessions += 1
        this.#shares = event.data.shared === true
        return
      case 'step.approved':
        this.#approved(event, event.data, acted)
        return
      case 'step.alone':
        this.#goesAlone(event, acted)
        return
      case 'alone.decided':
        this.#judgement(event, acted)
        return
      case 'redaction':
        this.#erasure(event, event.data, acted)
        return
      case 'incident.closed':
        this.#closing(event, acted)
        return
      default:
        if (event.step !== undefined) this.#follows(event, event.step)
    }
  }

  #approved(event: LogEvent, data: EventData['step.approved'], acted: number): void {
    const { bound, signature = null } = data
    const { seq, step = '' } = event
    const approval: JudgedApproval = {
      ...{ seq, approver: data.approver, signature, passedOn: false },
      form: bound === undefined ? 'old' : 'bound',
      wrong: null,
    }
    this.#judged.push(approval)
    this.#standing.delete(step)
    if (data.form === 'signed' && signature === null) approval.wrong = approvalFaults.unsigned
    else if (bound === undefined) this.#old(approval, step, data, acted)
    else {
      this.#binds = true
      approval.wrong = this.#place(bound, data, seq, acted) ?? actsWrong(bound, step)
      this.#stand(approval, bound)
    }
  }

  /** From here on the acts may be done that an approval names, or what stands in the place of one. */
  #stand(approval: JudgedApproval, { actor, acts }: BoundApproval): void {
    for (const { act, what, attempts } of acts) {
      this.#standing.set(act, {
        ...{ approval, actor, what, isCut: false, session: this.#sessions, left: attempts, isDoing: false },
      })
    }
  }

  #goesAlone(event: Extract<LogEvent, { type: 'step.alone' }>, acted: number): void {
    const { seq, step = '', actor, data } = event
    const { bound } = data
    this.#binds = true
    const approval: JudgedApproval = {
      ...{ seq, approver: actor, signature: null, form: 'alone', passedOn: false },
      wrong:
        this.#incidentWrong(bound) ??
        this.#whereWrong(bound, seq, acted) ??
        (bound.actor === actor ? null : otherActor(bound.actor, actor, seq + 1)) ??
        (bound.acts.length === 1 ? actsWrong(bound, step) : approvalFaults.otherStep),
    }
    this.#judged.push(approval)
    this.#standing.delete(step)
    this.#stand(approval, bound)
    this.#alone = [...this.#alone, aloneActOf(event)]
  }

  #judgement(event: Extract<LogEvent, { type: 'alone.decided' }>, acted: number): void {
    const { seq, data } = event
    const { bound, approver, form, signature = null } = data
    this.#binds = true
    const isUnsigned = form === 'signed' && signature === null
    this.#judged.push({
      ...{ seq, approver, signature, form: 'later', passedOn: false },
      wrong:
        (isUnsigned ? approvalFaults.unsigned : null) ??
        judgementFault(event, this.#alone) ??
        this.#incidentWrong(bound) ??
        this.#whereWrong(bound, seq, acted),
    })
    this.#alone = judgedLater(this.#alone, event)
  }

  /** Where several work, an approval is asked while others go on with other steps. */
  #whereWrong({ after, acts }: BoundApproval, seq: number, acted: number): Text | null {
    if (!this.#shares) return whereWrong(after, seq, acted)
    return whereWrong(after, seq, Math.max(0, ...acts.map(({ act }) => this.#acted.get(act) ?? 0)))
  }

  #incidentWrong({ incident }: BoundApproval): Text | null {
    return incident === this.#incident ? null : otherIncident(incident)
  }

  #old(approval: JudgedApproval, step: string, data: EventData['step.approved'], acted: number): void {
    if (this.#binds) approval.wrong = approvalFaults.unbound
    const { signature } = approval
    if (signature === null) return
    const signed = readOldApproval(signature.text, step, data)
    if (signed === null) {
      approval.wrong = approvalFaults.text
      return
    }
    const { incident, line, act, actor } = signed
    approval.wrong ??=
      incident === oldFact(this.#incident) ? whereWrong(line, approval.seq, acted) : otherIncident(incident)
    this.#standing.set(step, {
      ...{ approval, actor, what: act, isCut: true, session: this.#sessions, left: 1, isDoing: false },
    })
  }

  /** The fault in what an approval says of itself, or null. */
  #place(
    bound: BoundApproval,
    {
      approver,
      role,
      reason,
      signature,
    }: { approver: string; role: string; reason: string; signature?: ApprovalSignature },
    seq: number,
    acted: number,
  ): Text | null {
    if (signature !== undefined && signature.text !== approvalText(bound, { approver, role, reason })) {
      return approvalFaults.text
    }
    const wrong = this.#incidentWrong(bound) ?? this.#whereWrong(bound, seq, acted)
    return wrong ?? (samePerson(approver, bound.actor) ? approvalFaults.ownAct : null)
  }

  #erasure(event: LogEvent, data: EventData['redaction'], acted: number): void {
    const { approver, bound, signature = null } = data
    const { seq } = event
    if (bound === undefined && !this.#binds) return
    const approval: JudgedApproval = {
      ...{ seq, approver, signature, passedOn: false },
      form: bound === undefined ? 'old' : 'bound',
      wrong: bound === undefined ? approvalFaults.unbound : null,
    }
    this.#judged.push(approval)
    if (bound === undefined) return
    this.#binds = true
    const own = redactionAct(data)
    const named = bound.acts.find(({ act }) => act === own.act)
    approval.wrong =
      this.#place(bound, { ...data, role: erasureRole }, seq, acted) ??
      (bound.actor === event.actor ? null : otherActor(bound.actor, event.actor, seq + 1)) ??
      (named !== undefined && sameSaid(named.what, own.what) ? null : approvalFaults.otherStep) ??
      (this.#erased.has(own.act) ? approvalFaults.again : null)
    this.#erased.add(own.act)
  }

  /** The closing as a false alarm, which a second person agreed to. */
  #closing({ seq, actor, data }: Extract<LogEvent, { type: 'incident.closed' }>, acted: number): void {
    const { falseAlarm } = data
    if (falseAlarm === undefined) return
    const { bound, approver, form, signature = null } = falseAlarm
    this.#binds = true
    const [act, ...others] = bound.acts
    const isIt = others.length === 0 && act?.act === falseAlarmAct.act && sameSaid(act.what, falseAlarmAct.what)
    const isUnsigned = form === 'signed' && signature === null
    this.#judged.push({
      ...{ seq, approver, signature, form: 'bound', passedOn: false },
      wrong:
        (isUnsigned ? approvalFaults.unsigned : null) ??
        this.#place(bound, { ...falseAlarm, role: falseAlarmRole }, seq, acted) ??
        (bound.actor === actor ? null : otherActor(bound.actor, actor, seq + 1)) ??
        (isIt ? null : approvalFaults.otherStep),
    })
  }

  /** A line of a step that was approved. */
  #follows(event: LogEvent, step: string): void {
    const standing = this.#standing.get(step)
    if (standing === undefined) return
    const { approval } = standing
    const line = event.seq + 1
    switch (event.type) {
      case 'step.intent':
        approval.wrong ??= this.#isServed(standing, event.actor, event.data.what, line)
        this.#use(standing, step, line)
        standing.isDoing = true
        return
      case 'step.outcome':
        if (!standing.isDoing) {
          approval.wrong ??= this.#isServed(standing, event.actor, null, line)
          this.#use(standing, step, line)
        }
        standing.isDoing = false
        if (event.data.result !== 'failed') standing.left = 0
        return
      default:
        if (!ending.has(event.type)) return
        standing.isDoing = false
        if (approval.form !== 'old') standing.left = 0
    }
  }

  #use(standing: ApprovalStanding, step: string, line: number): void {
    standing.left -= 1
    // How often 0.1.0 tried an act by one approval is not on record.
    if (standing.approval.form === 'old') this.#standing.delete(step)
    else if (standing.left < 0) standing.approval.wrong ??= usedAgain(line)
  }

  #isServed(standing: ApprovalStanding, actor: string, what: Said | null, line: number): Text | null {
    const { approval, isCut } = standing
    const isOther = isCut ? oldFact(actor) !== standing.actor : actor !== standing.actor
    const isOtherAct = what !== null && standing.what !== null && !isSaid(standing.what, what, isCut)
    if (approval.form !== 'alone' && samePerson(approval.approver, actor)) return approvalFaults.ownAct
    if (!isOther && !isOtherAct) return null
    // An approval of 0.1.0 held after a break for whoever went on.
    if (approval.form === 'old' && this.#sessions > standing.session) {
      approval.passedOn = true
      return null
    }
    return isOther ? otherActor(standing.actor, actor, line) : otherAct(line)
  }
}

function isSaid(bound: Said, what: Said, isCut: boolean): boolean {
  return isCut ? bound === oldFact(pick(what, 'en')) : sameSaid(bound, what)
}

function whereWrong(after: number, seq: number, acted: number): Text | null {
  if (after > seq) return approvalFaults.laterLine
  return after < acted ? approvalFaults.earlierLine : null
}

function actsWrong({ acts }: BoundApproval, step: string): Text | null {
  const names = acts.map(({ act }) => act)
  if (new Set(names).size !== names.length) return approvalFaults.sameAct
  return names.includes(step) ? null : approvalFaults.otherStep
}
