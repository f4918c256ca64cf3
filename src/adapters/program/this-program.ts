import { join, sep } from 'node:path'
import { isSea } from 'node:sea'
import { fileURLToPath } from 'node:url'
import { assetFiles } from './asset-files.ts'
import { folderFiles } from './folder-files.ts'
import type { OwnFiles } from './own-files.ts'

/** This program's own files: in its folder, or in its executable. Nobody else asks which of them it is. */
export const ownFiles: OwnFiles = isSea() ? assetFiles(process.execPath) : folderFiles(...ownFolder())

/** The path of one of them, as a person is told where it is. */
export function ownPath(name: string): string {
  return join(ownFiles.place, name.replaceAll('/', sep))
}

/** A bundle stands in `dist/`, this source in a folder of `src/`. */
function ownFolder(): readonly [place: string, isBuilt: boolean] {
  const isBuilt = !import.meta.url.endsWith('.ts')
  return [fileURLToPath(new URL(isBuilt ? '..' : '../../..', import.meta.url)), isBuilt]
}
