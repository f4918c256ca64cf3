import { parseDuration } from '../core/duration.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { CheckSpec } from '../core/model.ts'
import type { ActionContext, CheckPort, Expressions } from '../core/ports.ts'
import { probeFile } from './file-probe.ts'
import type { MonotonicClock } from './monotonic-clock.ts'
import type { Sighting } from './sighting.ts'
import { probeTcp } from './tcp-probe.ts'
import { watch } from './watch.ts'

interface CheckParts {
  /** The folder that commands run in and that relative paths start from. */
  readonly cwd: string
  readonly expressions: Expressions
  readonly clock: MonotonicClock
}

type CheckContext = Pick<ActionContext, 'scope' | 'signal' | 'progress'>

const defaultEvery = '5s'
const defaultTimeout = '30s'

/**
 * The checks of runbooks against the real world. Nothing is thrown for what the world or the runbook did wrong: a value
 * that can't be filled in gives the verdict `error`, and so does an abort, at once.
 */
export function createChecks(parts: CheckParts): CheckPort {
  return {
    async check(spec, context) {
      const progress = (line: string) => context.progress(harmlessLine(line, 200))
      const fill = (template: string) => parts.expressions.render(template, context.scope)
      const time = (template: string | undefined) => (template === undefined ? 0 : parseDuration(fill(template)))
      try {
        const terms = { hold: time(spec.for), every: time(spec.every ?? defaultEvery), within: time(spec.within) }
        const look = prepare(parts, spec, context, fill)
        const { verdict, seen } = await watch(terms, { clock: parts.clock, signal: context.signal, look, progress })
        return { verdict, seen: harmlessLine(seen, 500) }
      } catch (error) {
        if (error instanceof Fault) return { verdict: 'error', seen: harmlessLine(error.message, 500) }
        throw error
      }
    },
  }
}

/**
 * Fills in the values once, so that every look is at the same thing. What takes long to load (processes, TLS) is loaded
 * by the first check that needs it.
 */
function prepare(
  { cwd, expressions }: CheckParts,
  { probe, expect }: CheckSpec,
  { scope, signal }: CheckContext,
  fill: (template: string) => string,
): () => Promise<Sighting> {
  const judging = { expect, expressions, scope, signal }
  switch (probe.kind) {
    case 'tcp': {
      const address = fill(probe.address)
      return () => probeTcp({ address, expect, signal })
    }
    case 'http': {
      const url = fill(probe.url)
      return async () => (await import('./http-probe.ts')).probeHttp({ ...judging, url })
    }
    case 'command': {
      const argv = expressions.renderArgs(probe.command, scope)
      const timeoutMs = parseDuration(fill(probe.timeout ?? defaultTimeout))
      return async () => (await import('./command-probe.ts')).probeCommand({ ...judging, argv, cwd, timeoutMs })
    }
    case 'file': {
      const path = fill(probe.path)
      return () => probeFile({ ...judging, path, cwd })
    }
  }
}
