import * as v from 'valibot'
import type { Text } from '../core/text.ts'
import { invalid, locate } from '../runbook/decode.ts'
import { quoted } from '../runbook/finding.ts'
import { duration, id, text } from '../runbook/text-schema.ts'

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

const catalogueSchema = v.strictObject({
  format: v.literal('cyber-respond/services@1'),
  services: v.pipe(v.array(service), v.nonEmpty()),
})

/** The services in a YAML text (runbooks/services.yaml). Throws a Fault (exit code 3) that says where it is wrong. */
export function readCatalogue(file: string, yaml: string): readonly CatalogueService[] {
  const located = locate({ file, text: yaml }, catalogueSchema)
  const { services } = located.value
  const twice = services.flatMap(({ id }, index) => {
    if (services.findIndex((other) => other.id === id) === index) return []
    const message = {
      en: `the service ${quoted(id)} stands here twice`,
      nl: `de dienst ${quoted(id)} staat hier twee keer`,
    }
    const place = located.place(['services', index, 'id'])
    return [{ code: 'services.duplicate-id', severity: 'error' as const, message, place }]
  })
  if (twice.length > 0) throw invalid(file, twice)
  return services
}
