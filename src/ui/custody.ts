import type { CheckedFiles } from '../core/checked-files.ts'
import { counted } from '../core/counted.ts'
import { copiesText, type custodyOf, isSafe } from '../core/custody.ts'
import type { KnownFile } from '../core/known-files.ts'
import { sizeText } from '../core/size-text.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { createLook, type Look } from './look.ts'
import type { Terminal } from './terminal.ts'
import { showMoment } from './time.ts'
import { hang } from './wrap.ts'

type Entries = ReturnType<typeof custodyOf>

/** One line on how many files are in custody, how large they are, and how many lack a second copy that is offline. */
export function custodySummary(entries: Entries): Text {
  const { length } = entries
  const size = sizeText(entries.reduce((sum, { file }) => sum + file.size, 0))
  const unsafe = entries.filter(({ copies }) => !isSafe(copies)).length
  const count = { en: counted(length, 'file', 'files'), nl: counted(length, 'bestand', 'bestanden') }
  const copies =
    unsafe === 0
      ? { en: 'each has a second copy that is offline', nl: 'elk heeft een tweede kopie die offline is' }
      : { en: `${unsafe} without a second copy that is offline`, nl: `${unsafe} zonder tweede kopie die offline is` }
  return { en: `${count.en}, ${size.en}; ${copies.en}`, nl: `${count.nl}, ${size.nl}; ${copies.nl}` }
}

/** Every file in custody: its full hash, size, person, time, copies, name and where it was. */
export function renderCustody(entries: Entries, now: Temporal.Instant, terminal: Terminal, lang: Lang): string {
  const look = createLook(terminal, lang)
  const none: Text = { en: 'nothing is in custody', nl: 'er is niets in bewaring' }
  if (entries.length === 0) return look.say(none)
  return [
    hang('', look.say(custodySummary(entries)), look.columns),
    ...entries.map((entry) => renderEntry(entry, now, look)),
  ].join('\n\n')
}

function renderEntry({ t, actor, file, source, copies }: Entries[number], now: Temporal.Instant, look: Look): string {
  const { lang, columns } = look
  const when = showMoment(t, now, lang)
  const by = pick({ en: `by ${actor}, ${when}`, nl: `door ${actor}, ${when}` }, lang)
  const from = pick({ en: 'from', nl: 'van' }, lang)
  const modified = file.modified === undefined ? '' : showMoment(file.modified, now, lang)
  const changed = pick({ en: `, last changed ${modified}`, nl: `, laatst gewijzigd ${modified}` }, lang)
  const status = pick(copiesText(copies), lang)
  return [
    hang('', look.say(file.name), columns),
    look.say(`  ${file.sha256}`),
    hang('  ', look.say(`${pick(sizeText(file.size), lang)}, ${status}, ${by}`), columns),
    hang('  ', look.say(`${from} ${file.source ?? source}${modified === '' ? '' : changed}`), columns),
    ...copies.map(({ where, offline, at }) => {
      const off = offline ? ', offline' : ''
      const text: Text = {
        en: `copy in ${where}${off}, ${showMoment(at, now, lang)}`,
        nl: `kopie in ${where}${off}, ${showMoment(at, now, lang)}`,
      }
      return hang('  ', look.say(text), columns)
    }),
  ].join('\n')
}

/** The result of hashing the files of a record, in words. */
export function renderFilesChecked(result: CheckedFiles, terminal: Terminal, lang: Lang): string {
  const look = createLook(terminal, lang)
  const size = sizeText(result.bytes)
  const bad = result.missing.length + result.changed.length
  const more = result.unknown.length
  const all = result.checked + result.missing.length + result.withheld.length
  const verdict: Text =
    bad === 0 && more > 0
      ? {
          en: `MORE THAN RECORDED   ${result.checked} files have the SHA-256 that the record says, and ${counted(more, 'file', 'files')} beside them nobody recorded`,
          nl: `MEER DAN GENOTEERD   ${result.checked} bestanden hebben de SHA-256 die het logboek zegt, en ${counted(more, 'bestand', 'bestanden')} ernaast noteerde niemand`,
        }
      : bad === 0 && result.withheld.length > 0
        ? {
            en: `AS RECORDED, ${result.withheld.length} WITHHELD: ${result.checked} files, ${size.en}, have the SHA-256 that the record says; left out of this copy, with persons in them: ${result.withheld.length}`,
            nl: `ZOALS GENOTEERD, ${result.withheld.length} WEGGELATEN: ${result.checked} bestanden, ${size.nl}, hebben de SHA-256 die het logboek zegt; uit deze kopie weggelaten, met personen erin: ${result.withheld.length}`,
          }
        : bad === 0
          ? {
              en: `ALL THERE   ${result.checked} files, ${size.en}: each has the SHA-256 that the record says`,
              nl: `ALLES AANWEZIG   ${result.checked} bestanden, ${size.nl}: elk heeft de SHA-256 die het logboek zegt`,
            }
          : {
              en: `NOT AS RECORDED   ${bad} of ${all} files`,
              nl: `NIET ZOALS GENOTEERD   ${bad} van ${all} bestanden`,
            }
  const told = (text: Text, files: readonly KnownFile[]): readonly string[] =>
    files.map(({ path, name }) => hang('- ', look.say(`${pick(text, lang)}: ${path} (${name})`), look.columns))
  const unknown: Text = {
    en: 'named by no line (in blobs/ as when a copy was broken off)',
    nl: 'door geen regel genoemd (in blobs/ zoals na een afgebroken kopie)',
  }
  const others = result.unknown
    .slice(0, listed)
    .map((path) => hang('- ', look.say(`${pick(unknown, lang)}: ${path}`), look.columns))
  return [
    hang('', look.say(verdict), look.columns),
    ...told({ en: 'missing', nl: 'ontbreekt' }, result.missing),
    ...told({ en: 'changed', nl: 'gewijzigd' }, result.changed),
    ...told(
      { en: 'withheld from this copy', nl: 'weggelaten uit deze kopie' },
      result.withheld.map((file) => ({ ...file, name: `${file.name}, SHA-256 ${file.sha256.slice(0, 12)}` })),
    ),
    ...others,
    ...(more > listed ? [look.say({ en: `and ${more - listed} more`, nl: `en nog ${more - listed}` })] : []),
  ].join('\n')
}

/** The most lines of files on a screen that shows the whole incident. */
const listed = 20

/** The files in custody, in a few lines. */
export function custodyLines(entries: Entries): readonly Text[] {
  if (entries.length === 0) return []
  const more = entries.length - listed
  return [
    custodySummary(entries),
    ...entries.slice(0, listed).map(({ file, copies }): Text => {
      const start = (lang: Lang): string =>
        `${file.name}, ${pick(sizeText(file.size), lang)}, SHA-256 ${file.sha256.slice(0, 12)}`
      return { en: `${start('en')}, ${copiesText(copies).en}`, nl: `${start('nl')}, ${copiesText(copies).nl}` }
    }),
    ...(more > 0
      ? [{ en: `and ${more} more: cyber-respond evidence list`, nl: `en nog ${more}: cyber-respond evidence list` }]
      : []),
  ]
}
