import type { Text } from '../core/text.ts'

/** A head that this machine sealed of a record, as its own memory has it. */
export interface Remembered {
  readonly size: number
  readonly root: Buffer
  /** The record lies in its own place in the home. Elsewhere it may well be an older copy, which nobody put back. */
  readonly isInPlace: boolean
}

/** Takes the root at the remembered size while a log is verified, and says at the end what that came to. */
export class MemoryCheck {
  readonly remembered: Remembered | null
  #isSame: boolean

  constructor(remembered: Remembered | null) {
    this.remembered = remembered
    this.#isSame = remembered === null
  }

  /** The sizes at which whoever verifies is asked for a root. */
  get sizes(): readonly number[] {
    return this.remembered === null ? [] : [this.remembered.size]
  }

  atRoot(size: number, root: Buffer): void {
    if (size === this.remembered?.size) this.#isSame = root.equals(this.remembered.root)
  }

  /** null: nothing is remembered, or the lines lead to it. */
  end(lines: number): Text | null {
    return this.remembered === null ? null : unlikeRemembered(this.remembered, lines, this.#isSame)
  }
}

/**
 * The sentence on a record whose lines do not lead to the head that this machine remembers; null: they do (`isSame`:
 * their root at that size is the remembered one). It names whose word it is: a memory can be old, or a lie.
 */
function unlikeRemembered({ size }: Remembered, lines: number, isSame: boolean): Text | null {
  if (isSame) return null
  return lines < size
    ? {
        en: `this machine’s own memory of heads says that it sealed ${size} lines of this record, and here are ${lines}: it is an older copy, or lines were cut off`,
        nl: `volgens het eigen geheugen van dit toestel verzegelde het ${size} regels van dit logboek, en hier zijn er ${lines}: het is een oudere kopie, of er werden regels weggeknipt`,
      }
    : {
        en: `this machine’s own memory of heads says that it sealed ${size} lines of this record, and the first ${size} lines here are others`,
        nl: `volgens het eigen geheugen van dit toestel verzegelde het ${size} regels van dit logboek, en de eerste ${size} regels hier zijn andere`,
      }
}
