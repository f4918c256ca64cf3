import { join } from 'node:path'
import { knownMoments } from '../../adapters/clock/known-moments.ts'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { incidentsFolder, nextName } from '../../adapters/home/incident-files.ts'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import { programWritten } from '../../adapters/program/program-files.ts'
import { type ClockDoubt, clockDoubts, type KnownMoment } from '../../core/clock-doubts.ts'
import { zone } from '../../core/clocks.ts'
import { needs03 } from '../../core/needs.ts'
import { pick, type Said, type Text } from '../../core/text.ts'
import type { Asker } from '../../prompts/asker.ts'
import { rows } from '../../prompts/rows.ts'
import { showExact } from '../../ui/time.ts'
import { askBefore } from './ask-before.ts'
import type { Host } from './host.ts'
import type { Prepared } from './prepare-incident.ts'
import { tellWarning } from './tell-warning.ts'

/**
 * The incident to open, or null: it is not to be opened. What is about to be opened, and for whom, is said before anything is
 * recorded, and asked where a person sits: Enter says yes. Where something speaks against the machine's clock that is said first,
 * to an answers file too; then Enter says nothing, and the first line of the record says what was said, and to whom.
 */
export async function mayOpen(host: Host, prepared: Prepared, isAttended: boolean): Promise<Prepared | null> {
  const now = wallClock.now()
  const doubts = clockDoubts(now, [...momentsOf(host, prepared), ...(await kitMade(host.kit))])
  for (const doubt of doubts.slice(0, 1)) tellWarning(host, doubted(now, doubt))
  const opened = withDoubts(prepared, now, doubts, isAttended)
  if (!isAttended || (host.yes && doubts.length === 0)) return opened
  const opens = await askBefore(host, { en: '--yes', nl: '--yes' }, (asker) =>
    asked(asker, host, prepared, now, doubts),
  )
  if (!opens) host.stderr(`${pick(nothingOpened, host.lang)}\n`)
  return opens ? opened : null
}

function withDoubts(
  prepared: Prepared,
  now: Temporal.Instant,
  doubts: readonly ClockDoubt[],
  isAttended: boolean,
): Prepared {
  if (doubts.length === 0) return prepared
  const against = doubts.map(({ from, at }) => ({ from, at: at.toString() }))
  const doubted = { clock: now.toString(), against, told: isAttended ? 'person' : 'nobody' } as const
  const { incident } = prepared
  return { ...prepared, incident: { ...incident, opened: { ...incident.opened, needs: needs03, doubted } } }
}

function momentsOf({ home }: Host, { incident }: Prepared): readonly KnownMoment[] {
  const days = incident.loaded.obligations.channels.map(({ checked }) => checked)
  const newest = days.toSorted().at(-1)
  const written = programWritten()
  return [
    ...knownMoments([incidentsFolder(home), incidentsFolder(home, 'drill')]),
    ...(written === null ? [] : [{ from: 'program', at: written } as const]),
    ...(newest === undefined
      ? []
      : [{ from: 'contacts', at: Temporal.PlainDate.from(newest).toZonedDateTime(zone).toInstant() } as const]),
  ]
}

/** On a strange laptop often the only moment that is known: its files may have the time of its own clock. */
async function kitMade(kit: OwnKit | null): Promise<readonly KnownMoment[]> {
  if (kit === null) return []
  try {
    const { readKit } = await import('../../adapters/kit/kit-folder.ts')
    return [{ from: 'kit', at: Temporal.Instant.from(readKit(kit.folder).manifest.made_at) }]
  } catch {
    // Pulled, damaged, or a day that is none: `kit check` says so.
    return []
  }
}

async function asked(
  asker: Asker,
  host: Host,
  { incident, slug }: Prepared,
  now: Temporal.Instant,
  doubts: readonly ClockDoubt[],
): Promise<boolean> {
  const { lang } = asker.look
  const { name, nis, province } = incident.opened.municipality
  const { plan } = incident.book
  const today = now.toZonedDateTimeISO(zone).toPlainDate().toString()
  const folder = join(incidentsFolder(host.home), nextName(host.home, slug, today))
  const row = (label: Text, said: Said): readonly [string, Said] => [pick(label, lang), said]
  asker.tell(opening)
  rows(asker, [
    row({ en: 'for', nl: 'voor' }, `${name}, NIS ${nis}, ${province}`),
    row({ en: 'plan', nl: 'plan' }, `${pick(plan.title, lang)} (${plan.id})`),
    row({ en: 'as', nl: 'als' }, { en: 'REAL, no exercise', nl: 'ECHT, geen oefening' }),
    row({ en: 'folder', nl: 'map' }, folder),
    row({ en: 'clock', nl: 'klok' }, showExact(now.toString(), lang)),
  ])
  return asker.pick<boolean>(
    question,
    [
      { name: { en: 'Yes, open it', nl: 'Ja, open het' }, value: true },
      { name: { en: 'No, begin nothing', nl: 'Nee, begin niets' }, value: false },
    ],
    // With a clock that something speaks against, nobody says yes by Enter alone.
    doubts.length === 0 ? { at: 0 } : {},
  )
}

const opening: Text = { en: 'This opens an incident:', nl: 'Dit opent een incident:' }
const question: Text = { en: 'Open it?', nl: 'Openen?' }
const nothingOpened: Text = {
  en: 'Nothing was opened. For an exercise: cyber-respond drill run',
  nl: 'Er is niets geopend. Voor een oefening: cyber-respond drill run',
}

function doubted(now: Temporal.Instant, { at, why }: ClockDoubt): Text {
  const said = (lang: 'en' | 'nl', moment: Temporal.Instant): string => showExact(moment.toString(), lang)
  return {
    en: `the clock of this machine says ${said('en', now)}, and ${why.en} (${said('en', at)}). Every line of the record gets the time of this clock, and every deadline is counted with it: set it first if it is wrong`,
    nl: `de klok van dit toestel zegt ${said('nl', now)}, en ${why.nl} (${said('nl', at)}). Elke regel van het logboek krijgt de tijd van deze klok, en elke termijn wordt ermee geteld: zet ze eerst juist als ze fout staat`,
  }
}
