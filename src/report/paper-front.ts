import type { Obligation } from '../core/model.ts'
import { pick, plain, type Text } from '../core/text.ts'
import { roleName } from '../ui/role.ts'
import { showStated } from '../ui/time.ts'
import { escapeHtml } from './escape.ts'
import { blank } from './paper-filling.ts'
import { paperTable, toFill } from './paper-html.ts'
import type { PaperParts } from './paper-parts.ts'

/** The first pages: how to use it, who leads, whom to reach, what there is to cut, and the clocks. */
export function frontHtml(parts: PaperParts): string {
  const { book, municipality, profile, lang, printedAt, version } = parts
  const t = (text: Text): string => escapeHtml(pick(text, lang))
  const where = municipality === null ? '' : `: ${escapeHtml(municipality.name)}`
  const facts =
    municipality === null
      ? { en: 'for a municipality to be filled in', nl: 'voor een gemeente die u invult' }
      : plain(`NIS ${municipality.nis} · ${municipality.province} · ${municipality.policeZone}`)
  const checked: Text =
    profile.checked === null
      ? { en: 'no contacts were checked', nl: 'geen contacten nagekeken' }
      : { en: `contacts checked on ${profile.checked}`, nl: `contacten nagekeken op ${profile.checked}` }
  return `<h1>${t(book.plan.title)}${where}</h1>
<p>${t(facts)} · ${t({ en: 'printed', nl: 'afgedrukt' })} ${escapeHtml(showStated(printedAt, lang))} · cyber-respond ${escapeHtml(version)} · ${t(checked)}</p>
<ol>
${use.map((one) => `<li>${t(one)}</li>`).join('\n')}
</ol>
<p>${begin.map((one) => toFill(one, 'wide', lang)).join('')}</p>
${[peopleTable(parts), ...otherTables(parts), clockTable(parts)].join('\n')}`
}

const use: readonly Text[] = [
  {
    en: 'Do the steps in this order, several people at once. Tick the box, and write the day, the hour and your name.',
    nl: 'Doe de stappen in deze volgorde, met verschillende mensen tegelijk. Vink het vakje aan, en schrijf de dag, het uur en uw naam.',
  },
  {
    en: 'What is marked as dangerous needs the signature of a second person first.',
    nl: 'Wat als gevaarlijk gemerkt is, vraagt eerst de handtekening van een tweede persoon.',
  },
  {
    en: 'Call only the numbers on this paper, never one that reached you tonight.',
    nl: 'Bel alleen de nummers op dit papier, nooit een nummer dat u vannacht kreeg.',
  },
  {
    en: 'When a laptop works again: cyber-respond paper MUNICIPALITY (from the stick: sh start.sh paper MUNICIPALITY) enters what was done on paper, by the codes.',
    nl: 'Werkt er weer een laptop: cyber-respond paper GEMEENTE (vanaf de stick: sh start.sh paper GEMEENTE) voert in wat op papier gedaan is, met de codes.',
  },
]

const begin: readonly Text[] = [
  { en: 'noticed (day, hour)', nl: 'opgemerkt (dag, uur)' },
  { en: 'known as an attack (day, hour)', nl: 'bekend als aanval (dag, uur)' },
  { en: 'leads', nl: 'leiding' },
  { en: 'writes', nl: 'noteert' },
  { en: 'we talk over', nl: 'wij overleggen via' },
  { en: 'incident', nl: 'incident' },
]

function peopleTable(parts: PaperParts): string {
  const { book, profile, lang } = parts
  const contacts = profile.contacts ?? []
  const known = new Set(contacts.map(({ role }) => role))
  const steps = book.runbooks.flatMap((runbook) => runbook.steps)
  const asked = [...new Set(steps.flatMap(({ role, approve }) => [role, ...(approve === undefined ? [] : [approve])]))]
  const rows = [
    ...contacts.map(({ role, name, phone, mail }) => [roleName(role, lang), name, phone ?? blank, mail ?? '', blank]),
    ...asked.filter((role) => !known.has(role)).map((role) => [roleName(role, lang), blank, blank, '', blank]),
  ]
  const head: readonly Text[] = [
    { en: 'role', nl: 'rol' },
    { en: 'name', nl: 'naam' },
    { en: 'telephone', nl: 'telefoon' },
    plain('mail'),
    { en: 'reached at', nl: 'bereikt om' },
  ]
  return paperTable({ en: 'People', nl: 'Mensen' }, head, rows, lang)
}

type Listed = { readonly name: string; readonly phone?: string; readonly mail?: string }

function otherTables({ profile, channels, lang }: PaperParts): readonly string[] {
  const calls: readonly (readonly [Text, readonly Listed[] | null])[] = [
    [{ en: 'Partners on our links', nl: 'Partners op onze verbindingen' }, profile.partners],
    [{ en: 'Suppliers with access', nl: 'Leveranciers met toegang' }, profile.suppliers],
    [{ en: 'Neighbours', nl: 'Buurgemeenten' }, profile.neighbours],
  ]
  const head: readonly Text[] = [
    { en: 'name', nl: 'naam' },
    { en: 'telephone', nl: 'telefoon' },
    { en: 'reached at', nl: 'bereikt om' },
    { en: 'with whom', nl: 'met wie' },
  ]
  const unknown = [1, 2].map(() => [blank, blank, blank, blank])
  const tables = calls.map(([caption, list]) => {
    const rows = list?.map(({ name, phone, mail }) => [
      name,
      [phone ?? blank, mail ?? ''].join(' ').trim(),
      blank,
      blank,
    ])
    return rows?.length === 0 ? '' : paperTable(caption, head, rows ?? unknown, lang)
  })
  const told = channels.map(({ name, phone, portal, mail, hours }) => [
    pick(name, lang),
    [phone, mail].filter((one) => one !== undefined).join('\n'),
    portal ?? '',
    hours === undefined ? '' : pick(hours, lang),
  ])
  const toldHead: readonly Text[] = [
    { en: 'who', nl: 'wie' },
    { en: 'telephone, mail', nl: 'telefoon, mail' },
    { en: 'page', nl: 'pagina' },
    { en: 'when', nl: 'wanneer' },
  ]
  return [...tables, paperTable({ en: 'Who must be told', nl: 'Wie op de hoogte moet zijn' }, toldHead, told, lang)]
}

function clockTable(parts: PaperParts): string {
  const { book, lang } = parts
  const rows = book.obligations.map((obligation) => [
    pick(obligation.title, lang),
    pick(from(obligation, parts), lang),
    withinText(obligation.within, lang),
    ...[blank, blank, blank],
  ])
  const head: readonly Text[] = [
    { en: 'clock', nl: 'klok' },
    { en: 'starts', nl: 'start' },
    { en: 'time', nl: 'termijn' },
    { en: 'started', nl: 'gestart' },
    { en: 'due', nl: 'uiterlijk' },
    { en: 'done, reference', nl: 'gedaan, referentie' },
  ]
  return paperTable({ en: 'Clocks', nl: 'Klokken' }, head, rows, lang)
}

function from({ from: starts }: Obligation, { names, book }: PaperParts): Text {
  if ('sent' in starts) {
    const title = book.obligations.find(({ id }) => id === starts.sent)?.title ?? plain(starts.sent)
    return { en: `when sent: ${title.en}`, nl: `bij verzending van: ${title.nl}` }
  }
  const question = names.question(starts.fact)
  return question === null
    ? { en: 'when it is known', nl: 'zodra het bekend is' }
    : { en: `with the answer in ${question.code}`, nl: `met het antwoord in ${question.code}` }
}

/** `PT24H` as people say it; a time of nothing is the moment itself. */
function withinText(within: string, lang: PaperParts['lang']): string {
  const { months, weeks, days, hours, minutes } = Temporal.Duration.from(within)
  const units: readonly (readonly [number, Text, Text])[] = [
    [months, { en: 'month', nl: 'maand' }, { en: 'months', nl: 'maanden' }],
    [weeks, { en: 'week', nl: 'week' }, { en: 'weeks', nl: 'weken' }],
    [days, { en: 'day', nl: 'dag' }, { en: 'days', nl: 'dagen' }],
    [hours, { en: 'hour', nl: 'uur' }, { en: 'hours', nl: 'uur' }],
    [minutes, { en: 'minute', nl: 'minuut' }, { en: 'minutes', nl: 'minuten' }],
  ]
  const said = units
    .filter(([count]) => count !== 0)
    .map(([count, one, more]) => `${count} ${pick(count === 1 ? one : more, lang)}`)
  return said.length === 0 ? pick({ en: 'at that moment', nl: 'op dat moment' }, lang) : said.join(' ')
}
