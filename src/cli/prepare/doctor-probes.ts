import { beforeMs } from '../../adapters/checks/lookout.ts'
import { probeTcp } from '../../adapters/checks/tcp-probe.ts'
import { counted } from '../../core/counted.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Profile } from '../../core/profile.ts'
import { seenText } from '../../core/seen-text.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

/**
 * Tries the addresses on which a cut is to be seen. One that does not answer now, with every way open, proves no cut either:
 * the step will ask a person. They are tried together, in a few seconds at most.
 */
export async function probeFindings(
  { links, backups }: Profile,
  place: { readonly slug: string; readonly name: string },
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly DoctorFinding[]> {
  const probes = [...(links ?? []), ...(backups ?? [])].flatMap(({ name, probe }) =>
    probe === undefined ? [] : [{ name, probe }],
  )
  if (probes.length === 0) return []
  const seen = await Promise.all(
    probes.map(async ({ name, probe }) => {
      const sighting = await probeTcp({ address: probe, expect: 'open', signal, timeoutMs: beforeMs })
      return { name: harmlessLine(name, 80), isOpen: sighting.kind === 'holds', seen: harmlessLine(sighting.seen, 200) }
    }),
  )
  const id = `${place.slug}.probe`
  const mute = seen.filter(({ isOpen }) => !isOpen)
  if (mute.length === 0) {
    return [
      finding(
        id,
        true,
        `${place.name}: ${counted(seen.length, 'probe answers', 'probes answer')}, so a cut can be seen from here`,
        `${place.name}: ${counted(seen.length, 'controleadres antwoordt', 'controleadressen antwoorden')}, dus is een afsluiting van hieruit te zien`,
      ),
    ]
  }
  return mute.map((one) =>
    finding(
      id,
      false,
      `${place.name}: the probe of ${one.name} is NOT OPEN NOW (${one.seen}): from here it proves no cut`,
      `${place.name}: het controleadres van ${one.name} is NU NIET OPEN (${seenText(one.seen).nl}): van hieruit bewijst het geen afsluiting`,
    ),
  )
}
