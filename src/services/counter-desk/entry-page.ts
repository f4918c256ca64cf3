import { html } from 'hono/html'
import { type DeskEntry, type EntryKind, latestVersion } from '../../cloud/desk-entry.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'
import type { Html } from '../page-frame.ts'
import { brusselsTime } from './brussels-time.ts'
import { contradictionText } from './contradiction-text.ts'
import { fromKept } from './contradictions.ts'
import { type DeskFrame, deskPage } from './frame.ts'
import { type DeskField, deskKinds, explanationField } from './kinds.ts'

/** One entry: on screen with its history, on paper as the receipt that the citizen takes home. */
export function entryPage(frame: DeskFrame, entry: DeskEntry, said: Text | null): Html {
  const { lang } = frame
  const t = (text: Text) => pick(text, lang)
  const now = latestVersion(entry)
  const { title, fields } = deskKinds[entry.kind]
  const [first] = entry.versions
  const corrected = entry.versions.length > 1
  return deskPage(
    frame,
    { en: `Receipt ${entry.number}`, nl: `Ontvangstbewijs ${entry.number}` },
    html`
${said === null ? '' : html`<p class="notice good screen" role="status">${t(said)}</p>`}
<h1>${t({ en: 'Receipt', nl: 'Ontvangstbewijs' })}: ${t(title)}</h1>
<p class="number">${entry.number}</p>
<p>${frame.municipality} · ${t({ en: 'recorded on', nl: 'ingeschreven op' })} ${brusselsTime(first?.recordedAt ?? '', lang)}
${t({ en: 'by', nl: 'door' })} <bdi>${first?.clerk ?? ''}</bdi>${
      corrected
        ? html`; ${t({ en: 'corrected on', nl: 'verbeterd op' })} ${brusselsTime(now.recordedAt, lang)} ${t({ en: 'by', nl: 'door' })} <bdi>${now.clerk}</bdi>`
        : ''
    }</p>
<table><tbody>
${[...fields, contradictionsField, explanationField].map((field) => {
  const value = now.fields[field.id]
  return value === undefined
    ? ''
    : html`<tr><th scope="row">${t(field.label)}</th><td><bdi>${shown(entry.kind, field, value, lang)}</bdi></td></tr>\n`
})}</tbody></table>
<div class="paper"><p>${t(keepThis)}</p>
<div class="sign"><p>${t({ en: 'For the municipality', nl: 'Voor het gemeentebestuur' })}</p><p>${t({ en: 'The declarant', nl: 'De aangever' })}</p></div></div>
<p class="screen">${t(printThis)}</p>
${frame.frozen || frame.lost ? '' : html`<p class="screen"><a class="button plain" href="/entries/${entry.number}/correct">${t({ en: 'Correct…', nl: 'Verbeteren…' })}</a></p>`}
${corrected ? history(entry, lang) : ''}`,
  )
}

const keepThis: Text = {
  en: 'Keep this receipt and mention its number when you contact the municipality. The entry is provisional and will be taken over in the municipality’s own systems.',
  nl: 'Bewaar dit ontvangstbewijs en vermeld het nummer als u met het gemeentebestuur contact opneemt. De inschrijving is voorlopig en wordt later in de eigen systemen van het gemeentebestuur overgenomen.',
}

const printThis: Text = {
  en: 'Print this page for the citizen (Ctrl+P): only the receipt appears on paper.',
  nl: 'Druk deze pagina af voor de burger (Ctrl+P): alleen het ontvangstbewijs komt op papier.',
}

function history(entry: DeskEntry, lang: Lang): Html {
  const t = (text: Text) => pick(text, lang)
  const fields = [...deskKinds[entry.kind].fields, contradictionsField, explanationField]
  const show = (field: DeskField, value: string | undefined) =>
    value === undefined ? '—' : shown(entry.kind, field, value, lang)
  return html`<section class="screen"><h2>${t({ en: 'History', nl: 'Geschiedenis' })}</h2>
${entry.versions.slice(1).map((version, index) => {
  const before = entry.versions[index]?.fields ?? {}
  const changed = fields.filter(({ id }) => before[id] !== version.fields[id])
  return html`<h3>${t({ en: 'Version', nl: 'Versie' })} ${version.version} · ${brusselsTime(version.recordedAt, lang)} · <bdi>${version.clerk}</bdi></h3>
<p>${t({ en: 'Reason:', nl: 'Reden:' })} <bdi>${version.reason ?? ''}</bdi></p>
<ul>${changed.map((field) => html`<li>${t(field.label)}: <del><bdi>${show(field, before[field.id])}</bdi></del> → <ins><bdi>${show(field, version.fields[field.id])}</bdi></ins></li>`)}</ul>`
})}</section>`
}

/** The field that shows what contradicted itself when the entry was made: the desk found it, nobody typed it. */
const contradictionsField: DeskField = {
  id: 'contradictions',
  label: { en: 'Looks impossible', nl: 'Lijkt onmogelijk' },
  rule: 'long',
}

function shown(kind: EntryKind, field: DeskField, value: string, lang: Lang): string {
  if (field === contradictionsField) {
    return fromKept(value)
      .map((one) => pick(contradictionText(kind, one), lang))
      .join('\n')
  }
  if (field.rule === 'choice') {
    const option = field.options?.find(({ id }) => id === value)
    return option === undefined ? value : pick(option.label, lang)
  }
  if (field.rule === 'date') return /^\d{4}-\d\d-\d\d$/.test(value) ? value.split('-').reverse().join('/') : value
  if (field.rule === 'amount') return lang === 'nl' ? `€ ${value.replace('.', ',')}` : `€ ${value}`
  return value
}
