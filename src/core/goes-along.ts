import { actingNames } from './acting-names.ts'
import { counted } from './counted.ts'
import type { EventType, LogEvent } from './event.ts'
import { filesOf } from './known-files.ts'
import { inBoth, pick, type Text } from './text.ts'

/** What of persons goes along with a copy of a record, as far as its lines tell. */
export interface GoesAlong {
  /** The names under which somebody acted or approved. */
  readonly persons: number
  readonly notes: number
  /** Files in custody, and what commands gave out or somebody gave as proof: whatever is in them. */
  readonly evidence: number
  readonly outputs: number
}

const withOutput: ReadonlySet<EventType> = new Set(['step.outcome', 'step.overtaken', 'step.decided'])

/** Counts it while the lines go by. `recorder` is the program's own name in them. */
export function startGoesAlong(recorder: string): {
  take(event: LogEvent): void
  found(left: { why(path: string): string | null }): GoesAlong
} {
  const persons = new Set<string>()
  const evidence = new Set<string>()
  const outputs = new Set<string>()
  let notes = 0
  return {
    take(event) {
      for (const name of actingNames(event)) if (name !== recorder) persons.add(name)
      if (event.type === 'note.added') notes += 1
      if (event.type === 'evidence.added') for (const { path } of filesOf(event)) evidence.add(path)
      if (withOutput.has(event.type)) {
        for (const { path } of filesOf(event)) outputs.add(path)
      }
    },
    found({ why }) {
      const along = (paths: ReadonlySet<string>): number => [...paths].filter((path) => why(path) === null).length
      return { persons: persons.size, notes, evidence: along(evidence), outputs: along(outputs) }
    },
  }
}

/** The same in words, for who hands the copy on. `disclosures`: the plain personal values go along too. */
export function goesAlongText({ persons, notes, evidence, outputs }: GoesAlong, disclosures: boolean): Text {
  const words = {
    en: [
      `${counted(persons, 'name', 'names')} under which somebody acted or approved`,
      `${counted(notes, 'note', 'notes')}, and reasons and answers as they were written`,
      `${counted(evidence, 'file', 'files')} of evidence and ${counted(outputs, 'output or proof', 'outputs and proofs')}, whatever is in them`,
      disclosures ? 'personal values, in plain text' : 'personal values, as hashes only',
    ],
    nl: [
      `${counted(persons, 'naam', 'namen')} waaronder iemand handelde of goedkeurde`,
      `${counted(notes, 'notitie', 'notities')}, en redenen en antwoorden zoals ze geschreven werden`,
      `${counted(evidence, 'bestand', 'bestanden')} met bewijs en ${counted(outputs, 'uitvoer of bewijsstuk', 'uitvoerbestanden en bewijsstukken')}, wat er ook in staat`,
      disclosures ? 'persoonsgegevens, in gewone tekst' : 'persoonsgegevens, alleen als hash',
    ],
  }
  return inBoth((lang) => pick(words, lang).join('; '))
}
