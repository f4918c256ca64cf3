import { pinnedIn } from '../../adapters/home/incident-files.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { zone } from '../../core/clocks.ts'
import type { LogEvent, Opened } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { redlinesIn } from '../../core/redline.ts'
import { pick } from '../../core/text.ts'
import { redlinePatch } from '../../drill/redline-patch.ts'
import { textOf } from '../../runbook/decode.ts'
import type { Host } from './host.ts'
import { output } from './output.ts'

const notRunbooks: ReadonlySet<string> = new Set(['profile.yaml', 'scenario.yaml'])

/** Prints the redlines of a record, of an incident or of a drill, as a proposed diff of the runbooks that it followed. */
export async function printRedlines(
  host: Host,
  source: RecordSource,
  opened: Opened,
  events: readonly LogEvent[],
  out: string | undefined,
): Promise<number> {
  // Nothing else is looked for: an archive may leave out the profile, which holds people.
  const runbooks = opened.pinned.filter(({ name }) => name.endsWith('.yaml') && !notRunbooks.has(name))
  const pinned = await pinnedIn(source, runbooks)
  const files = new Map([...pinned].map(([file, bytes]) => [file, textOf(file, bytes)]))
  const redlines = redlinesIn(events).map(({ actor, step, text, at }) => ({ actor, step, text, date: dayOf(at) }))
  const { patch, lost } = redlinePatch(files, redlines, opened.incident)
  for (const { step, text } of lost) {
    const shown = `${harmlessLine(step, 100)}: ${harmlessLine(text, 200)}`
    host.stderr(
      pick({ en: `no step of a runbook: ${shown}\n`, nl: `geen stap in een draaiboek: ${shown}\n` }, host.lang),
    )
  }
  if (redlines.length === 0) {
    host.stderr(pick({ en: 'Nobody asked for a change.\n', nl: 'Er zijn geen verbeteringen gevraagd.\n' }, host.lang))
  }
  output(host, host.json ? `${harmlessJson({ redlines, patch }, 2)}\n` : patch, out)
  return exit.done
}

function dayOf(at: string): string {
  try {
    return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  } catch {
    return at
  }
}
