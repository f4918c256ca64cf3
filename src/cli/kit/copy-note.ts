import type { RecordCopy } from '../../adapters/kit/copy-record.ts'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import type { Text } from '../../core/text.ts'

/** How a copy of the record on a stick stands in the record. */
export function copyNote({ id }: OwnKit, { file, sha256, blobs }: RecordCopy): Text {
  return {
    en: `The record was copied to the stick, kit ${id}, closed and read back: ${file}, SHA-256 ${sha256}, and ${blobs} files of evidence.`,
    nl: `Het logboek werd gekopieerd naar de stick, kit ${id}, gesloten en teruggelezen: ${file}, SHA-256 ${sha256}, en ${blobs} bewijsbestanden.`,
  }
}
