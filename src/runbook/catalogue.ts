import * as v from 'valibot'
import type { Text } from '../core/text.ts'
import { problem } from './shape-findings.ts'
import { duration, id, text } from './text-schema.ts'

/**
 * A service that a municipality can't do without for long. Tier 0 comes first; `rto` is the duration within which it
 * must work again, `mtd` the longest that it can be missed. `byHand` is how the work goes on without a computer.
 */
export interface CatalogueService {
  readonly id: string
  readonly title: Text
  readonly tier: number
  readonly rto: string
  readonly mtd: string
  readonly minimal: Text
  readonly byHand: Text
}

const service: v.GenericSchema<unknown, CatalogueService> = v.pipe(
  v.strictObject({
    id,
    title: text,
    tier: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4)),
    rto: duration,
    mtd: duration,
    minimal: text,
    by_hand: text,
  }),
  v.transform(({ by_hand, ...rest }): CatalogueService => ({ ...rest, byHand: by_hand })),
)

/** Every minimal service (runbooks/services.yaml), most urgent first. */
export interface Catalogue {
  readonly format: 'cyber-respond/services@1'
  readonly services: readonly CatalogueService[]
}

export const catalogueSchema: v.GenericSchema<unknown, Catalogue> = v.strictObject({
  format: v.literal('cyber-respond/services@1'),
  services: v.pipe(
    v.array(service),
    v.nonEmpty(),
    v.checkItems(
      (item, index, all) => all.findIndex((other) => other.id === item.id) === index,
      problem({
        code: 'shape.value',
        message: { en: 'another service has this id', nl: 'een andere dienst heeft deze id' },
        hint: { en: 'give each its own id', nl: 'geef elk een eigen id' },
      }),
    ),
  ),
})
