import { answersOperator } from '../../adapters/answers-operator.ts'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { lookingBlobs } from '../../adapters/evidence/looking-blobs.ts'
import type { LogEvent } from '../../core/event.ts'
import { empty, fold } from '../../core/fold.ts'
import type { OperatorPort } from '../../core/ports.ts'
import type { State } from '../../core/state.ts'
import { refuseUnknownSteps, refuseUnknownStop } from '../../runbook/answers.ts'
import type { Host } from '../wiring/host.ts'
import type { Incident } from '../wiring/incident.ts'
import { approvalSigner, sessionKeys } from '../wiring/sealing.ts'
import { version } from '../wiring/version.ts'
import { incidentBlobs } from '../wiring/world.ts'
import { tryAll } from './answer-trial.ts'
import { readAnswers } from './answers-file.ts'

/** Plays the whole run with the answers before anything happens, so that a gap is found now and not halfway. */
export async function tryAnswers(
  host: Host,
  incident: Incident,
  path: string,
  until: string | undefined,
  state?: State,
): Promise<void> {
  const found = await readAnswers(host, path)
  const { answers, file, place } = found
  refuseUnknownSteps(answers, incident.book, file, place)
  if (until !== undefined) refuseUnknownStop(until, incident.book)
  const operator = answersOperator({
    answers: { ...answers, unknown: answers.unknown ?? { decide: 'redo', reason: 'rehearsed' } },
    ...{ file, folder: found.folder, place },
    // What lies behind the stop needs no answer yet.
    ...(until === undefined ? {} : { until }),
    blobs: lookingBlobs,
    clock: wallClock,
    signer: await approvalSigner(host, 'trial'),
    show: () => {},
  })
  const t = wallClock.now().toString()
  const begun = state ?? { ...empty, opened: incident.opened, openedAt: t, size: 1 }
  const from = { ...begun, keys: { ...(await sessionKeys(host)), ...begun.keys } }
  const data = { version, mode: 'unattended' } as const
  const started: LogEvent = {
    type: 'session.started',
    actor: answers.operator,
    data,
    seq: from.size,
    t,
    run: 'rehearsal',
  }
  const signal = new AbortController().signal
  await tryAll({ host, incident, operator, state: fold(from, [started]), signal }, found)
}

/** The operator of an unattended run, and in whose name it acts. */
export async function unattended(
  host: Host,
  incident: Incident,
  path: string,
  until: string | undefined,
): Promise<{ readonly operator: OperatorPort; readonly actor: string }> {
  const found = await readAnswers(host, path)
  const operator = answersOperator({
    ...found,
    ...(until === undefined ? {} : { until }),
    blobs: incidentBlobs(incident),
    clock: wallClock,
    signer: await approvalSigner(host),
    lang: host.lang,
    show: (text) => host.stderr(`${text}\n`),
  })
  return { operator, actor: found.answers.operator }
}
