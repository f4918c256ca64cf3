import { existsSync } from 'node:fs'
import { type NoteSignature, parseSignatureLines, signatureLine } from '../../audit/note.ts'
import { realDisk } from '../disk/disk.ts'
import { placeFile, readText } from '../disk/durable-file.ts'
import { diskFault } from '../log/faults.ts'
import { checkpointsFolder } from '../log/seal-files.ts'
import { refuseStrange } from '../log/strange-places.ts'

/** Keeps what a witness signed beside the head that it saw, with what was there before; gives the file's name in the folder. */
export function keepCosignature(folder: string, size: number, signature: NoteSignature): string {
  const name = `${checkpointsFolder}/${size}.${safeName(signature.name)}.cosig`
  return place(folder, name, () => {
    const lines = (parseSignatureLines(readText(realDisk, `${folder}/${name}`) ?? '') ?? []).map(signatureLine)
    return [...new Set([...lines, signatureLine(signature)])].join('')
  })
}

/** The same for a time stamp. */
export function keepStamp(folder: string, size: number, stamp: Buffer): string {
  return place(folder, stampName(size), () => stamp)
}

export function hasStamp(folder: string, size: number): boolean {
  return existsSync(`${folder}/${stampName(size)}`)
}

export function stampName(size: number): string {
  return `${checkpointsFolder}/${size}.tsr`
}

function place(folder: string, name: string, content: () => string | Buffer): string {
  try {
    refuseStrange(realDisk, folder)
    placeFile(realDisk, `${folder}/${name}`, content(), true)
    realDisk.syncFolder(`${folder}/${checkpointsFolder}`)
    return name
  } catch (error) {
    throw diskFault(folder, error)
  }
}

/** A witness's name as a part of a file's name. The name itself stands in the file. */
function safeName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100)
}
