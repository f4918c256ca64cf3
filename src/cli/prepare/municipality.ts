import { resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { writeNewProfile } from '../../adapters/disk/new-profile.ts'
import { loadProfile, ownProfilePath } from '../../adapters/home/profile-file.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { zone } from '../../core/clocks.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import { type Found, findMunicipality, foundNote, policeZoneNamed } from '../../municipality/find-municipality.ts'
import { profileTemplate } from '../../municipality/profile-template.ts'
import { municipalities, registerSource } from '../../municipality/register.ts'
import { type CatalogueService, catalogueSchema } from '../../runbook/catalogue.ts'
import { decode, textOf } from '../../runbook/decode.ts'
import { didYouMean } from '../../runbook/finding.ts'
import { renderImprovements } from '../../ui/improvements-sheet.ts'
import {
  renderMunicipality,
  renderMunicipalityLine,
  renderNoProfile,
  renderProfile,
} from '../../ui/municipality-sheet.ts'
import type { Host } from '../wiring/host.ts'
import { loadImprovements } from '../wiring/improvements-file.ts'

/** The part of the host that these commands need. */
export type MunicipalityHost = Pick<Host, 'stdout' | 'stderr' | 'lang' | 'json' | 'columns' | 'home' | 'runbooks'> & {
  readonly process: Pick<Host['process'], 'cwd'>
}

/** Lists the municipalities, of one province, one police zone (by its code or its name) or all, by name. */
export async function listMunicipalities(
  host: MunicipalityHost,
  own: { readonly province?: string; readonly zone?: string },
): Promise<number> {
  const province = own.province === undefined ? null : provinceOf(own.province)
  const zone = own.zone === undefined ? null : zoneOf(own.zone)
  const found = municipalities
    .filter((one) => province === null || one.province === province)
    .filter((one) => zone === null || one.policeZone === zone)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nl'))
  if (host.json) host.stdout(`${harmlessJson({ source: registerSource, municipalities: found })}\n`)
  else host.stdout(found.map(renderMunicipalityLine).join(''))
  return exit.done
}

function provinceOf(name: string): string {
  const provinces = [...new Set(municipalities.map((one) => one.province))]
  const found = provinces.find((one) => one.toLowerCase() === name.trim().toLowerCase())
  if (found !== undefined) return found
  const shown = harmlessLine(name, 50)
  throw new Fault({
    code: 'province.unknown',
    exit: exit.usage,
    message: { en: `there is no Flemish province "${shown}"`, nl: `er is geen Vlaamse provincie "${shown}"` },
    hint: didYouMean(name, provinces).hint ?? {
      en: `provinces: ${provinces.join(', ')}`,
      nl: `provincies: ${provinces.join(', ')}`,
    },
  })
}

function zoneOf(given: string): string {
  const found = policeZoneNamed(given)
  if (found !== null) return found
  const zones = [...new Set(municipalities.flatMap(({ policeZone }) => policeZone))]
  const shown = harmlessLine(given, 50)
  throw new Fault({
    code: 'zone.unknown',
    exit: exit.usage,
    message: { en: `there is no police zone "${shown}"`, nl: `er is geen politiezone "${shown}"` },
    hint: didYouMean(given, zones).hint ?? {
      en: 'give its four-digit code or its name, as `municipality show` has it',
      nl: 'geef de code van vier cijfers of de naam, zoals `municipality show` ze toont',
    },
  })
}

/** Shows what the register and the profile know of a municipality. */
export async function showMunicipality(host: MunicipalityHost, query: string): Promise<number> {
  const found = findMunicipality(query)
  const { municipality } = found
  const { columns, lang } = host
  if (host.json) {
    const loaded = await loadProfile(host.home, municipality, null, host.process.cwd())
    const profile = loaded === null ? null : { path: loaded.path, ...loaded.profile }
    const improvements = loadImprovements(host, municipality.slug)
    host.stdout(`${harmlessJson({ source: registerSource, by: found.by, municipality, profile, improvements })}\n`)
    return exit.done
  }
  tellHowFound(host, found)
  host.stdout(renderMunicipality(municipality, columns, lang))
  // Only now: a profile with errors still leaves the register to look at.
  const loaded = await loadProfile(host.home, municipality, null, host.process.cwd())
  if (loaded === null) host.stdout(renderNoProfile(municipality, columns, lang))
  else host.stdout(renderProfile(loaded.path, loaded.profile, columns, lang))
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  host.stdout(renderImprovements(loadImprovements(host, municipality.slug), today, columns, lang))
  return exit.done
}

/** Writes a profile to fill in: at `out`, or where `activate` looks for it. */
export async function initMunicipality(
  host: MunicipalityHost,
  query: string,
  own: { readonly out?: string; readonly force?: boolean },
): Promise<number> {
  const found = findMunicipality(query)
  const { municipality } = found
  const path = own.out === undefined ? ownProfilePath(host.home, municipality) : resolve(host.process.cwd(), own.out)
  const text = profileTemplate(municipality, await catalogueServices(host), host.lang)
  writeNewProfile(path, text, own.force === true, own.out === undefined ? host.home : null)
  if (host.json) {
    host.stdout(`${harmlessJson({ municipality: municipality.nis, path })}\n`)
    return exit.done
  }
  tellHowFound(host, found)
  host.stdout(`${harmless(path)}\n`)
  const next: Text = {
    en: 'Open it in an editor and fill in what you know.',
    nl: 'Open het in een editor en vul in wat u weet.',
  }
  host.stderr(`${pick(next, host.lang)}\n`)
  return exit.done
}

/** A folder of somebody's own runbooks needs no list of services: then none are proposed. */
async function catalogueServices(host: MunicipalityHost): Promise<readonly CatalogueService[]> {
  const file = 'services.yaml'
  const bytes = (await readRunbookFiles(host.runbooks)).get(file)
  return bytes === undefined ? [] : decode({ file, text: textOf(file, bytes) }, catalogueSchema).services
}

function tellHowFound(host: MunicipalityHost, found: Found): void {
  const note = foundNote(found)
  if (note !== null) host.stderr(`${pick(note, host.lang)}\n`)
}
