/** The options of `kit open`. */
export interface OpenOptions {
  readonly passphraseFile?: string
  readonly identity?: string
  readonly withoutKeys?: boolean
}
