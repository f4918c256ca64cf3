import { type Lang, pick, type Text } from '../core/text.ts'
import { showExact } from '../ui/time.ts'
import { verdictWords } from '../ui/verification.ts'
import type { Block, Cell, Table } from './document.ts'
import { happeningTable } from './happening-table.ts'
import type { KeyLine, Report } from './report.ts'
import { sentence } from './summary-section.ts'

export function noteSection({ notes }: Report, lang: Lang): readonly Block[] {
  const nl = lang === 'nl'
  if (notes.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: nl ? 'Notities' : 'Notes' },
    happeningTable(nl ? 'Notities, in volgorde' : 'Notes, in order', notes, lang),
  ]
}

/** The verdict on the record, what it does not rule out, and what happened to the record and its machine. */
export function recordSection({ record, keys, disturbances }: Report, lang: Lang): readonly Block[] {
  const nl = lang === 'nl'
  return [
    { kind: 'heading', level: 2, text: nl ? 'Het logboek zelf' : 'The record itself' },
    { kind: 'facts', rows: verdictRows(record, lang) },
    ...(record.remarks.length === 0
      ? []
      : [
          {
            kind: 'heading' as const,
            level: 3 as const,
            text: nl ? 'Te bekijken (het verandert het oordeel niet)' : 'To be looked at (it changes no verdict)',
          },
          { kind: 'list' as const, items: record.remarks.map(({ said }) => sentence(said[lang])) },
        ]),
    { kind: 'heading', level: 3, text: nl ? 'Wat dit oordeel niet uitsluit' : 'What this verdict does not rule out' },
    { kind: 'list', items: record.limits.map((limit) => sentence(limit[lang])) },
    ...(keys.length === 0 ? [] : [keyTable(keys, lang)]),
    { kind: 'heading', level: 3, text: nl ? 'Onderbrekingen en verstoringen' : 'Interruptions and disturbances' },
    disturbances.length === 0
      ? {
          kind: 'text',
          text: nl
            ? 'Geen crash, herstart, klokverspringing, gewijzigd bestand of wissing staat in het logboek.'
            : 'The record holds no crash, restart, clock jump, changed file or erasure.',
        }
      : happeningTable(
          nl ? 'Wat het logboek of zijn toestel overkwam' : 'What happened to the record or its machine',
          disturbances,
          lang,
        ),
  ]
}

function verdictRows(record: Report['record'], lang: Lang): readonly (readonly [string, Cell])[] {
  const t = (text: Text): string => pick(text, lang)
  const { verdict, state, lines, sealed, tail, origin, root, found } = record
  return [
    [
      t({ en: 'Verdict', nl: 'Oordeel' }),
      verdict === 'tampered' ? { text: verdictWords[verdict][lang], tone: 'bad' } : verdictWords[verdict][lang],
    ],
    [t({ en: 'Found', nl: 'Bevinding' }), sentence(found[lang])],
    [
      t({ en: 'State', nl: 'Toestand' }),
      state === 'closed' ? t({ en: 'closed', nl: 'afgesloten' }) : t({ en: 'open', nl: 'lopend' }),
    ],
    [t({ en: 'Lines that verify', nl: 'Regels die kloppen' }), String(lines)],
    [t({ en: 'Sealed / after the last seal', nl: 'Verzegeld / na het laatste zegel' }), `${sealed} / ${tail}`],
    ...(origin === null ? [] : [[t({ en: 'Origin', nl: 'Herkomst' }), origin] as const]),
    ...(root === null
      ? []
      : [[t({ en: 'Root (RFC 6962)', nl: 'Wortel (RFC 6962)' }), { text: root, code: true }] as const]),
  ]
}

function keyTable(keys: readonly KeyLine[], lang: Lang): Table {
  const nl = lang === 'nl'
  const uses = { log: nl ? 'verzegelt het logboek' : 'seals the record', operator: nl ? 'tekent voor' : 'signs for' }
  return {
    kind: 'table',
    caption: nl ? 'Sleutels, elk vanaf zijn regel' : 'Keys, each from its line on',
    head: nl
      ? ['Sleutel', 'Waarvoor', 'Sinds', 'Publieke sleutel', 'Regel']
      : ['Key', 'For', 'Since', 'Public key', 'Line'],
    widths: [20, 20, 14, 38, 8],
    rows: keys.map(({ line, at, use, name, person, key }) => [
      name,
      use === 'log' ? uses.log : `${uses.operator} ${person}`,
      showExact(at, lang),
      { text: key, code: true },
      String(line),
    ]),
  }
}

/** The record in words, from the first line to the last. */
export function everyLine({ timeline }: Report, lang: Lang): readonly Block[] {
  const nl = lang === 'nl'
  return [
    { kind: 'heading', level: 2, text: nl ? 'Alle regels' : 'Every line' },
    happeningTable(nl ? 'Het logboek in woorden' : 'The record in words', timeline, lang),
  ]
}
