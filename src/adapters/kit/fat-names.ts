import type { Text } from '../../core/text.ts'

/** The longest file that FAT takes, in bytes. */
const mostBytes = 4 * 1024 ** 3 - 1
/** The longest name of one file or folder on FAT and exFAT, in UTF-16 units. */
const mostUnits = 255

/** Names that Windows keeps for devices, with whatever end. */
const kept = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i

/**
 * Why FAT and exFAT, with which sticks are sold, or the laptop that reads one later can't take a file; null: they can. A kit
 * that only fits on the disk on which it was made is none.
 */
export function whyNotOnFat(path: string, size: number): Text | null {
  for (const part of path.split('/')) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones.
    const [bad] = /[\u0000-\u001f\u007f"*:<>?\\|]/.exec(part) ?? []
    if (bad !== undefined) {
      const shown = JSON.stringify(bad).slice(1, -1).replace('\\"', '"')
      return { en: `a stick takes no ${shown} in a name`, nl: `een stick neemt geen ${shown} in een naam` }
    }
    if (/[. ]$/.test(part)) return endsBadly
    if (kept.test(part)) return isKept
    if (part.length > mostUnits) return isLong
  }
  return size > mostBytes ? isLarge : null
}

/** The first path that another one is too, on a disk that takes small and capital letters for the same; null: there is none. */
export function sameOnFat(paths: readonly string[]): string | null {
  const seen = new Set<string>()
  for (const path of paths) {
    const folded = path.normalize('NFC').toUpperCase()
    if (seen.has(folded)) return path
    seen.add(folded)
  }
  return null
}

const endsBadly: Text = {
  en: 'a stick takes no name that ends in a full stop or a space',
  nl: 'een stick neemt geen naam die eindigt op een punt of een spatie',
}
const isKept: Text = { en: 'Windows keeps this name for itself', nl: 'Windows houdt deze naam voor zichzelf' }
const isLong: Text = { en: 'the name is too long for a stick', nl: 'de naam is te lang voor een stick' }
const isLarge: Text = {
  en: 'a stick with FAT takes no file of 4 GiB or more',
  nl: 'een stick met FAT neemt geen bestand van 4 GiB of meer',
}
