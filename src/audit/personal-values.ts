import type { Text } from '../core/text.ts'
import { type Disclosure, disclosedValue } from './disclosure.ts'

/** Counts what became of the personal values of a record while its lines go by. */
export class PersonalValues {
  readonly disclosures: ReadonlyMap<string, Disclosure>
  #here = 0
  readonly #absent = new Set<string>()
  readonly #seen = new Set<string>()
  #unfit = 0

  constructor(disclosures: ReadonlyMap<string, Disclosure>) {
    this.disclosures = disclosures
  }

  /** The digests of one line. */
  see(found: readonly { readonly path: string; readonly digest: string }[]): void {
    for (const { path, digest } of found) {
      const disclosure = this.disclosures.get(digest)
      this.#seen.add(digest)
      if (disclosure === undefined) this.#absent.add(digest)
      else if (disclosedValue(disclosure, digest, path) === undefined) this.#unfit += 1
      else this.#here += 1
    }
  }

  /** `erased` are the digests whose erasure is on record. */
  checked(erased: ReadonlySet<string>): readonly Text[] {
    if (this.#seen.size === 0) return []
    const gone = [...this.#absent].filter((digest) => erased.has(digest)).length
    const elsewhere = this.#absent.size - gone
    const left = [...erased].filter((digest) => this.disclosures.has(digest)).length
    const counts: Text = {
      en: `of ${this.#seen.size} personal values, which the lines hold as digests: ${this.#here} are here and fit, ${gone} were erased on record, ${elsewhere} are not in this copy`,
      nl: `van ${this.#seen.size} persoonsgegevens, die in de regels als digest staan: ${this.#here} zijn hier en passen, ${gone} zijn gewist met een regel in het logboek, ${elsewhere} zitten niet in deze kopie`,
    }
    if (left === 0) return [counts]
    const still: Text = {
      en: `${left} values that the record says were erased are still in disclosures.jsonl: the erasure was cut off, or an older copy was put back`,
      nl: `${left} waarden die volgens het logboek gewist zijn, staan nog in disclosures.jsonl: het wissen werd afgebroken, of er werd een oudere kopie teruggezet`,
    }
    return [counts, still]
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
