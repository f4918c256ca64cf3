import { answersOperator } from '../../adapters/answers-operator.ts'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { lookingBlobs } from '../../adapters/evidence/looking-blobs.ts'
import { exit } from '../../core/exit-codes.ts'
import { empty } from '../../core/fold.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { plan } from '../../core/planner.ts'
import { pick } from '../../core/text.ts'
import { refuseUnknownSteps, refuseUnknownStop } from '../../runbook/answers.ts'
import { renderDryRun } from '../../ui/dry-run.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import type { Prepared } from '../wiring/prepare-incident.ts'
import { approvalSigner } from '../wiring/sealing.ts'
import { listenForSignals } from '../wiring/signals.ts'
import { tryAll } from './answer-trial.ts'
import { readAnswers } from './answers-file.ts'
import { openingDraft, silentOperator, tryPlan } from './plan-trial.ts'

/** Shows every step with what it would do, and does nothing but run the commands that only read. */
export async function dryRun(
  host: Host,
  { incident }: Prepared,
  answersPath: string | null,
  until?: string,
): Promise<number> {
  const signals = listenForSignals()
  try {
    const answers = answersPath === null ? null : await readAnswers(host, answersPath)
    if (answers !== null) refuseUnknownSteps(answers.answers, incident.book, answers.file, answers.place)
    if (until !== undefined) refuseUnknownStop(until, incident.book)
    const operator =
      answers === null
        ? silentOperator()
        : answersOperator({
            ...answers,
            ...{ blobs: lookingBlobs, clock: wallClock, show: () => {} },
            ...(until === undefined ? {} : { until }),
            signer: await approvalSigner(host, 'trial'),
          })
    const opened = { ...openingDraft(incident.opened, 'dry run'), seq: 0, t: wallClock.now().toString(), run: 'dry' }
    const start = { ...empty, opened: incident.opened, openedAt: opened.t, size: 1 }
    const parts = { host, incident, operator, state: start, signal: signals.signal }
    const state = answers === null ? await tryPlan({ ...parts, answered: false }) : await tryAll(parts, answers)
    const view = plan(incident.book, state, incident.expressions, wallClock.now())
    if (host.json)
      host.stdout(
        `${harmlessJson(view.steps.map(({ instance, status, title, record }) => ({ instance, status, title: pick(title, host.lang), would: record?.summary ?? null })))}\n`,
      )
    else host.stdout(renderDryRun(view, createTerminal(host.process, host), host.lang))
    return exit.done
  } finally {
    signals.stop()
  }
}
