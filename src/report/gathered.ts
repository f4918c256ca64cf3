import { recorder } from '../audit/batch.ts'
import { sshFingerprint } from '../audit/ssh-key.ts'
import type { LogEvent } from '../core/event.ts'
import type { View } from '../core/view.ts'
import { evidenceLines, notTakenLines, startFileLines } from './evidence-lines.ts'
import { startPeople } from './people.ts'
import type { KeyLine, Report } from './report.ts'
import { startStepLines } from './step-lines.ts'

/**
 * The parts of a report that come from the lines of a record themselves; `openedBy` is null where no line opened it.
 */
export interface Gathered
  extends Pick<Report, 'steps' | 'people' | 'evidence' | 'notTaken' | 'files' | 'keys' | 'writtenWith'> {
  readonly openedBy: string | null
}

/** Gathers it line by line. `view` is what follows from all of them. Only lines about evidence are kept. */
export function startGathering(view: View): { take(event: LogEvent): void; end(): Gathered } {
  const [steps, people, files] = [startStepLines(), startPeople(view), startFileLines()]
  const inCustody: LogEvent[] = []
  const keys: KeyLine[] = []
  const versions = new Set<string>()
  let openedBy: string | null = null
  return {
    take(event) {
      steps.take(event)
      people.take(event)
      files.take(event)
      if (event.type === 'evidence.added' || event.type === 'evidence.copied') inCustody.push(event)
      if (event.type === 'key.added') keys.push(keyLine(event))
      if (event.type === 'incident.opened' || event.type === 'session.started') versions.add(event.data.version)
      if (event.type === 'incident.opened') openedBy ??= event.actor
    },
    end: () => ({
      steps: steps.end(view),
      people: people.end().filter(({ name }) => name !== recorder),
      evidence: evidenceLines(inCustody),
      notTaken: notTakenLines(inCustody),
      files: files.end(),
      keys,
      writtenWith: [...versions],
      openedBy,
    }),
  }
}

function keyLine({ seq, t, data }: Extract<LogEvent, { type: 'key.added' }>): KeyLine {
  // A key of the log is written name+id+key, and only the key may hold another plus.
  const fingerprint = data.use === 'log' ? (data.key.split('+')[1] ?? '') : sshFingerprint(data.key)
  return { line: seq + 1, at: t, ...data, fingerprint }
}
