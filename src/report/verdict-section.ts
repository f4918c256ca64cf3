import { type Lang, pick, type Text } from '../core/text.ts'
import { showExact } from '../ui/time.ts'
import { signatureTexts, verdictWords } from '../ui/verification.ts'
import type { Block, Cell, Table } from './document.ts'
import type { KeyLine, Report } from './report.ts'
import { sentence } from './summary-section.ts'

type Judged = Pick<Report, 'record' | 'keys' | 'madeWith' | 'writtenWith'>

/** All that `verify` says of a record, under one heading; of an incident and of a drill alike. */
export function verdictSection(report: Judged, lang: Lang): readonly Block[] {
  const { record, keys } = report
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'The record itself', nl: 'Het logboek zelf' }, lang) },
    { kind: 'facts', rows: [...verdictRows(record, lang), ...versionRows(report, lang)] },
    ...memoryAlert(record, lang),
    ...listed({ en: 'Checked', nl: 'Nagekeken' }, record.checked, lang),
    ...listed(
      { en: 'Signatures of others, and time stamps', nl: 'Handtekeningen van anderen, en tijdstempels' },
      signatureTexts(record.signatures).map(({ said }) => said),
      lang,
    ),
    ...listed(
      { en: 'To be looked at (it changes no verdict)', nl: 'Te bekijken (het verandert het oordeel niet)' },
      record.remarks.map(({ said }) => said),
      lang,
    ),
    ...listed({ en: 'What this verdict does not rule out', nl: 'Wat dit oordeel niet uitsluit' }, record.limits, lang),
    ...(keys.length === 0 ? [] : [keyTable(keys, lang)]),
  ]
}

/** Nothing where there is nothing to list. */
function listed(title: Text, texts: readonly Text[], lang: Lang): readonly Block[] {
  if (texts.length === 0) return []
  return [
    { kind: 'heading', level: 3, text: pick(title, lang) },
    { kind: 'list', items: texts.map((text) => sentence(pick(text, lang))) },
  ]
}

/** What this machine remembers of the record and does not find in it. Where that is the verdict, it was said. */
function memoryAlert({ memory, verdict }: Report['record'], lang: Lang): readonly Block[] {
  if (memory === undefined || verdict === 'tampered') return []
  const title: Text = { en: 'Another memory of this record', nl: 'Een andere herinnering aan dit logboek' }
  return [{ kind: 'alert', tone: 'bad', title: pick(title, lang), text: [sentence(pick(memory, lang))] }]
}

function versionRows({ madeWith, writtenWith }: Judged, lang: Lang): readonly (readonly [string, Cell])[] {
  return [
    [pick({ en: 'Written with', nl: 'Geschreven met' }, lang), `cyber-respond ${writtenWith.join(', ')}`],
    [pick({ en: 'Read with', nl: 'Gelezen met' }, lang), `cyber-respond ${madeWith}`],
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
        en: ['Key', 'For', 'Since', 'Fingerprint and public key', 'Line'],
        nl: ['Sleutel', 'Waarvoor', 'Sinds', 'Vingerafdruk en publieke sleutel', 'Regel'],
      },
      lang,
    ),
    widths: [20, 20, 14, 38, 8],
    rows: keys.map(({ line, at, use, name, person, key, fingerprint }) => [
      name,
      use === 'log' ? uses.log : `${uses.operator} ${person}`,
      showExact(at, lang),
      { text: `${fingerprint}\n${key}`, code: true },
      String(line),
    ]),
  }
}
