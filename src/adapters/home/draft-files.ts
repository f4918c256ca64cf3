import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { realDisk } from '../disk/disk.ts'
import { placeFile } from '../disk/durable-file.ts'

/** An answer that is not on record yet, to the question with these words (in English, whatever the screen speaks). */
export interface DraftAnswer {
  readonly asked: string
  readonly answer: string
  /** The question and the answer as she saw them, in her language. */
  readonly shown: string
}

/** The answers given in one step. `code` is how the step is called aloud. */
export interface StepDraft {
  readonly code: string
  readonly answers: readonly DraftAnswer[]
}

/** Answers that are not on record yet, beside the record. To keep them is a service: what fails here stops nobody. */
export interface Drafts {
  of(instance: string): StepDraft | null
  all(): readonly StepDraft[]
  /** Keeps a draft; without answers it goes. False: it could not be kept. */
  keep(instance: string, draft: StepDraft): boolean
  /** Deletes all of it: the incident is over, or its personal values are erased. */
  forget(): void
}

/** Drafts of which nothing is kept. */
export const noDrafts: Drafts = { of: () => null, all: () => [], keep: () => false, forget: () => {} }

/** No answers of one incident are longer than this, in bytes. */
const mostBytes = 4_000_000

/** One file for an incident, readable by its owner only. It is gone once everything in it is on record. */
export function draftFile(path: string): Drafts {
  let known: Map<string, StepDraft> | null = null
  const drafts = (): Map<string, StepDraft> => {
    known ??= new Map(Object.entries(readDrafts(path)))
    return known
  }
  return {
    of: (instance) => drafts().get(instance) ?? null,
    all: () => [...drafts().values()],
    keep: (instance, draft) => {
      if (draft.answers.length > 0) drafts().set(instance, draft)
      else if (!drafts().delete(instance)) return true
      try {
        if (drafts().size === 0) realDisk.remove(path)
        else {
          realDisk.makeFolder(dirname(path))
          placeFile(realDisk, path, JSON.stringify(Object.fromEntries(drafts())), true)
        }
        return true
      } catch {
        return false
      }
    },
    forget: () => {
      known = new Map()
      realDisk.remove(path)
    },
  }
}

/** The drafts in a file. What is not of this form was not written by us, and is passed over. */
function readDrafts(path: string): { readonly [instance: string]: StepDraft } {
  try {
    const value: unknown = JSON.parse(readOwn(path))
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, StepDraft] => isDraft(entry[1])))
  } catch {
    return {}
  }
}

/** No link is followed, nothing is waited for. */
function readOwn(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const found = fstatSync(file)
    if (!found.isFile() || found.size > mostBytes) return ''
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

function isDraft(value: unknown): value is StepDraft {
  const { code, answers } = (value ?? {}) as Partial<StepDraft>
  return (
    typeof code === 'string' &&
    Array.isArray(answers) &&
    answers.every(
      (one) => typeof one?.asked === 'string' && typeof one?.answer === 'string' && typeof one.shown === 'string',
    )
  )
}
