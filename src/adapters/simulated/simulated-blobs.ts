import type { Blob } from '../../core/event.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { BlobPort, PathRules } from '../../core/ports.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import { simulatedFile } from './simulated-file.ts'

/**
 * The rules for paths in a drill, where nobody has the files: what is typed says what there would be, and anything is
 * right.
 */
export const simulatedPaths: PathRules = {
  askFile: { en: 'what the file would be', nl: 'wat het bestand zou zijn' },
  askEvidence: { en: 'what you would take', nl: 'wat u zou meenemen' },
  typed: (text) => text.trim(),
  wrongEvidence: () => null,
  wrongFile: () => null,
}

interface BlobParts {
  /** The state of the drill now. */
  drill(): DrillState
}

/** Blobs of a drill. No file of this machine is read: what a path would name becomes a text about the simulated world. */
export interface SimulatedBlobs extends BlobPort {
  /** Tells which step is asked about from here on: what a file of it would hold depends on that. */
  about(instance: string): void
  /** The drill's own folder, for what the program itself made there. */
  readonly own: BlobPort
}

export function simulatedBlobs(own: BlobPort, { drill }: BlobParts): SimulatedBlobs {
  let instance = ''
  const keep = async (path: string, progress: (bytes: number, total: number) => void) => {
    const description = harmlessLine(path.trim(), 150)
    const blob =
      attachmentNamed(description, drill()) ??
      (await own.putText(fileName(description), simulatedFile(description, drill().world, instance)))
    progress(blob.size, blob.size)
    return blob
  }
  return {
    own,
    about: (step) => {
      instance = step
    },
    putText: own.putText,
    putFile: keep,
    take: async (path, progress) => ({ files: [await keep(path, progress)], notTaken: [] }),
  }
}

/** A document that came with a message is what it was then, and is kept already. */
function attachmentNamed(description: string, { messages }: DrillState): Blob | null {
  const wanted = description.toLowerCase()
  return messages.find(({ attachment }) => attachment?.name.toLowerCase() === wanted)?.attachment ?? null
}

/** A name that says that it is of an exercise, also when a path was typed. */
function fileName(description: string): string {
  const name = description.replace(/[\\/]+/g, '-').replace(/^-|-$|\.txt$/g, '')
  return `EXERCISE OEFENING ${name === '' ? 'file' : name}.txt`
}
