import { parseDuration } from '../../core/duration.ts'
import type { SeenBefore } from '../../core/event.ts'
import type { Expressions } from '../../core/expressions.ts'
import type { CheckSpec } from '../../core/model.ts'
import type { CheckPort, ClockPort, Lookout } from '../../core/ports.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import type { Scenario } from '../../drill/scenario.ts'
import { subjectOf } from '../checks/check-subject.ts'
import { seenOnce } from '../checks/seen-once.ts'
import { cannotSee, holdsIf, judgeSighting, type Sighting } from '../checks/sighting.ts'
import { type CheckContext, createWatchedChecks } from '../checks/watched-checks.ts'
import { showCommand } from '../commands/show-command.ts'
import { exerciseDurations } from './exercise-durations.ts'
import { plainAnswer, scriptedAnswer } from './scripted-command.ts'
import { serviceAt, tcpAnswer } from './world-answers.ts'

interface CheckParts {
  readonly scenario: Scenario
  readonly expressions: Expressions
  readonly clock: ClockPort
  /** The state of the drill now. */
  drill(): DrillState
}

/** The checks of runbooks against the simulated world: nothing is reached, and each thing seen says that it is an exercise. */
export function simulatedChecks(parts: CheckParts): CheckPort {
  const { expressions, clock } = parts
  const checks = createWatchedChecks({
    expressions,
    clock: exerciseDurations(clock),
    prepare: (spec, context, fill) => prepare(parts, spec, context, fill),
    before: async (spec, context, fill) => {
      const look = prepare(parts, spec, context, fill)
      const once = seenOnce(subjectOf(spec, expressions, context.scope), marked(await look()))
      return spec.probe.kind === 'tcp' && once.before.there === 'yes' ? overTheAct(once, look) : once
    },
  })
  return {
    async check(spec, context) {
      const { verdict, seen } = await checks.check(spec, context)
      return { verdict, seen: `EXERCISE: ${seen}` }
    },
    ...(checks.before === undefined ? {} : { before: checks.before }),
  }
}

/**
 * A lookout over an act: whoever cuts a way of the exercise ends what goes over it, unless the world still answers
 * there.
 */
function overTheAct(once: Lookout, look: () => Promise<Sighting>): Lookout {
  return {
    ...once,
    after: async () => {
      const goesOn = (await look()).kind === 'fails'
      const held = goesOn ? { end: 'alive', seen: 'it still answers' } : { end: 'ended', seen: 'it ended' }
      return { ...once.before, held } as SeenBefore
    },
  }
}

function marked(sighting: Sighting): Sighting {
  return { ...sighting, seen: `EXERCISE: ${sighting.seen}` }
}

function prepare(
  parts: CheckParts,
  { probe, expect }: CheckSpec,
  { scope, signal }: CheckContext,
  fill: (template: string) => string,
): () => Promise<Sighting> {
  const { expressions } = parts
  const context = { expressions, scope }
  switch (probe.kind) {
    case 'tcp': {
      const address = fill(probe.address)
      return async () => {
        if (expect !== 'open' && expect !== 'closed') return cannotSee('a tcp check expects "open" or "closed"', true)
        const { open, how } = tcpAnswer(parts.drill().world, address)
        return holdsIf(open === (expect === 'open'), `${address} is ${open ? 'open' : `closed (${how})`}`)
      }
    }
    case 'http': {
      const url = fill(probe.url)
      return async () => {
        const { status, body } = serviceAt(parts.drill().world, url)
        const values = { status, body, headers: {} }
        return judgeSighting(expect, status >= 200 && status < 300, `${url} answers ${status}`, values, context)
      }
    }
    case 'file': {
      const path = fill(probe.path)
      return async () => judgeSighting(expect, true, `${path} exists (1 bytes)`, { exists: true, size: 1 }, context)
    }
    case 'command': {
      const argv = expressions.renderArgs(probe.command, scope)
      const timeoutMs = parseDuration(fill(probe.timeout ?? '30s'))
      let looks = 0
      return async () => {
        // A look is no event, so within one check the looks count, and the next check begins where the record stands.
        const answer = scriptedAnswer(parts.scenario, parts.drill().world, argv, looks) ?? plainAnswer
        looks += 1
        await parts.clock.sleep(Math.min(answer.takesMs, timeoutMs), signal)
        const shown = showCommand(argv)
        if (answer.takesMs > timeoutMs) return holdsIf(false, `${shown} gives no answer in time`)
        const values = { code: answer.exit, stdout: answer.output, stderr: '' }
        return judgeSighting(expect, answer.exit === 0, `${shown} gives exit ${answer.exit}`, values, context)
      }
    }
  }
}
