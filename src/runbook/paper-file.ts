import * as v from 'valibot'
import { person } from './text-schema.ts'

const words = v.pipe(v.string(), v.trim(), v.nonEmpty())
const value = v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.string())])

/** The file of what was done on paper: one entry a step, in any order. Times stand as they were written. */
export const paperFileSchema = v.strictObject({
  format: v.literal('cyber-respond/paper@1'),
  entries: v.pipe(
    v.array(
      v.strictObject({
        code: words,
        /** The link, backup or partner, by its id or its name. */
        item: v.exactOptional(words),
        at: words,
        by: person,
        words: v.exactOptional(words),
        reference: v.exactOptional(words),
        /** A file that proves it: its path, from where the command runs. */
        file: v.exactOptional(words),
        approved_by: v.exactOptional(person),
        answers: v.exactOptional(v.record(v.string(), value)),
        result: v.exactOptional(v.picklist(['done', 'failed', 'skipped'])),
      }),
    ),
    v.nonEmpty(),
  ),
})
