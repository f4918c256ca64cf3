import { counted } from '../core/counted.ts'
import { inBoth, pick, type Text } from '../core/text.ts'
import type { Withheld, WithheldWhy } from '../core/withheld.ts'

const kinds: Readonly<Record<WithheldWhy, readonly [Text, Text]>> = {
  citizens: [
    { en: 'file with citizens’ entries', nl: 'bestand met inschrijvingen van burgers' },
    { en: 'files with citizens’ entries', nl: 'bestanden met inschrijvingen van burgers' },
  ],
  contacts: [
    { en: 'profile with contacts', nl: 'profiel met contacten' },
    { en: 'profiles with contacts', nl: 'profielen met contacten' },
  ],
  notice: [
    { en: 'notice', nl: 'melding' },
    { en: 'notices', nl: 'meldingen' },
  ],
  unrecorded: [
    { en: 'file that no line names', nl: 'bestand dat geen regel noemt' },
    { en: 'files that no line names', nl: 'bestanden die geen regel noemt' },
  ],
}

/** `2 notices, 1 profile with contacts`. */
export function withheldText(files: readonly Pick<Withheld, 'why'>[]): Text {
  const order = Object.keys(kinds) as WithheldWhy[]
  return inBoth((lang) =>
    order
      .map((why) => ({ why, count: files.filter((file) => file.why === why).length }))
      .filter(({ count }) => count > 0)
      .map(({ why, count }) => counted(count, pick(kinds[why][0], lang), pick(kinds[why][1], lang)))
      .join(', '),
  )
}

/** The sentence on what a copy withholds, and the record names. */
export function withheldHere(files: readonly Pick<Withheld, 'why'>[]): Text {
  const what = withheldText(files)
  return {
    en: `what is withheld from this copy (${what.en}): that the lines name each of these files with this SHA-256, and that they hold persons`,
    nl: `wat uit deze kopie is weggelaten (${what.nl}): dat de regels elk van die bestanden met deze SHA-256 noemen, en dat er personen in staan`,
  }
}

/** The limit of a copy that withholds something. */
export const withheldLimit: Text = {
  en: 'what is withheld may be kept nowhere: ask whoever made this copy for it, and compare it with the SHA-256 in WITHHELD.json',
  nl: 'wat weggelaten is, wordt misschien nergens bewaard: vraag het aan wie deze kopie maakte, en vergelijk het met de SHA-256 in WITHHELD.json',
}

const mostNamed = 5

/** The sentence on claims that the record does not bear out. */
export function withheldRefused(refused: readonly Withheld[]): Text {
  const some = refused
    .slice(0, mostNamed)
    .map(({ path }) => path)
    .join(', ')
  const more = refused.length - mostNamed
  return {
    en: `WITHHELD.json says that these are withheld, and by the lines they hold no persons, or are other files: ${some}${more > 0 ? ` and ${more} more` : ''}; they count as missing`,
    nl: `WITHHELD.json zegt dat deze weggelaten zijn, maar volgens de regels staan er geen personen in, of zijn het andere bestanden: ${some}${more > 0 ? ` en nog ${more}` : ''}; ze tellen als ontbrekend`,
  }
}

/** The sentence on a list that can't be read. */
export const withheldUnread: Text = {
  en: 'WITHHELD.json is no list of what is withheld: what is not there is missing',
  nl: 'WITHHELD.json is geen lijst van wat weggelaten is: wat er niet is, ontbreekt',
}
