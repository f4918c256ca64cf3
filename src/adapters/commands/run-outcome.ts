import type { Fault } from '../../core/fault.ts'
import { harmless, harmlessLine } from '../../core/harmless.ts'
import type { ActionContext, BlobPort, Outcome } from '../../core/ports.ts'
import type { Text } from '../../core/text.ts'
import { elapsed } from '../clock/elapsed.ts'
import { type KeptOutput, OutputEnds } from './output-ends.ts'
import type { CommandEnd } from './run-command.ts'

/** The bytes that are kept of longer output: the first half and the last half of them. */
export const keptBytes = 1024 * 1024
/** Output up to this size stands in the record itself, more becomes a file next to it. */
const inlineBytes = 4096

export function outputToKeep(): OutputEnds {
  return new OutputEnds(keptBytes)
}

/**
 * The name of a file for the output of a step's command. A step that is done for several items, perhaps at once, has one code for all
 * of them; what of an item fits in a name tells them apart.
 */
export function outputName({ instance, code, attempt }: Pick<ActionContext, 'instance' | 'code' | 'attempt'>): string {
  const [, item = ''] = /\[(.*)\]$/s.exec(instance) ?? []
  const shown = item.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60)
  return [code, ...(shown === '' ? [] : [shown]), attempt, 'output.txt'].join('-')
}

/** A command whose values are not known was not run. */
export function notRun({ text }: Fault): Outcome {
  return { result: 'failed', summary: oneLine(prefixed({ en: 'not run', nl: 'niet uitgevoerd' }, text)) }
}

interface Ended {
  readonly end: CommandEnd
  readonly ms: number
  readonly kept: KeptOutput
  /** The name of a file for output that is too long for the record. */
  readonly name: string
}

/**
 * Exit code 0 is done, anything else failed, with the reason in the summary: a command mostly says it in its last line.
 * The output is made harmless.
 */
export async function runOutcome({ end, ms, kept, name }: Ended, blobs: BlobPort): Promise<Outcome> {
  const done = end.kind === 'exited' && end.code === 0
  const text = harmless(kept.text, { lines: true })
  const how = summary(end, ms)
  return {
    result: done ? 'done' : 'failed',
    summary: oneLine(done ? how : withLastLine(how, text)),
    ...(await record(blobs, kept, text, name, {
      end: end.kind,
      ...(end.kind === 'exited' ? { exit: end.code } : {}),
      ms,
    })),
  }
}

/** The end of a command in words. */
function summary(end: CommandEnd, ms: number): Text {
  if (end.kind === 'not-started') return prefixed({ en: 'not started', nl: 'niet gestart' }, end.why)
  const took = elapsed(ms)
  if (end.kind === 'exited' || end.kind === 'signalled') {
    const { en, nl } =
      end.kind === 'exited'
        ? { en: `exit ${end.code} in ${took}`, nl: `exitcode ${end.code} in ${took}` }
        : { en: `ended by ${end.signal} after ${took}`, nl: `beëindigd door ${end.signal} na ${took}` }
    if (!end.leftBehind) return { en, nl }
    return {
      en: `${en}; processes that it left behind were ended`,
      nl: `${nl}; processen die het achterliet, zijn beëindigd`,
    }
  }
  const how =
    end.kind === 'timed-out' ? { en: 'timed out', nl: 'tijd verstreken' } : { en: 'interrupted', nl: 'onderbroken' }
  const by = end.forced
    ? { en: 'it ignored SIGTERM and was killed', nl: 'het negeerde SIGTERM en is gedood' }
    : { en: 'ended by SIGTERM', nl: 'beëindigd met SIGTERM' }
  return { en: `${how.en} after ${took}; ${by.en}`, nl: `${how.nl} na ${took}; ${by.nl}` }
}

function withLastLine({ en, nl }: Text, output: string): Text {
  const line = output.split('\n').findLast((one) => one.trim() !== '')
  if (line === undefined) return { en, nl }
  const said = harmlessLine(line.trim(), 200)
  return { en: `${en}; last line: ${said}`, nl: `${nl}; laatste regel: ${said}` }
}

function prefixed(what: Text, why: Text): Text {
  return { en: `${what.en}: ${why.en}`, nl: `${what.nl}: ${why.nl}` }
}

function oneLine({ en, nl }: Text): Text {
  return { en: harmlessLine(en, 500), nl: harmlessLine(nl, 500) }
}

async function record(
  blobs: BlobPort,
  kept: KeptOutput,
  text: string,
  name: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<Pick<Outcome, 'detail' | 'blobs'>> {
  const known = { ...detail, bytes: kept.total, ...(kept.dropped === 0 ? {} : { dropped: kept.dropped }) }
  if (Buffer.byteLength(text) <= inlineBytes) return { detail: { ...known, output: text } }
  return { detail: known, blobs: [await blobs.putText(name, text)] }
}
