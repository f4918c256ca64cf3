import { harmless } from '../core/harmless.ts'
import type { Profile } from '../core/profile.ts'
import { type Lang, pick, plain, type Text } from '../core/text.ts'
import { type Municipality, type RegisterSource, registerSource } from '../municipality/register.ts'
import { hang, pad } from './wrap.ts'

type Row = readonly [label: Text, value: string | Text]

/** One municipality on one line, with its main postal code and the code of its police zone. Ends in a line feed. */
export function renderMunicipalityLine({ nis, name, province, postalCodes, policeZoneCode }: Municipality): string {
  return `${nis}  ${postalCodes[0]}  ${pad(name, 28)}  ${pad(province, 15)}  ${policeZoneCode ?? ''}`
    .trimEnd()
    .concat('\n')
}

/** The register's facts about a municipality, one a line. Ends in a line feed. */
export function renderMunicipality(one: Municipality, columns: number, lang: Lang): string {
  const { parts } = registerSource
  const former = (until: string) =>
    one.former.map((old) => `${old.name} (${old.nis}, ${until} ${old.merged})`).join(', ')
  const merged = new Set(one.former.map(({ name }) => name))
  const names = [
    ...Object.entries(one.names).map(([language, name]) => `${name} (${language})`),
    ...one.aliases.filter((alias) => !merged.has(alias)),
  ]
  const rows: readonly Row[] = [
    [{ en: 'NIS code', nl: 'NIS-code' }, one.nis],
    [{ en: 'province', nl: 'provincie' }, one.province],
    [
      { en: 'police zone', nl: 'politiezone' },
      one.policeZoneCode === null
        ? {
            en: `${one.policeZone} (its code was not found)`,
            nl: `${one.policeZone} (de code is niet gevonden)`,
          }
        : `${one.policeZone} (${one.policeZoneCode})`,
    ],
    [plain('KBO'), one.kbo ?? unknown],
    [plain('KBO OCMW'), one.ocmwKbo ?? unknown],
    [{ en: 'postal codes', nl: 'postcodes' }, one.postalCodes.join(' ')],
    [{ en: 'other names', nl: 'andere namen' }, names.join(', ')],
    [{ en: 'parts', nl: 'deelgemeenten' }, one.subMunicipalities.length > 1 ? one.subMunicipalities.join(', ') : ''],
    [
      { en: 'merged from', nl: 'fusie van' },
      { en: former('until'), nl: former('tot') },
    ],
    [{ en: 'source', nl: 'bron' }, sourceText(parts.municipalities)],
    [{ en: '  parts', nl: '  delen' }, one.subMunicipalities.length > 1 ? sourceText(parts.parts) : ''],
    [
      { en: '  police zone', nl: '  politiezone' },
      sourceText(one.policeZoneCode === null ? parts.policeZonesWithoutCode : parts.policeZones),
    ],
    [plain('  KBO'), sourceText(parts.enterpriseNumbers)],
  ]
  return `${one.name}\n${sheet(rows, columns, lang)}`
}

/** The contents of the profile at `path`: how many of everything, and what is unknown. Ends in a line feed. */
export function renderProfile(path: string, profile: Profile, columns: number, lang: Lang): string {
  const lists: readonly (readonly [Text, readonly unknown[] | null])[] = [
    [{ en: 'contacts', nl: 'contacten' }, profile.contacts],
    [{ en: 'links to cut', nl: 'verbindingen' }, profile.links],
    [{ en: 'partners', nl: 'partners' }, profile.partners],
    [{ en: 'suppliers', nl: 'leveranciers' }, profile.suppliers],
    [{ en: 'neighbours', nl: 'buurgemeenten' }, profile.neighbours],
    [{ en: 'services', nl: 'diensten' }, profile.services],
    [{ en: 'backups', nl: 'back-ups' }, profile.backups],
  ]
  const rows: readonly Row[] = [
    [{ en: 'profile', nl: 'profiel' }, path],
    [{ en: 'checked', nl: 'nagekeken' }, profile.checked ?? unknown],
    [plain('NIS2'), profile.nis2.status],
    ...lists.map(([label, list]): Row => [label, list === null ? unknown : String(list.length)]),
  ]
  return sheet(rows, columns, lang)
}

/** The note that there is no profile, and how to make one. Ends in a line feed. */
export function renderNoProfile({ slug }: Municipality, columns: number, lang: Lang): string {
  const rows: readonly Row[] = [
    [
      { en: 'profile', nl: 'profiel' },
      { en: 'none', nl: 'geen' },
    ],
    [{ en: 'to write one', nl: 'aanmaken' }, `cyber-respond municipality init ${slug}`],
  ]
  return sheet(rows, columns, lang)
}

function sourceText({ credit, published, looked }: RegisterSource): Text {
  return {
    en: `${credit.en}, ${published}; looked at ${looked}`,
    nl: `${credit.nl}, ${published}; bekeken ${looked}`,
  }
}

const unknown: Text = { en: 'unknown', nl: 'onbekend' }

function sheet(rows: readonly Row[], columns: number, lang: Lang): string {
  return rows
    .map(([label, value]) => [pick(label, lang), typeof value === 'string' ? value : pick(value, lang)] as const)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${hang(`  ${pad(label, 14)}  `, harmless(value), columns)}\n`)
    .join('')
}
