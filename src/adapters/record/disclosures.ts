import type { Disclosure } from '../../audit/disclosure.ts'
import { disclosuresFile, parseDisclosures } from '../log/disclosure-file.ts'
import { type RecordSource, smallFile } from './source.ts'

/** The disclosures of a record's digests, by digest, as far as they came along with the record. */
export async function disclosuresIn(
  source: RecordSource,
  names: readonly string[],
): Promise<ReadonlyMap<string, Disclosure>> {
  if (!names.includes(disclosuresFile)) return new Map()
  const bytes = await smallFile(source, disclosuresFile, Number.POSITIVE_INFINITY)
  return parseDisclosures(bytes.toString('utf8'))
}
