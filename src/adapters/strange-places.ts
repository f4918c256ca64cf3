import type { Text } from '../core/text.ts'

/** Where the record has files, and folders. */
const files = /^(?:checkpoint|log\.\d{6}\.jsonl|disclosures\.jsonl|keys\/(?:log\.vkey|allowed_signers))\/?$/
const atHeads = /^checkpoints\/[^/]+\.(?:note|sshsig|cosig|tsr)\/?$/
const folders = /^(?:keys|checkpoints)$/

/**
 * What lies in the place of a file or folder of the record and is none, of everything that is no file (`others`, folders with
 * a slash). The program never puts it there, and never follows it: who reads the folder with other tools sees something else.
 */
export function strangePlaces(others: readonly string[]): readonly Text[] {
  return others.flatMap((name) => {
    const shown = name.replace(/\/$/, '')
    if (files.test(name) || atHeads.test(name)) {
      return {
        en: `${shown} is no file, but a link, a folder or the like, which this program never puts there`,
        nl: `${shown} is geen bestand, maar een koppeling, een map of iets dergelijks, dat dit programma daar nooit zet`,
      }
    }
    if (!folders.test(name)) return []
    return {
      en: `${shown} is no folder, but a link or the like, which this program never puts there`,
      nl: `${shown} is geen map, maar een koppeling of iets dergelijks, dat dit programma daar nooit zet`,
    }
  })
}
