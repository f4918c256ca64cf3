import type { Lang } from '../../core/text.ts'

/** The options of `kit make`. */
export interface MakeOptions {
  readonly municipality?: string
  readonly profile?: string
  readonly executable?: string
  readonly forms?: string
  readonly paper?: Lang
  readonly renew?: boolean
  readonly passphraseFile?: string
  readonly recipient?: readonly string[]
  readonly withoutKeys?: boolean
}
