import type { TakeLine } from '../../audit/verify.ts'
import { withheldHere, withheldLimit, withheldRefused, withheldUnread } from '../../audit/withheld-words.ts'
import type { Text } from '../../core/text.ts'
import {
  type JudgedWithheld,
  judgeWithheld,
  type PersonalFiles,
  personalFiles,
  type Withheld,
} from '../../core/withheld.ts'
import { collectFiles } from './check-files.ts'
import type { RecordSource } from './source.ts'
import { withheldIn } from './withheld.ts'

/** Holds the list of what a copy withholds against the record, while its lines go by. A record without one costs nothing. */
export class WithheldCheck {
  readonly #list: readonly Withheld[] | null
  readonly #personal: PersonalFiles = personalFiles()
  readonly #known = collectFiles()

  private constructor(list: readonly Withheld[] | null) {
    this.#list = list
  }

  static async of(source: RecordSource): Promise<WithheldCheck> {
    return new WithheldCheck(await withheldIn(source))
  }

  /** What takes each event, and gives it on. */
  watching(take: TakeLine | undefined): TakeLine | undefined {
    if (this.#list === null || this.#list.length === 0) return take
    return (event, ...rest) => {
      this.#personal.take(event)
      this.#known.take(event)
      take?.(event, ...rest)
    }
  }

  get checked(): readonly Text[] {
    const { believed } = this.#judged()
    return believed.length === 0 ? [] : [withheldHere(believed)]
  }

  get limits(): readonly Text[] {
    return this.#judged().believed.length === 0 ? [] : [withheldLimit]
  }

  get remarks(): readonly Text[] {
    if (this.#list === null) return [withheldUnread]
    const { refused } = this.#judged()
    return refused.length === 0 ? [] : [withheldRefused(refused)]
  }

  #judged(): JudgedWithheld {
    return judgeWithheld(this.#list ?? [], this.#personal, this.#known.files)
  }
}
