import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { named, saidForm, term } from '../../src/drill/scenario-forms.ts'
import { scenarioSchema } from '../../src/drill/scenario-schema.ts'
import { change, changeForms } from '../../src/drill/world-schema.ts'
import { id } from '../../src/runbook/text-schema.ts'

/** The settings for the file as it stands, before anything is made of it. */
const input = { typeMode: 'input', errorMode: 'ignore' } as const

/**
 * The form of a scenario as JSON Schema, for editors: made from what the reader itself uses. What only the reader can check
 * (that a moment existed, that a name is there) is not in it.
 */
export function scenarioJsonSchema(): object {
  const made = toJsonSchema(scenarioSchema, {
    ...input,
    // Written once, and named where they stand.
    definitions: { id, duration: term, text: saidForm, name: named, change },
    // Which form a change has is chosen by its key, which JSON Schema says with one of several.
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema === (change as v.GenericSchema) ? { anyOf: Object.values(changeForms).map(bare) } : undefined,
  })
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'cyber-respond/scenario@1', ...made }
}

function bare(form: v.GenericSchema): object {
  const { $schema: _, ...rest } = toJsonSchema(form, input)
  return rest
}
