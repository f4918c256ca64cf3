import { isAfterwards, isApart } from '../core/statements.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { showExact } from '../ui/time.ts'
import type { Block, Table } from './document.ts'
import type { EvidenceLine, FileLine, NotTakenLine, Report } from './report.ts'

const kinds: Readonly<Record<FileLine['kind'], Text>> = {
  proof: { en: 'proof of a step', nl: 'bewijs van een stap' },
  output: { en: 'output of a command', nl: 'uitvoer van een opdracht' },
  notice: { en: 'notice', nl: 'melding' },
  pinned: { en: 'runbook, plan or profile at the start', nl: 'draaiboek, plan of profiel bij de start' },
}

/** Files in custody, and the other files that the record knows by hash. */
export function evidenceSection({ evidence, notTaken, files }: Report, lang: Lang): readonly Block[] {
  const heading = { kind: 'heading', level: 2, text: pick({ en: 'Evidence', nl: 'Bewijsstukken' }, lang) } as const
  const none = {
    kind: 'text',
    text: pick({ en: 'No files are in custody.', nl: 'Er zijn geen bestanden in bewaring.' }, lang),
  } as const
  const check = {
    kind: 'text',
    text: pick(
      {
        en: "The files stand in the incident's folder, in blobs/, each under its SHA-256: sha256sum must give the same value.",
        nl: 'De bestanden staan in de map van het incident, in blobs/, elk onder zijn SHA-256: sha256sum moet dezelfde waarde geven.',
      },
      lang,
    ),
  } as const
  return [
    heading,
    ...(evidence.length === 0 ? [none] : [check, custodyTable(evidence, lang)]),
    ...(notTaken.length === 0 ? [] : [notTakenTable(notTaken, lang)]),
    ...(files.length === 0 ? [] : [fileTable(files, lang)]),
  ]
}

function custodyTable(evidence: readonly EvidenceLine[], lang: Lang): Table {
  return {
    kind: 'table',
    caption: pick({ en: 'Files in custody', nl: 'Bestanden in bewaring' }, lang),
    head: pick(
      {
        en: ['File', 'Bytes', 'SHA-256', 'Taken into custody', 'From', 'Second copy'],
        nl: ['Bestand', 'Bytes', 'SHA-256', 'In bewaring genomen', 'Vandaan', 'Tweede kopie'],
      },
      lang,
    ),
    widths: [16, 8, 26, 20, 18, 12],
    rows: evidence.map((file) => [
      file.name,
      String(file.size),
      { text: file.sha256, code: true },
      `${showExact(file.at, lang)}, ${file.actor}, ${pick({ en: 'line', nl: 'regel' }, lang)} ${file.line}`,
      origin(file, lang),
      file.copies.length === 0
        ? { text: pick({ en: 'none', nl: 'geen' }, lang), tone: 'warn' }
        : file.copies.map((copy) => copyText(copy, lang)).join('; '),
    ]),
  }
}

function origin({ source, modified, note, at }: EvidenceLine, lang: Lang): string {
  // As the file system says from where it was taken, whose clock nobody vouches for.
  const isLater =
    modified !== null && !isAfterwards({ at: modified, written: at }) && isApart({ at: modified, written: at })
  const mark = isLater
    ? pick({ en: " (CAN'T BE: later than it was taken)", nl: ' (KAN NIET: later dan het genomen is)' }, lang)
    : ''
  const changed =
    modified === null
      ? ''
      : `${pick({ en: 'last changed', nl: 'laatst gewijzigd' }, lang)} ${showExact(modified, lang)}${mark}`
  return [source ?? '', changed, note].filter((part) => part !== '').join('; ')
}

function copyText({ where, offline, at, actor, line }: EvidenceLine['copies'][number], lang: Lang): string {
  return `${where}${offline ? ' (offline)' : ''}, ${showExact(at, lang)}, ${actor}, ${pick({ en: 'line', nl: 'regel' }, lang)} ${line}`
}

function notTakenTable(notTaken: readonly NotTakenLine[], lang: Lang): Table {
  return {
    kind: 'table',
    caption: pick({ en: 'Not taken into custody', nl: 'Niet in bewaring genomen' }, lang),
    head: pick({ en: ['What', 'Why', 'Line'], nl: ['Wat', 'Waarom', 'Regel'] }, lang),
    widths: [44, 48, 8],
    rows: notTaken.map(({ name, why, line }) => [name, pick(why, lang), String(line)]),
  }
}

function fileTable(files: readonly FileLine[], lang: Lang): Table {
  return {
    kind: 'table',
    caption: pick(
      { en: 'Other files whose hash is in the record', nl: 'Andere bestanden waarvan het logboek de hash heeft' },
      lang,
    ),
    head: pick(
      { en: ['File', 'Kind', 'Bytes', 'SHA-256', 'Line'], nl: ['Bestand', 'Soort', 'Bytes', 'SHA-256', 'Regel'] },
      lang,
    ),
    widths: [20, 20, 8, 44, 8],
    rows: files.map(({ name, kind, size, sha256, line }) => [
      name,
      pick(kinds[kind], lang),
      String(size),
      { text: sha256, code: true },
      String(line),
    ]),
  }
}
