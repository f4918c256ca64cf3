import { isAfterwards, isApart } from '../core/statements.ts'
import type { Lang, Text } from '../core/text.ts'
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
  const nl = lang === 'nl'
  const heading = { kind: 'heading', level: 2, text: nl ? 'Bewijsstukken' : 'Evidence' } as const
  const none = { kind: 'text', text: nl ? 'Er zijn geen bestanden in bewaring.' : 'No files are in custody.' } as const
  const check = {
    kind: 'text',
    text: nl
      ? 'De bestanden staan in de map van het incident, in blobs/, elk onder zijn SHA-256: sha256sum moet dezelfde waarde geven.'
      : "The files stand in the incident's folder, in blobs/, each under its SHA-256: sha256sum must give the same value.",
  } as const
  return [
    heading,
    ...(evidence.length === 0 ? [none] : [check, custodyTable(evidence, lang)]),
    ...(notTaken.length === 0 ? [] : [notTakenTable(notTaken, lang)]),
    ...(files.length === 0 ? [] : [fileTable(files, lang)]),
  ]
}

function custodyTable(evidence: readonly EvidenceLine[], lang: Lang): Table {
  const nl = lang === 'nl'
  return {
    kind: 'table',
    caption: nl ? 'Bestanden in bewaring' : 'Files in custody',
    head: nl
      ? ['Bestand', 'Bytes', 'SHA-256', 'In bewaring genomen', 'Vandaan', 'Tweede kopie']
      : ['File', 'Bytes', 'SHA-256', 'Taken into custody', 'From', 'Second copy'],
    widths: [16, 8, 26, 20, 18, 12],
    rows: evidence.map((file) => [
      file.name,
      String(file.size),
      { text: file.sha256, code: true },
      `${showExact(file.at, lang)}, ${file.actor}, ${nl ? 'regel' : 'line'} ${file.line}`,
      origin(file, lang),
      file.copies.length === 0
        ? { text: nl ? 'geen' : 'none', tone: 'warn' }
        : file.copies.map((copy) => copyText(copy, lang)).join('; '),
    ]),
  }
}

function origin({ source, modified, note, at }: EvidenceLine, lang: Lang): string {
  const nl = lang === 'nl'
  // As the file system says from where it was taken, whose clock nobody vouches for.
  const isLater =
    modified !== null && !isAfterwards({ at: modified, written: at }) && isApart({ at: modified, written: at })
  const mark = isLater ? (nl ? ' (KAN NIET: later dan het genomen is)' : " (CAN'T BE: later than it was taken)") : ''
  const changed =
    modified === null ? '' : `${nl ? 'laatst gewijzigd' : 'last changed'} ${showExact(modified, lang)}${mark}`
  return [source ?? '', changed, note].filter((part) => part !== '').join('; ')
}

function copyText({ where, offline, at, actor, line }: EvidenceLine['copies'][number], lang: Lang): string {
  const nl = lang === 'nl'
  return `${where}${offline ? ' (offline)' : ''}, ${showExact(at, lang)}, ${actor}, ${nl ? 'regel' : 'line'} ${line}`
}

function notTakenTable(notTaken: readonly NotTakenLine[], lang: Lang): Table {
  const nl = lang === 'nl'
  return {
    kind: 'table',
    caption: nl ? 'Niet in bewaring genomen' : 'Not taken into custody',
    head: nl ? ['Wat', 'Waarom', 'Regel'] : ['What', 'Why', 'Line'],
    widths: [44, 48, 8],
    rows: notTaken.map(({ name, why, line }) => [name, why[lang], String(line)]),
  }
}

function fileTable(files: readonly FileLine[], lang: Lang): Table {
  const nl = lang === 'nl'
  return {
    kind: 'table',
    caption: nl ? 'Andere bestanden waarvan het logboek de hash heeft' : 'Other files whose hash is in the record',
    head: nl ? ['Bestand', 'Soort', 'Bytes', 'SHA-256', 'Regel'] : ['File', 'Kind', 'Bytes', 'SHA-256', 'Line'],
    widths: [20, 20, 8, 44, 8],
    rows: files.map(({ name, kind, size, sha256, line }) => [
      name,
      kinds[kind][lang],
      String(size),
      { text: sha256, code: true },
      String(line),
    ]),
  }
}
