import { parseDuration } from '../../core/duration.ts'
import type { Expressions } from '../../core/expressions.ts'
import type { CheckSpec } from '../../core/model.ts'
import type { CheckPort } from '../../core/ports.ts'
import type { MonotonicClock } from '../clock/monotonic-clock.ts'
import type { RunKept } from '../commands/kept-command.ts'
import { subjectOf } from './check-subject.ts'
import { probeFile } from './file-probe.ts'
import { beforeMs, holdPort, type Kept } from './lookout.ts'
import { seenOnce } from './seen-once.ts'
import type { Sighting } from './sighting.ts'
import { probeTcp } from './tcp-probe.ts'
import { type CheckContext, createWatchedChecks } from './watched-checks.ts'

interface CheckParts {
  /** The folder that commands run in and that relative paths start from. */
  readonly cwd: string
  readonly expressions: Expressions
  readonly clock: MonotonicClock
  readonly runKept: RunKept
}

const defaultTimeout = '30s'

/** The checks of runbooks against the real world. */
export function createChecks(parts: CheckParts): CheckPort {
  const { expressions, clock } = parts
  const kept: Kept = new Map()
  return createWatchedChecks({
    ...{ expressions, clock },
    prepare: (spec, context, fill) => prepare(parts, spec, context, fill, null),
    before: async (spec, context, fill) => {
      const subject = subjectOf(spec, expressions, context.scope)
      const sighting = await prepare(parts, spec, context, fill, beforeMs)()
      if (spec.probe.kind !== 'tcp') return seenOnce(subject, sighting)
      return holdPort(subject, fill(spec.probe.address), sighting, context.signal, kept)
    },
  })
}

/**
 * Fills in the values once, so that every look is at the same thing. What takes long to load (processes, TLS) is loaded
 * by the first check that needs it. `atMostMs` is how long one look may take; null: as long as its kind gets.
 */
function prepare(
  { cwd, expressions, runKept }: CheckParts,
  { probe, expect }: CheckSpec,
  { scope, signal }: CheckContext,
  fill: (template: string) => string,
  atMostMs: number | null,
): () => Promise<Sighting> {
  const judging = { expect, expressions, scope, signal }
  const patience = atMostMs === null ? {} : { timeoutMs: atMostMs }
  switch (probe.kind) {
    case 'tcp': {
      const address = fill(probe.address)
      return () => probeTcp({ address, expect, signal, ...patience })
    }
    case 'http': {
      const url = fill(probe.url)
      return async () => (await import('./http-probe.ts')).probeHttp({ ...judging, url, ...patience })
    }
    case 'command': {
      const argv = expressions.renderArgs(probe.command, scope)
      const own = parseDuration(fill(probe.timeout ?? defaultTimeout))
      const timeoutMs = Math.min(own, atMostMs ?? own)
      return async () =>
        (await import('./command-probe.ts')).probeCommand({ ...judging, runKept, argv, cwd, timeoutMs })
    }
    case 'file': {
      const path = fill(probe.path)
      return () => probeFile({ ...judging, path, cwd })
    }
  }
}
