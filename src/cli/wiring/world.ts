import { join } from 'node:path'
import { createChecks } from '../../adapters/checks/check.ts'
import { createCheckAction } from '../../adapters/checks/check-action.ts'
import { bootClock } from '../../adapters/clock/boot-clock.ts'
import { createCloudAction } from '../../adapters/cloud/cloud-action.ts'
import { runCommands } from '../../adapters/commands/commands.ts'
import { describeRun } from '../../adapters/commands/show-command.ts'
import { stepLeftovers } from '../../adapters/commands/step-processes.ts'
import { createBlobs } from '../../adapters/evidence/blob-files.ts'
import { unstamped } from '../../adapters/notices/notice-stamp.ts'
import { createNotifyAction } from '../../adapters/notices/notify-action.ts'
import { createOutbox } from '../../adapters/notices/outbox-files.ts'
import { humanActions } from '../../core/human-actions.ts'
import type {
  ActionPort,
  Actions,
  BlobPort,
  CheckPort,
  ClockPort,
  CloudProvider,
  OperatorPort,
  OutboxPort,
} from '../../core/ports.ts'
import type { Host } from './host.ts'
import type { Incident } from './incident.ts'

/** The world of one run: its actions and its checks. */
export interface RunWorld {
  readonly actions: Actions
  readonly checks: CheckPort
}

interface WorldParts {
  readonly host: Host
  readonly incident: Incident
  readonly operator: OperatorPort
  readonly clock: ClockPort
  readonly cloud: CloudProvider
  readonly blobs: BlobPort
  readonly outbox: OutboxPort
}

export function incidentBlobs(incident: Incident): BlobPort {
  return createBlobs(join(incident.folder, 'blobs'))
}

export function incidentOutbox(incident: Incident): OutboxPort {
  return createOutbox(join(incident.folder, 'outbox'))
}

/** The actions on the real world: processes, probes, files, the emergency cloud. */
export function realWorld(parts: WorldParts): RunWorld {
  const { host, incident, operator, clock, cloud, blobs, outbox } = parts
  const { expressions, opened, loaded, folder } = incident
  const checks = createChecks({ cwd: opened.base, expressions, clock: bootClock, runKept: runCommands })
  const { lang } = host
  const actions: Actions = {
    ...humanActions({
      operator,
      blobs,
      expressions,
      lang,
      personalPeople: incident.profile.personal.includes('contacts'),
    }),
    run: lazyRun({ runKept: runCommands, cwd: opened.base, folder, blobs, expressions, now: () => bootClock.now() }),
    check: createCheckAction(checks, expressions),
    notify: createNotifyAction({
      obligations: loaded.obligations,
      operator,
      outbox,
      blobs,
      expressions,
      clock,
      lang,
      municipality: opened.municipality.name,
      incident: opened.incident,
      stamp: unstamped,
    }),
    cloud: createCloudAction({ cloud, blobs, operator, folder: join(folder, 'cloud') }),
  }
  return { actions, checks }
}

type RunParts = Parameters<typeof import('../../adapters/commands/run-action.ts').createRunAction>[0]

/** The run action, whose package is loaded by the first command that runs and not by the first screen. */
function lazyRun(parts: RunParts): ActionPort<'run'> {
  let made: Promise<ActionPort<'run'>> | null = null
  const load = (): Promise<ActionPort<'run'>> => {
    made ??= import('../../adapters/commands/run-action.ts').then(({ createRunAction }) => createRunAction(parts))
    return made
  }
  return {
    describe: ({ run }, scope) => describeRun(run.command, parts.expressions, scope),
    perform: async (action, context) => (await load()).perform(action, context),
    probe: async (action, context) => (await (await load()).probe?.(action, context)) ?? 'cannot-tell',
    leftovers: ({ instance }) => stepLeftovers(parts.folder, instance),
  }
}
