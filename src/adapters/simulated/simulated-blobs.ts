import { harmlessLine } from '../../core/harmless.ts'
import type { BlobPort } from '../../core/ports.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import type { Scenario } from '../../drill/scenario.ts'
import type { PathRules } from '../prompt-file.ts'
import { exerciseText } from './exercise-stamp.ts'
import { simulatedFile } from './simulated-file.ts'

/** In a drill nobody has the files: what is typed says what there would be, and anything is right. */
export const simulatedPaths: PathRules = {
  typed: (text) => text.trim(),
  wrongEvidence: () => null,
  wrongFile: () => null,
}

interface BlobParts {
  readonly scenario: Scenario
  /** As it is now. */
  drill(): DrillState
}

/** Blobs of a drill. No file of this machine is read: what a path would name becomes a text about the simulated world. */
export interface SimulatedBlobs extends BlobPort {
  /** Which step is asked about from here on: what a file of it would hold depends on that. */
  about(instance: string): void
  /** The drill's own folder, for what the program itself made there. */
  readonly own: BlobPort
}

export function simulatedBlobs(own: BlobPort, { scenario, drill }: BlobParts): SimulatedBlobs {
  let instance = ''
  /** A document that came with a message is what it is; anything else is described. */
  const content = (description: string): string => {
    const wanted = description.toLowerCase()
    const isHere = drill().messages.find(({ attachment }) => attachment?.toLowerCase() === wanted)
    const document = scenario.injects.find(({ id }) => id === isHere?.inject)?.attachment
    if (document === undefined) return simulatedFile(description, drill().world, instance)
    const { en, nl } = document.text
    return exerciseText(en === nl ? en : `${en}\n\n${nl}`)
  }
  const keep = async (path: string, progress: (bytes: number, total: number) => void) => {
    const description = harmlessLine(path.trim(), 150)
    const text = content(description)
    const blob = await own.putText(`EXERCISE OEFENING ${description}.txt`, text)
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
