import { MemoryCheck, type Remembered } from '../../audit/remembered-head.ts'
import { isSegment, segmentIndex } from '../../audit/segment-name.ts'
import { type Verification, withMemory } from '../../audit/verification.ts'
import { LogVerifier, type TakeLine } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import { exerciseTimes } from '../../core/exercise-time.ts'
import type { Fault } from '../../core/fault.ts'
import type { Text } from '../../core/text.ts'
import { revealWith } from '../log/disclosure-file.ts'
import { missingFault, notVerifying, tamperedFault } from '../log/faults.ts'
import type { SegmentSink } from '../log/segments.ts'
import { staySmall } from '../log/stay-small.ts'
import { strangePlaces } from '../log/strange-places.ts'
import { disclosuresIn } from './disclosures.ts'
import type { ReadProgress, RecordSource } from './source.ts'

/**
 * Reads the log of a folder or of an archive through a verifier, in flat memory; `take` gets each event. Throws
 * `log.missing` and `log.tampered`; a line at the end that was never finished is left out.
 */
export async function readRecord(
  source: RecordSource,
  take: (event: LogEvent) => void,
  progress: ReadProgress = () => {},
  remembered: Remembered | null = null,
): Promise<Verification> {
  const times = exerciseTimes()
  const memory = new MemoryCheck(remembered)
  const names = source.list()
  const verifier = new LogVerifier((event) => take(times(event)), {
    // Who takes events is not prepared for what stands in the place of a personal value.
    reveal: revealWith(await disclosuresIn(source, names)),
    rootsAt: memory.sizes,
    atRoot: (size, root) => memory.atRoot(size, root),
  })
  await readLines(source, names, verifier, progress)
  if (verifier.finding !== null) throw tamperedFault(source.path, verifier.finding)
  return withMemory(verifier.end(), memory)
}

/** A link or a pipe in the log's place is no folder without a log. */
function noLogFault(source: RecordSource): Fault {
  const [strange] = strangePlaces(source.entries().others.filter((name) => /^log\.\d{6}\.jsonl\/?$/.test(name)))
  return strange === undefined ? missingFault(source.path) : notVerifying(source.path, strange)
}

/**
 * Puts the segments of a folder or an archive, whose files are `names`, through a sink, in order; `between` is waited for after each chunk. Throws
 * `log.missing`, and `log.tampered` when something else stands in the log's place.
 */
export async function readLines(
  source: RecordSource,
  names: readonly string[],
  sink: SegmentSink,
  progress: ReadProgress = () => {},
  between: () => Promise<void> | undefined = () => undefined,
): Promise<void> {
  const segments = names.filter(isSegment)
  if (segments.length === 0) throw noLogFault(source)
  const total = segments.reduce((sum, name) => sum + source.size(name), 0)
  staySmall(total)
  let done = 0
  for (const name of segments) {
    sink.begin(segmentIndex(name) ?? 0)
    for await (const chunk of source.read(name)) {
      done += chunk.length
      sink.push(chunk)
      progress(done, Math.max(done, total))
      const waiting = between()
      if (waiting !== undefined) await waiting
    }
  }
}

/**
 * Goes once more through the first lines of a record whose verification found them good, `until` so many; `last` is the text
 * of the last of them. Gives `take` the events and lines as `verifyRecord` does. Throws `log.tampered` when they are others by now.
 */
export async function walkAgain(
  source: RecordSource,
  { until, last }: { readonly until: number; readonly last: string },
  take: TakeLine,
): Promise<void> {
  if (until === 0) return
  const times = exerciseTimes()
  const names = source.list()
  let isSame = false
  const seeing: TakeLine = (event, bytes, at, lf, data) => {
    if (event.seq === until - 1) isSame = bytes.toString('utf8', at, lf) === last
    take(times(event), bytes, at, lf, data)
  }
  const reveal = revealWith(await disclosuresIn(source, names))
  const verifier = new LogVerifier(seeing, { reveal, until, growsTree: false })
  for (const name of names.filter(isSegment)) {
    verifier.begin(segmentIndex(name) ?? 0)
    for await (const chunk of source.read(name)) {
      verifier.push(chunk)
      if (verifier.position.lines === until || verifier.finding !== null) break
    }
    if (verifier.position.lines === until || verifier.finding !== null) break
  }
  if (!isSame) throw notVerifying(source.path, changedMeanwhile)
}

const changedMeanwhile: Text = {
  en: 'its lines are no longer those that were read a moment ago',
  nl: 'de regels zijn niet meer die van daarnet',
}
