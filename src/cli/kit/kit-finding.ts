import type { Text } from '../../core/text.ts'

/** One thing that was looked at in a kit. `attention`: somebody should do something. `broken`: it is not the kit that was made. */
export interface KitFinding {
  readonly id: string
  readonly state: 'well' | 'attention' | 'broken'
  readonly said: Text
}

export function kitFinding(id: string, state: KitFinding['state'], en: string, nl: string): KitFinding {
  return { id, state, said: { en, nl } }
}

/** More names than this say nothing more. */
const most = 8

/** Names in one line, the first few. */
export function fewNames(names: readonly string[]): Text {
  const more = names.length - most
  const list = names.slice(0, most).join(', ')
  return more <= 0 ? { en: list, nl: list } : { en: `${list} and ${more} more`, nl: `${list} en nog ${more}` }
}
