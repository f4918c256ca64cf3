import type { KnownNames } from '../core/condition-words.ts'
import type { Channel } from '../core/model.ts'
import type { Profile } from '../core/profile.ts'
import type { Lang } from '../core/text.ts'
import type { Book } from '../core/view.ts'
import type { Filling } from './paper-filling.ts'

/** Everything that a plan on paper is made of. Without a municipality its names and numbers are lines to fill in. */
export interface PaperParts {
  readonly book: Book
  readonly channels: readonly Channel[]
  readonly profile: Profile
  readonly municipality: {
    readonly nis: string
    readonly name: string
    readonly province: string
    readonly policeZone: string
  } | null
  readonly filling: Filling
  readonly names: KnownNames
  readonly lang: Lang
  /** RFC 3339. */
  readonly printedAt: string
  readonly version: string
}
