import type { Text } from '../../core/text.ts'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { strangeFault } from './faults.ts'

/** The places in which the record has files, and folders. */
const files = /^(?:checkpoint|log\.\d{6}\.jsonl|disclosures\.jsonl|keys\/(?:log\.vkey|allowed_signers))\/?$/
const atHeads = /^checkpoints\/[^/]+\.(?:note|sshsig|cosig|tsr)\/?$/
const folders = /^(?:keys|checkpoints)$/
/** The places in which the program puts things beside the record. */
const besideFiles = /^(?:holder|ballast)\/?$/
const besideFolders = /^(?:blobs|outbox|cloud|pinned|quarantine|tree|locks|control|mailboxes)$/
/** The same, and everything in them that is neither file nor folder. */
const inBeside = /^(?:blobs|outbox|cloud|pinned|quarantine|tree|locks|control|mailboxes)(?:\/.*[^/])?$/s

/**
 * The sentences on what lies in the place of a file or folder of the record and is none, of everything that is no file
 * (`others`, folders with a slash). The program never puts it there, and never follows it: who reads the folder with
 * other tools sees something else.
 */
export function strangePlaces(others: readonly string[]): readonly Text[] {
  return others.flatMap((name) => {
    const shown = name.replace(/\/$/, '')
    if (files.test(name) || atHeads.test(name)) return noFile(shown)
    return folders.test(name) ? noFolder(shown) : []
  })
}

/**
 * The sentences on links and the like where the program keeps files beside the record. They change no verdict: the lines have
 * the hashes of what belongs there, and nothing is read through a link.
 */
export function strangeBeside(others: readonly string[]): readonly Text[] {
  const found = others.filter((name) => inBeside.test(name))
  const more = found.length - mostNamed
  const rest: Text = { en: `and ${more} more of these`, nl: `en zo nog ${more}` }
  return [...found.slice(0, mostNamed).map(asLink), ...(more > 0 ? [rest] : [])]
}

const mostNamed = 5

function asLink(name: string): Text {
  return {
    en: `${name} is a link or the like, which this program never puts there: it was not followed, and what it shows is no part of the record`,
    nl: `${name} is een koppeling of iets dergelijks, dat dit programma daar nooit zet: ze is niet gevolgd, en wat ze toont, hoort niet bij het logboek`,
  }
}

/**
 * Refuses a record's folder in which something else than its own stands in one of its places; throws `log.unusable`. To
 * be asked by whoever writes there, before anything in it is opened: through a link the program would write where
 * somebody else wants it.
 */
export function refuseStrange(disk: Disk, folder: string): void {
  const top = othersIn(disk, folder)
  const within = ['keys', 'checkpoints'].flatMap((name) =>
    top.includes(`${name}/`) ? othersIn(disk, `${folder}/${name}`).map((one) => `${name}/${one}`) : [],
  )
  const beside = top.flatMap((name) => {
    if (besideFiles.test(name)) return noFile(name.replace(/\/$/, ''))
    return besideFolders.test(name) ? noFolder(name) : []
  })
  const [found] = [...strangePlaces([...top, ...within]), ...beside]
  if (found !== undefined) throw strangeFault(folder, found)
}

function othersIn(disk: Disk, folder: string): readonly string[] {
  try {
    return disk.others(folder)
  } catch (error) {
    const code = codeOf(error)
    // Whoever opens the record says what is missing.
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

function noFile(shown: string): Text {
  return {
    en: `${shown} is no file, but a link, a folder or the like, which this program never puts there`,
    nl: `${shown} is geen bestand, maar een koppeling, een map of iets dergelijks, dat dit programma daar nooit zet`,
  }
}

function noFolder(shown: string): Text {
  return {
    en: `${shown} is no folder, but a link or the like, which this program never puts there`,
    nl: `${shown} is geen map, maar een koppeling of iets dergelijks, dat dit programma daar nooit zet`,
  }
}
