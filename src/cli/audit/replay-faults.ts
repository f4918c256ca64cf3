import { type Divergence, divergences } from '../../core/divergence.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'

/** The first event that doesn't follow. Its reason has a stable name, in brackets. */
export function diverged({ seq, type, step }: LogEvent, divergence: Divergence): Fault {
  const what = harmlessLine(step === undefined ? type : `${type}, ${step}`, 100)
  const { en, nl } = divergences[divergence]
  return new Fault({
    code: 'replay.diverged',
    exit: exit.failed,
    message: {
      en: `line ${seq + 1} (event ${seq}, ${what}) does not follow from the lines before it: ${en} [${divergence}]`,
      nl: `regel ${seq + 1} (gebeurtenis ${seq}, ${what}) volgt niet uit de regels ervoor: ${nl} [${divergence}]`,
    },
    hint: {
      en: 'this program would not have written it there: ask who wrote in this record, and compare with a copy',
      nl: 'dit programma zou het daar niet geschreven hebben: vraag wie in dit logboek schreef, en vergelijk met een kopie',
    },
  })
}

export function noSuchEvent(wanted: number, size: number): Fault {
  return new Fault({
    code: 'replay.no-such-event',
    exit: exit.usage,
    message: {
      en: `there is no event ${wanted}: the record has ${size}, counted from 0`,
      nl: `er is geen gebeurtenis ${wanted}: het logboek heeft er ${size}, geteld vanaf 0`,
    },
    hint: {
      en: 'cyber-respond replay INCIDENT --format json shows the number of each',
      nl: 'cyber-respond replay INCIDENT --format json toont het nummer van elk',
    },
  })
}
