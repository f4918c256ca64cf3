import { html } from 'hono/html'
import { type DeskEntry, entryKinds, latestVersion } from '../../cloud/desk-entry.ts'
import { pick, type Text } from '../../core/text.ts'
import type { Html } from '../page-frame.ts'
import { brusselsTime } from './brussels-time.ts'
import { type DeskFrame, deskPage } from './frame.ts'
import { deskKinds } from './kinds.ts'

/** The number of entries that one page lists. */
export const listed = 100

/** A search: its words; `misheard` is a number whose check sign says that it is none. */
interface Asked {
  readonly query: string
  readonly misheard: boolean
}

/** The page of the kinds that can be recorded, and of the newest entries or those that a search found. */
export function overviewPage(frame: DeskFrame, { query, misheard }: Asked, entries: readonly DeskEntry[]): Html {
  const t = (text: Text) => pick(text, frame.lang)
  const title = { en: 'Overview', nl: 'Overzicht' }
  return deskPage(
    frame,
    title,
    html`<h1>${t({ en: 'What do you want to record?', nl: 'Wat wilt u inschrijven?' })}</h1>
${
  frame.frozen || frame.lost
    ? ''
    : html`<ul class="kinds">${entryKinds.map((kind) => html`<li><a class="button" href="/new/${kind}">${t(deskKinds[kind].title)}</a></li>`)}</ul>`
}
<h2>${t({ en: 'Entries', nl: 'Inschrijvingen' })}</h2>
<form method="get" action="/" role="search" class="bar screen">
<div><label for="q">${t({ en: 'Search by number, name or any word', nl: 'Zoek op nummer, naam of een ander woord' })}</label>
<input id="q" name="q" type="search" value="${query}" maxlength="200"></div>
<button class="plain">${t({ en: 'Search', nl: 'Zoeken' })}</button></form>
${entries.length === 0 ? html`<p>${t(query === '' ? nothingYet : misheard ? noNumber : nothingFound)}</p>` : entryTable(frame, entries)}
${entries.length < listed ? '' : html`<p>${t({ en: `Only the newest ${listed} are shown: search to find others.`, nl: `Alleen de nieuwste ${listed} worden getoond: zoek om andere te vinden.` })}</p>`}`,
  )
}

const nothingYet: Text = { en: 'Nothing was recorded yet.', nl: 'Er is nog niets ingeschreven.' }
const nothingFound: Text = { en: 'No entry holds all these words.', nl: 'Geen inschrijving bevat al deze woorden.' }

const noNumber: Text = {
  en: 'This number can’t be right: a sign was misheard or mistyped. Ask for it once more, sign by sign.',
  nl: 'Dit nummer kan niet kloppen: een teken is verkeerd verstaan of getypt. Vraag het nog eens, teken per teken.',
}

function entryTable({ lang }: DeskFrame, entries: readonly DeskEntry[]): Html {
  const t = (text: Text) => pick(text, lang)
  return html`<table><thead><tr><th scope="col">${t({ en: 'Number', nl: 'Nummer' })}</th><th scope="col">${t({ en: 'Kind', nl: 'Soort' })}</th>
<th scope="col">${t({ en: 'Name', nl: 'Naam' })}</th><th scope="col">${t({ en: 'Recorded', nl: 'Ingeschreven' })}</th></tr></thead><tbody>
${entries.map(
  (
    entry,
  ) => html`<tr><td><a href="/entries/${entry.number}">${entry.number}</a></td><td>${t(deskKinds[entry.kind].title)}</td>
<td><bdi>${nameOf(entry)}</bdi></td><td>${brusselsTime(entry.versions[0]?.recordedAt ?? '', lang)}</td></tr>
`,
)}</tbody></table>`
}

function nameOf(entry: DeskEntry): string {
  const { fields } = latestVersion(entry)
  return deskKinds[entry.kind].names
    .map((id) => fields[id] ?? '')
    .join(' ')
    .trim()
}
