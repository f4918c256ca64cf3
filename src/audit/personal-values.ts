import { pick, type Text } from '../core/text.ts'
import { type Disclosure, disclosedValue } from './disclosure.ts'

/** Counts what became of the personal values of a record while its lines go by. */
export class PersonalValues {
  readonly disclosures: ReadonlyMap<string, Disclosure>
  #here = 0
  /** The place of each value that is absent, by its digest, as `line 5 /facts/lead`. */
  readonly #absent = new Map<string, Text>()
  readonly #seen = new Set<string>()
  #unfit = 0

  constructor(disclosures: ReadonlyMap<string, Disclosure>) {
    this.disclosures = disclosures
  }

  /** The digests of one line. */
  see(seq: number, found: readonly { readonly path: string; readonly digest: string }[]): void {
    for (const { path, digest } of found) {
      const disclosure = this.disclosures.get(digest)
      this.#seen.add(digest)
      if (disclosure === undefined) this.#absent.set(digest, placeOf(seq, path))
      else if (disclosedValue(disclosure, digest, path) === undefined) this.#unfit += 1
      else this.#here += 1
    }
  }

  /** `erased` are the digests whose erasure is on record. */
  checked(erased: ReadonlySet<string>): readonly Text[] {
    if (this.#seen.size === 0) return []
    const missing = [...this.#absent].flatMap(([digest, place]) => (erased.has(digest) ? [] : [place]))
    const elsewhere = missing.length
    const gone = this.#absent.size - elsewhere
    const left = [...erased].filter((digest) => this.disclosures.has(digest)).length
    const counts: Text = {
      en: `of ${this.#seen.size} personal values, which the lines hold as digests: ${this.#here} are here and fit, ${gone} were erased on record, ${elsewhere} are not in this copy`,
      nl: `van ${this.#seen.size} persoonsgegevens, die in de regels als digest staan: ${this.#here} zijn hier en passen, ${gone} zijn gewist met een regel in het logboek, ${elsewhere} zitten niet in deze kopie`,
    }
    const named = elsewhere === 0 ? [] : [unexplained(missing)]
    if (left === 0) return [counts, ...named]
    const still: Text = {
      en: `${left} values that the record says were erased are still in disclosures.jsonl: the erasure was cut off, or an older copy was put back`,
      nl: `${left} waarden die volgens het logboek gewist zijn, staan nog in disclosures.jsonl: het wissen werd afgebroken, of er werd een oudere kopie teruggezet`,
    }
    return [counts, ...named, still]
  }

  get wrong(): readonly Text[] {
    if (this.#unfit === 0) return []
    return [
      {
        en: `${this.#unfit} values in disclosures.jsonl do not fit their digests: that file was changed`,
        nl: `${this.#unfit} waarden in disclosures.jsonl passen niet bij hun digest: dat bestand werd gewijzigd`,
      },
    ]
  }
}

/** More are only counted. */
const mostNamed = 5

function placeOf(seq: number, path: string): Text {
  return { en: `line ${seq + 1} ${path}`, nl: `regel ${seq + 1} ${path}` }
}

/** An erasure that was cut off with the lines behind it leaves nothing else in the folder. */
function unexplained(places: readonly Text[]): Text {
  const more = places.length - mostNamed
  const list = (lang: 'en' | 'nl'): string =>
    places
      .slice(0, mostNamed)
      .map((place) => pick(place, lang))
      .join(', ')
  return {
    en: `no erasure on record explains why these are missing: ${list('en')}${more > 0 ? ` and ${more} more` : ''}; either they did not come along with this copy, or the lines that erase them were cut off`,
    nl: `geen wissing in het logboek verklaart waarom deze ontbreken: ${list('nl')}${more > 0 ? ` en nog ${more}` : ''}; ofwel kwamen ze niet mee met deze kopie, ofwel werden de regels die ze wissen weggeknipt`,
  }
}
