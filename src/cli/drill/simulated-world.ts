import { join } from 'node:path'
import { createCheckAction } from '../../adapters/checks/check-action.ts'
import type { MakeMail } from '../../adapters/notices/notify-action.ts'
import { simulatedConfirm } from '../../adapters/simulated/by-hand.ts'
import type { SimulatedBlobs } from '../../adapters/simulated/simulated-blobs.ts'
import { simulatedChecks } from '../../adapters/simulated/simulated-checks.ts'
import { simulatedCloudAction } from '../../adapters/simulated/simulated-cloud-action.ts'
import { simulatedNotify } from '../../adapters/simulated/simulated-notify.ts'
import { simulatedRun } from '../../adapters/simulated/simulated-run.ts'
import type { Expressions } from '../../core/expressions.ts'
import { humanActions } from '../../core/human-actions.ts'
import type { Obligations } from '../../core/model.ts'
import type { Actions, ClockPort, CloudProvider, OperatorPort, OutboxPort } from '../../core/ports.ts'
import type { Profile } from '../../core/profile.ts'
import type { Lang } from '../../core/text.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import type { Scenario } from '../../drill/scenario.ts'
import type { RunWorld } from '../wiring/world.ts'

interface SimulatedParts {
  /** The scenario as it is played at one level (`atLevel`). */
  readonly scenario: Scenario
  readonly profile: Profile
  readonly obligations: Obligations
  readonly municipality: string
  readonly incident: string
  readonly lang: Lang
  readonly expressions: Expressions
  /** The time of the exercise. It also sleeps in it. */
  readonly clock: ClockPort
  /** The players as `drillOperator` gives them. The engine gets the same one. */
  readonly operator: OperatorPort
  readonly blobs: SimulatedBlobs
  readonly outbox: OutboxPort
  readonly cloud: CloudProvider
  /** The way in which a notice becomes a mail; without it, as in an incident. */
  readonly mail?: MakeMail
  /** The drill's. Nothing is written outside of it. */
  readonly folder: string
  /** The state of the drill now, after the last event of the record. */
  drill(): DrillState
}

/** The actions on a simulated world, the twin of `realWorld`: out of here no process, no socket and no mail can come. */
export function simulatedWorld(parts: SimulatedParts): RunWorld {
  const { operator, blobs, expressions, lang, cloud, folder, drill } = parts
  const checks = simulatedChecks(parts)
  const human = humanActions({
    ...{ operator, blobs, expressions, lang },
    personalPeople: parts.profile.personal.includes('contacts'),
  })
  const actions: Actions = {
    ...human,
    confirm: simulatedConfirm(human.confirm, parts),
    run: simulatedRun(parts),
    check: createCheckAction(checks, expressions),
    notify: simulatedNotify(parts),
    // What a hand-back wrote stands in the drill's folder, and is kept as it is.
    cloud: simulatedCloudAction({ cloud, blobs: blobs.own, operator, folder: join(folder, 'cloud'), drill }),
  }
  return { actions, checks }
}
