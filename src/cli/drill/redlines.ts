import type { Host } from '../wiring/host.ts'
import { printRedlines } from '../wiring/redlines.ts'
import { readDrill } from './record.ts'

/** The redlines of a drill as a proposed diff of the runbooks that it was played with. Reads only. */
export async function drillRedlines(
  host: Host,
  name: string | null,
  { out }: { readonly out?: string } = {},
): Promise<number> {
  const { source, incident, played } = await readDrill(host, name)
  return printRedlines(host, source, incident.opened, played.events, out)
}
