import { ownFiles } from './this-program.ts'

/** The file that the build puts beside the bundle of what it built, and with what. */
export const buildFactsFile = 'build.json'

/** Which sources were built (`changed`: with changes that are in no commit), and the Node and V8 that built them. */
export interface BuildFacts {
  readonly version: string
  /** Its hash, or `unknown`. */
  readonly commit: string
  readonly changed: boolean
  readonly node: string
  readonly v8: string
}

/** What the build says of this program; null among the sources, and where the file is damaged. */
export function buildFacts(): BuildFacts | null {
  if (!ownFiles.isBuilt) return null
  try {
    return JSON.parse(ownFiles.read(`dist/${buildFactsFile}`).toString('utf8'))
  } catch {
    return null
  }
}

/** In which form this program is here. */
export function programForm(): 'sources' | 'bundle' | 'executable' {
  if (!ownFiles.isBuilt) return 'sources'
  return ownFiles.start.length === 0 ? 'executable' : 'bundle'
}
