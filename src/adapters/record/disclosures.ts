import type { Disclosure } from '../../audit/disclosure.ts'
import { disclosuresFile, parseDisclosures } from '../log/disclosure-file.ts'
import { type RecordSource, smallFile } from './source.ts'

/** What the digests of a record stand for, by digest, as far as it came along with the record. */
export async function disclosuresIn(
  source: RecordSource,
  names: readonly string[],
): Promise<ReadonlyMap<string, Disclosure>> {
  if (!names.includes(disclosuresFile)) return new Map()
  const bytes = await smallFile(source, disclosuresFile, Number.POSITIVE_INFINITY)
  return parseDisclosures(bytes.toString('utf8'))
}
