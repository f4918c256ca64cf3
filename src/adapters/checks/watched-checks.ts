import { zone } from '../../core/clocks.ts'
import { parseDuration } from '../../core/duration.ts'
import type { SeenBefore } from '../../core/event.ts'
import type { Expressions } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { CheckSpec } from '../../core/model.ts'
import type { ActionContext, CheckPort, Lookout } from '../../core/ports.ts'
import { startHeartbeat } from '../clock/heartbeat.ts'
import type { MonotonicClock } from '../clock/monotonic-clock.ts'
import { seenOnce } from './seen-once.ts'
import { cannotSee, type Sighting } from './sighting.ts'
import { watch } from './watch.ts'

interface WatchedParts {
  readonly expressions: Expressions
  readonly clock: MonotonicClock
  /** Fills in the values once, so that every look is at the same thing. */
  prepare(spec: CheckSpec, context: CheckContext, fill: (template: string) => string): () => Promise<Sighting>
  /** The same before an act, in a short time of its own, with what can be kept open. */
  before(spec: CheckSpec, context: CheckContext, fill: (template: string) => string): Promise<Lookout>
}

export type CheckContext = Pick<ActionContext, 'scope' | 'signal' | 'progress'>

const defaultEvery = '5s'

/** The time of day on the clock of the town hall, `03:12:04`. */
function timeOfDay(msAgo: number): string {
  const at = Temporal.Now.zonedDateTimeISO(zone).subtract({ milliseconds: Math.round(msAgo) })
  return at.toPlainTime().toString({ smallestUnit: 'second' })
}

/**
 * Checks of runbooks, whatever they look at. Nothing is thrown for what the world or the runbook did wrong: a value
 * that can't be filled in gives the verdict `error`, and so does an abort, at once.
 */
export function createWatchedChecks(parts: WatchedParts): CheckPort {
  return {
    async check(spec, context) {
      const progress = (line: string) => context.progress(harmlessLine(line, 200))
      const fill = (template: string) => parts.expressions.render(template, context.scope)
      const time = (template: string | undefined) => (template === undefined ? 0 : parseDuration(fill(template)))
      try {
        const terms = { hold: time(spec.for), every: time(spec.every ?? defaultEvery), within: time(spec.within) }
        const look = parts.prepare(spec, context, fill)
        // One look needs nobody who watches over it.
        const heart = terms.hold + terms.within > 0 && parts.clock.leaps !== true ? startHeartbeat(parts.clock) : null
        const watching = {
          ...{ clock: parts.clock, signal: context.signal, look, progress, timeOfDay },
          ...(heart === null ? {} : { stoodStill: heart.longest }),
        }
        const { verdict, seen } = await watch(terms, watching).finally(() => heart?.stop())
        return { verdict, seen: harmlessLine(seen, 500) }
      } catch (error) {
        if (error instanceof Fault) return { verdict: 'error', seen: harmlessLine(error.message, 500) }
        throw error
      }
    },
    async before(spec, context) {
      const fill = (template: string) => parts.expressions.render(template, context.scope)
      try {
        return harmlessLookout(await parts.before(spec, context, fill))
      } catch (error) {
        if (error instanceof Fault) return seenOnce(spec.probe.kind, cannotSee(harmlessLine(error.message, 500)))
        throw error
      }
    },
  }
}

/** The lookout without what could deceive a reader: what the world said of itself may hold anything. */
function harmlessLookout(lookout: Lookout): Lookout {
  const harmless = (before: SeenBefore): SeenBefore => ({
    ...before,
    ...{ subject: harmlessLine(before.subject, 300), seen: harmlessLine(before.seen, 500) },
    ...(before.held === undefined ? {} : { held: { ...before.held, seen: harmlessLine(before.held.seen, 300) } }),
  })
  return {
    ...lookout,
    before: harmless(lookout.before),
    after: async (signal) => harmless(await lookout.after(signal)),
  }
}
