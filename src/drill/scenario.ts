import type { Rating } from '../core/event.ts'
import type { Cel, DurationText, Template } from '../core/model.ts'
import type { Text } from '../core/text.ts'

/** A drill's script: what is exercised, the world in which it happens, what happens by itself, and how it is judged. */
export interface Scenario {
  readonly format: 'cyber-respond/scenario@1'
  readonly id: string
  readonly title: Text
  /** A few sentences on what it is about, for who chooses. */
  readonly summary: Text
  /** The sources of its facts; empty when it is made up. */
  readonly sources: readonly string[]
  /** NIS code of the municipality it was written for; null: any. */
  readonly municipality: string | null
  readonly plan: string
  /** The beginning of the exercise, on the clocks of Brussels, `2022-12-12T07:30`. */
  readonly start: string
  /** The time that it is planned to last, in exercise time. */
  readonly length: DurationText
  /** The first is the default. What carries no level belongs to all of them. */
  readonly levels: readonly { readonly id: string; readonly title: Text }[]
  readonly roles: readonly { readonly id: string; readonly title: Text }[]
  readonly objectives: readonly Objective[]
  readonly world: WorldSpec
  readonly events: readonly WorldEvent[]
  readonly injects: readonly Inject[]
  /** The condition of its end, besides that every step is settled or that the facilitator ends it. */
  readonly end: Trigger
  /** Asked of the players at the end (hot wash). */
  readonly questions: readonly { readonly id: string; readonly text: Text }[]
  /** Scripted players, for rehearsals. */
  readonly teams: readonly Team[]
}

/** A thing that belongs to one level only. */
interface AtLevel {
  readonly level?: string
}

/** `measure` holds CEL for P, S and M, tried in that order; when none is true the rating is U. */
export interface Objective extends AtLevel {
  readonly id: string
  readonly title: Text
  readonly measure: { readonly [rating in Exclude<Rating, 'U'>]?: Cel }
}

/**
 * Fires once: at the first moment from `at` (after the beginning) to `until` at which `when` is true. Without `at` from the
 * beginning, without `when` at `at`.
 */
export interface Trigger {
  readonly at?: DurationText
  readonly until?: DurationText
  readonly when?: Cel
}

export interface WorldSpec {
  readonly links: readonly (AtLevel & {
    readonly id: string
    readonly name: Text
    readonly kind: 'internet' | 'vpn' | 'supplier' | 'partner' | 'sync' | 'phone' | 'other'
  })[]
  /** Groups of machines. */
  readonly hosts: readonly (AtLevel & {
    readonly id: string
    readonly name: Text
    readonly count: number
    readonly encrypted: number
  })[]
  readonly services: readonly (AtLevel & {
    readonly id: string
    readonly tier: number
    readonly owner: string | null
    readonly state: SimulatedServiceState
  })[]
  readonly backups: readonly (AtLevel & {
    readonly id: string
    readonly name: Text
    readonly attached: boolean
    readonly state: BackupState
  })[]
  /**
   * The people whom a call reaches: by the name or the number that the runbook calls. Whoever isn't here answers and
   * has nothing to say.
   */
  readonly people: readonly (AtLevel & ScenarioPerson)[]
  readonly partners: readonly (AtLevel & { readonly id: string; readonly name: string; readonly phone: string })[]
  /** `links` holds ids of links of this world by which the supplier gets in. */
  readonly suppliers: readonly (AtLevel & {
    readonly id: string
    readonly name: string
    readonly phone: string
    readonly links?: readonly string[]
  })[]
  readonly neighbours: readonly (AtLevel & { readonly id: string; readonly name: string; readonly phone: string })[]
  /** The commands that are none of the world's own; the first that matches counts. */
  readonly commands: readonly (AtLevel & ScriptedCommand)[]
}

export type SimulatedServiceState = 'up' | 'down' | 'minimal'
export type BackupState = 'clean' | 'poisoned' | 'destroyed'
export type Mood = 'answers' | 'busy' | 'silent' | 'hostile'

export interface ScenarioPerson {
  readonly id: string
  readonly name: string
  readonly role: string | null
  readonly phone: string | null
  readonly mood: Mood
  readonly says: Text | null
}

/** `match` is compared with the arguments joined by blanks; `*` stands for anything. */
export interface ScriptedCommand {
  readonly match: string
  readonly exit: number
  readonly output: string
  /** The time that it takes, in exercise time. */
  readonly takes?: DurationText
  /** The number of times that it fails before it does what it should. */
  readonly failures?: number
  readonly change: readonly Change[]
}

/** Something in the simulated world becomes different. */
export type Change =
  | { readonly link: string; readonly to: 'open' | 'closed' }
  | { readonly hosts: string; readonly encrypt?: number; readonly clean?: number }
  | { readonly service: string; readonly to: SimulatedServiceState }
  | { readonly backup: string; readonly to: BackupState | 'attached' | 'detached' }
  | { readonly person: string; readonly to: Mood }

/** The world does something by itself. `what` is for the facilitator; players see only what follows. */
export interface WorldEvent extends AtLevel, Trigger {
  readonly id: string
  readonly what: Text
  readonly change: readonly Change[]
}

export type InjectChannel = 'phone' | 'mail' | 'in-person' | 'radio' | 'social' | 'press' | 'screen' | 'paper'

/** One message of the script. `text` may hold templates. */
export interface Inject extends AtLevel, Trigger {
  readonly id: string
  readonly phase: 'isolate' | 'notify' | 'emergency' | 'restore'
  readonly from: Text
  /** The role that gets it. */
  readonly to: string
  readonly channel: InjectChannel
  readonly text: Text
  readonly attachment?: { readonly name: string; readonly text: Text }
  /** The act that is expected of the players; `when` is CEL that is true once they did, `within` how long they have. */
  readonly expect?: { readonly text: Text; readonly when?: Cel; readonly within?: DurationText }
  /** The points that an evaluator looks at, for one objective each. */
  readonly points: readonly { readonly objective: string; readonly text: Text }[]
  /** A note for the facilitator. */
  readonly note: Text | null
}

/** The behaviour of scripted players. Times are exercise time. */
export interface Team {
  readonly id: string
  readonly title: Text
  /** The time that one act of theirs takes. */
  readonly pace: DurationText
  /** The time before they do anything. */
  readonly delay: DurationText
  /** Steps (`isolate/cut-links`) that they leave out. */
  readonly skips: readonly string[]
  /** Steps that they do before all others. */
  readonly first: readonly string[]
  /** Whether they give the proofs that are asked for. */
  readonly proves: boolean
  /** Whether they answer messages. */
  readonly answers: boolean
  /** The answers to a step's questions, where something else than the first choice matters. */
  readonly facts: { readonly [fact: string]: Template }
  /** The time at which they stop; else they go on to the end. */
  readonly stops?: DurationText
}

/** The scenario as it is played at one level: what belongs to another one is left out. */
export function atLevel(scenario: Scenario, level: string): Scenario {
  const mine = <T extends AtLevel>(items: readonly T[]): readonly T[] =>
    items.filter((item) => item.level === undefined || item.level === level)
  const { links, hosts, services, backups, people, partners, suppliers, neighbours, commands } = scenario.world
  return {
    ...scenario,
    objectives: mine(scenario.objectives),
    events: mine(scenario.events),
    injects: mine(scenario.injects),
    world: {
      links: mine(links),
      hosts: mine(hosts),
      services: mine(services),
      backups: mine(backups),
      people: mine(people),
      partners: mine(partners),
      suppliers: mine(suppliers),
      neighbours: mine(neighbours),
      commands: mine(commands),
    },
  }
}
