import type { Choice } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { Asker } from './asker.ts'

/** Something more that she can choose; null: she went back. */
export interface More {
  readonly name: Text
  run(asker: Asker): Promise<Choice | null>
}
