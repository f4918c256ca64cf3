import { pinnedIn } from '../../adapters/home/incident-files.ts'
import { zone } from '../../core/clocks.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { redlinePatch } from '../../drill/redline-patch.ts'
import { textOf } from '../../runbook/decode.ts'
import type { Host } from '../wiring/host.ts'
import { output } from '../wiring/output.ts'
import { readDrill } from './record.ts'

const notRunbooks: ReadonlySet<string> = new Set(['profile.yaml', 'scenario.yaml'])

/** The redlines of a drill as a proposed diff of the runbooks that it was played with. Reads only. */
export async function drillRedlines(
  host: Host,
  name: string | null,
  { out }: { readonly out?: string } = {},
): Promise<number> {
  const { source, incident, played } = await readDrill(host, name)
  const pinned = await pinnedIn(source, incident.opened.pinned)
  const files = new Map(
    [...pinned]
      .filter(([file]) => file.endsWith('.yaml') && !notRunbooks.has(file))
      .map(([file, bytes]) => [file, textOf(file, bytes)]),
  )
  const { drill, events } = played
  const redlines = drill.redlines.map(({ seq, actor, step, text }) => {
    const event = events.find((one) => one.seq === seq)
    return { actor, step, text, date: dayOf(event?.wall ?? event?.t ?? '') }
  })
  const { patch, lost } = redlinePatch(files, redlines, incident.opened.incident)
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
