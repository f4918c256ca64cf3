import type { Json } from './event.ts'
import type { Expressions, Scope } from './expressions.ts'
import { Fault } from './fault.ts'
import type { Instance } from './outline.ts'
import { isEnough } from './proof-strength.ts'
import type { Standing } from './standing.ts'
import type { StepRecord } from './state.ts'
import type { Text } from './text.ts'
import type { StepStatus, StepView } from './view.ts'

/** The parts that the steps of one view have in common. */
export interface ViewContext {
  readonly expressions: Expressions
  /** The names that expressions see, with some members more. */
  scope(own: Scope | null): Scope
}

/** A step's view. Its texts are filled in when somebody reads them: of a hundred steps a screen shows one. */
export class PlannedStep implements StepView {
  readonly #of: Instance
  readonly #moment: ViewContext
  #known: Standing | (() => Standing)
  #scope: Scope | null = null

  /** `stands` may be worked out when somebody looks. */
  constructor(of: Instance, stands: Standing | (() => Standing), moment: ViewContext) {
    this.#of = of
    this.#known = stands
    this.#moment = moment
  }

  get #stands(): Standing {
    if (typeof this.#known === 'function') this.#known = this.#known()
    return this.#known
  }

  get instance(): string {
    return this.#of.instance
  }

  get runbook(): string {
    return this.#of.placed.runbook.id
  }

  get runbookTitle(): Text {
    return this.#of.placed.runbook.title
  }

  get step(): StepView['step'] {
    return this.#of.placed.step
  }

  get position(): number {
    return this.#of.placed.position
  }

  get of(): number {
    return this.#of.placed.runbook.steps.length
  }

  get needsItems(): boolean {
    return this.#of.needsItems
  }

  get status(): StepStatus {
    return this.#stands.status
  }

  get waitsFor(): readonly string[] {
    return this.#stands.waitsFor
  }

  get applies(): boolean {
    const { when } = this.step
    if (when === undefined || this.needsItems) return true
    return this.look(when, {}) === true
  }

  get record(): StepRecord | null {
    return this.#stands.record
  }

  get unproven(): boolean {
    const { status, record } = this.#stands
    const proof = record?.proof ?? null
    if (status !== 'done') return false
    return proof === null ? this.step.proof !== undefined : !isEnough(proof)
  }

  get contradicted(): boolean {
    const { status, record } = this.#stands
    return status === 'done' && (record?.contradicted ?? null) !== null
  }

  get scope(): Scope {
    this.#scope ??= this.#moment.scope(this.#of.own)
    return this.#scope
  }

  look(expression: string, more: Scope): Json {
    // Members that are worked out when they are asked for stay so.
    const members = { ...Object.getOwnPropertyDescriptors(this.scope), ...Object.getOwnPropertyDescriptors(more) }
    try {
      return this.#moment.expressions.evaluate(expression, Object.defineProperties({}, members))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return null
    }
  }

  fill(template: string): string {
    return template.includes('{{') ? this.#moment.expressions.render(template, this.scope) : template
  }

  get title(): Text {
    const { step, needsItems } = this
    return this.#filled(needsItems && step.each !== undefined ? step.each.ask : step.title)
  }

  get text(): Text | null {
    return this.step.text === undefined ? null : this.#filled(this.step.text)
  }

  get doneWhen(): Text {
    return this.#filled(this.step.doneWhen)
  }

  #filled(text: Text): Text {
    const { needsItems, placed } = this.#of
    if (needsItems || !placed.templated) return text
    const { expressions } = this.#moment
    const out: { -readonly [K in keyof Text]: Text[K] } = { en: '', nl: '' }
    for (const [language, value] of Object.entries(text) as [keyof Text, string][]) {
      out[language] = value.includes('{{') ? expressions.render(value, this.scope) : value
    }
    return out
  }
}
