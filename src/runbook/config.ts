import * as v from 'valibot'
import { person } from './text-schema.ts'

const words = v.pipe(v.string(), v.trim(), v.nonEmpty())

/** `config.yaml` of a home: what a machine does by default. Everything in it can be left out. */
export const configSchema = v.strictObject({
  format: v.literal('cyber-respond/config@1'),
  /** SSH key with which the operator signs heads: a private key, or the .pub file of a key in an agent. */
  sign_with: v.exactOptional(words),
  /** Person → SSH key with which that person signs approvals on this machine. */
  approvers: v.exactOptional(v.record(person, words)),
  /** Time stamp server (RFC 3161 over HTTP) that stamps the head when an operator leaves or closes. */
  tsa: v.exactOptional(v.pipe(words, v.url())),
  /** Certificates of time stamp authorities, PEM. */
  tsa_ca: v.exactOptional(words),
  /** Verifier keys of witnesses (C2SP), or files that hold one. */
  witnesses: v.exactOptional(v.array(words)),
  /** Whether a copy of the record is offered to the stick that the program was started from, at the end of each track. */
  record_copies: v.exactOptional(v.picklist(['offer', 'never'])),
})

export type Config = v.InferOutput<typeof configSchema>
