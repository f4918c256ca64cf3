import { type Lang, pick, type Text } from '../core/text.ts'
import { showExact } from '../ui/time.ts'
import { verdictWords } from '../ui/verification.ts'
import type { Block, Cell, Table } from './document.ts'
import { happeningTable } from './happening-table.ts'
import type { KeyLine, Report } from './report.ts'
import { sentence } from './summary-section.ts'

export function noteSection({ notes }: Report, lang: Lang): readonly Block[] {
  if (notes.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'Notes', nl: 'Notities' }, lang) },
    happeningTable(pick({ en: 'Notes, in order', nl: 'Notities, in volgorde' }, lang), notes, lang),
  ]
}

/** The verdict on the record, what it does not rule out, and what happened to the record and its machine. */
export function recordSection({ record, keys, disturbances }: Report, lang: Lang): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'The record itself', nl: 'Het logboek zelf' }, lang) },
    { kind: 'facts', rows: verdictRows(record, lang) },
    ...(record.remarks.length === 0
      ? []
      : [
          {
            kind: 'heading' as const,
            level: 3 as const,
            text: pick(
              { en: 'To be looked at (it changes no verdict)', nl: 'Te bekijken (het verandert het oordeel niet)' },
              lang,
            ),
          },
          { kind: 'list' as const, items: record.remarks.map(({ said }) => sentence(pick(said, lang))) },
        ]),
    {
      kind: 'heading',
      level: 3,
      text: pick({ en: 'What this verdict does not rule out', nl: 'Wat dit oordeel niet uitsluit' }, lang),
    },
    { kind: 'list', items: record.limits.map((limit) => sentence(pick(limit, lang))) },
    ...(keys.length === 0 ? [] : [keyTable(keys, lang)]),
    {
      kind: 'heading',
      level: 3,
      text: pick({ en: 'Interruptions and disturbances', nl: 'Onderbrekingen en verstoringen' }, lang),
    },
    disturbances.length === 0
      ? {
          kind: 'text',
          text: pick(
            {
              en: 'The record holds no crash, restart, clock jump, changed file or erasure.',
              nl: 'Geen crash, herstart, klokverspringing, gewijzigd bestand of wissing staat in het logboek.',
            },
            lang,
          ),
        }
      : happeningTable(
          pick(
            { en: 'What happened to the record or its machine', nl: 'Wat het logboek of zijn toestel overkwam' },
            lang,
          ),
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
      verdict === 'tampered'
        ? { text: pick(verdictWords[verdict], lang), tone: 'bad' }
        : pick(verdictWords[verdict], lang),
    ],
    [t({ en: 'Found', nl: 'Bevinding' }), sentence(pick(found, lang))],
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
  const uses = {
    log: pick({ en: 'seals the record', nl: 'verzegelt het logboek' }, lang),
    operator: pick({ en: 'signs for', nl: 'tekent voor' }, lang),
  }
  return {
    kind: 'table',
    caption: pick({ en: 'Keys, each from its line on', nl: 'Sleutels, elk vanaf zijn regel' }, lang),
    head: pick(
      {
        en: ['Key', 'For', 'Since', 'Public key', 'Line'],
        nl: ['Sleutel', 'Waarvoor', 'Sinds', 'Publieke sleutel', 'Regel'],
      },
      lang,
    ),
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
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'Every line', nl: 'Alle regels' }, lang) },
    happeningTable(pick({ en: 'The record in words', nl: 'Het logboek in woorden' }, lang), timeline, lang),
  ]
}
