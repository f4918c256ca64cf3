import { accessSync, constants, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { homeOfUser } from '../adapters/home/home-of-user.ts'
import type { PathRules } from '../core/ports.ts'
import type { Text } from '../core/text.ts'

/**
 * The path that a person typed, or dragged onto the terminal: without the quotes or backslashes that came with it, `~`
 * for the home folder, from the folder that the program was started in.
 */
function typedPath(text: string): string {
  const quoted = /^(['"])(.*)\1$/.exec(text)?.[2]
  const path = quoted ?? text.replace(/\\([ '"()&[\]])/g, '$1')
  return path === '~' || path.startsWith('~/') ? join(homeOfUser(process.env), path.slice(1)) : resolve(path)
}

/** The reason why a typed path can't be taken into custody, or null. Empty is up to the caller. */
function wrongEvidence(text: string): Text | null {
  return wrong(text, { en: 'this is neither a file nor a folder', nl: 'dit is geen bestand en geen map' }, true)
}

/** The same for one file that proves something. */
function wrongFile(text: string): Text | null {
  return wrong(text, { en: 'this is not a file', nl: 'dit is geen bestand' }, false)
}

function wrong(text: string, neither: Text, folders: boolean): Text | null {
  if (text === '') return null
  const path = typedPath(text)
  try {
    const found = statSync(path)
    if (!found.isFile() && !(folders && found.isDirectory())) return neither
    accessSync(path, constants.R_OK)
    return null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return { en: 'there is no such file', nl: 'dat bestand is er niet' }
    return { en: "this file can't be read", nl: 'dit bestand is niet leesbaar' }
  }
}

export const realPaths: PathRules = {
  askFile: { en: 'path of the file', nl: 'pad van het bestand' },
  askEvidence: { en: 'path of a file or folder', nl: 'pad van een bestand of map' },
  typed: typedPath,
  wrongEvidence,
  wrongFile,
}
