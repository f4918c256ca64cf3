import type { NewerEvent } from '../../audit/newer.ts'
import type { SealProblem } from '../../audit/seal.ts'
import { describeProblem, type FoundProblem } from '../../audit/verification.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { codeOf, isFull } from '../disk/disk-errors.ts'
import type { OpenHand } from './locks.ts'

const shown = (folder: string): string => harmlessLine(folder, 200)

/** `pid` is of the process that has the log, if it is known. */
export function lockedFault(folder: string, pid: number | null): Fault {
  const who: Text =
    pid === null
      ? { en: 'another process', nl: 'een ander proces' }
      : { en: `another process (pid ${pid})`, nl: `een ander proces (pid ${pid})` }
  return new Fault({
    code: 'log.locked',
    exit: exit.log,
    message: {
      en: `${who.en} is writing in the log of ${shown(folder)}`,
      nl: `${who.nl} schrijft in het logboek van ${shown(folder)}`,
    },
    hint: {
      en: 'go on in that terminal, or end that process: the lock goes with it (status and verify work meanwhile)',
      nl: 'werk voort in die terminal, of beëindig dat proces: het slot verdwijnt ermee (status en verify werken intussen wel)',
    },
  })
}

/** A program from before this version has the log, and keeps it for as long as it runs. */
export function olderFault(folder: string, pid: number | null): Fault {
  const who = pid === null ? '' : ` (pid ${pid})`
  return new Fault({
    code: 'log.locked',
    exit: exit.log,
    message: {
      en: `another program${who} has the log of ${shown(folder)} to itself: most likely an older version of this one`,
      nl: `een ander programma${who} houdt het logboek van ${shown(folder)} voor zich alleen: wellicht een oudere versie van dit programma`,
    },
    hint: {
      en: 'an older version lets nobody write beside it as long as it runs: go on in that terminal, or end it there (status and verify work meanwhile)',
      nl: 'een oudere versie laat niemand naast zich schrijven zolang ze loopt: werk voort in die terminal, of sluit ze daar af (status en verify werken intussen wel)',
    },
  })
}

/** One of those who have the log open was stopped in the middle of an append: its lock is never broken. */
export function heldFault(folder: string, others: readonly OpenHand[]): Fault {
  const names = others.map(({ pid, name }) => `pid ${pid}${name === null ? '' : ` (${harmlessLine(name, 60)})`}`)
  const [en, nl] =
    names.length < 2
      ? [`the process with ${names[0] ?? 'an unknown pid'} has`, `het proces met ${names[0] ?? 'onbekende pid'} houdt`]
      : [`one of the processes ${names.join(', ')} has`, `een van de processen ${names.join(', ')} houdt`]
  return new Fault({
    code: 'log.locked',
    exit: exit.log,
    message: {
      en: `${en} had the log of ${shown(folder)} for half a minute and does not go on: it was stopped, or its disk does not answer`,
      nl: `${nl} het logboek van ${shown(folder)} al een halve minuut vast en gaat niet voort: het is stilgelegd, of zijn schijf antwoordt niet`,
    },
    hint: {
      en: 'go to that terminal: after Ctrl-Z type fg; or end that process, and its lock goes with it',
      nl: 'ga naar die terminal: typ fg na Ctrl-Z; of beëindig dat proces, dan verdwijnt het slot ermee',
    },
  })
}

export function missingFault(folder: string): Fault {
  return new Fault({
    code: 'log.missing',
    exit: exit.usage,
    message: { en: `${shown(folder)} holds no log`, nl: `${shown(folder)} bevat geen logboek` },
    hint: {
      en: 'name the folder of a record: it holds log.000000.jsonl',
      nl: 'noem de map van een logboek: die bevat log.000000.jsonl',
    },
  })
}

export function existsFault(folder: string): Fault {
  return new Fault({
    code: 'log.exists',
    exit: exit.log,
    message: { en: `${shown(folder)} already holds a log`, nl: `${shown(folder)} bevat al een logboek` },
    hint: {
      en: 'go on with what is there, or take another folder',
      nl: 'ga verder met wat er is, of neem een andere map',
    },
  })
}

export function tamperedFault(folder: string, finding: FoundProblem): Fault {
  return notVerifying(folder, describeProblem(finding))
}

/** `what` is the sentence of a verification that found a record tampered with. */
export function notVerifying(folder: string, what: Text): Fault {
  return new Fault({
    code: 'log.tampered',
    exit: exit.log,
    message: {
      en: `the log of ${shown(folder)} does not verify: ${what.en}`,
      nl: `het logboek van ${shown(folder)} klopt niet: ${what.nl}`,
    },
    hint: {
      en: 'nothing was changed: keep the folder as evidence, and start from a copy that verifies',
      nl: 'er is niets gewijzigd: bewaar de map als bewijs, en vertrek van een kopie die wel klopt',
    },
  })
}

/** A signed head of this log is not what its lines make. */
export function unfitSealFault(folder: string, { text }: SealProblem): Fault {
  return new Fault({
    code: 'log.seal-unfit',
    exit: exit.log,
    message: {
      en: `the log of ${shown(folder)} does not fit its seal: ${text.en}`,
      nl: `het logboek van ${shown(folder)} past niet bij zijn zegel: ${text.nl}`,
    },
    hint: {
      en: 'nothing was changed: keep the folder as evidence, and start from a copy that verifies',
      nl: 'er is niets gewijzigd: bewaar de map als bewijs, en vertrek van een kopie die wel klopt',
    },
  })
}

/** The record holds what a newer program wrote: this one reads it, and writes nothing that it could get wrong. */
export function newerFault(folder: string, { line, type, needs }: NewerEvent, own: string): Fault {
  const event = harmlessLine(type, 60)
  return new Fault({
    code: 'log.newer',
    exit: exit.log,
    message: {
      en: `the log of ${shown(folder)} needs ${needs === null ? `a newer version than ${own}` : `version ${needs}`} of this program: line ${line} (${event}) means something that version ${own} does not know`,
      nl: `het logboek van ${shown(folder)} vraagt ${needs === null ? `een nieuwere versie dan ${own}` : `versie ${needs}`} van dit programma: regel ${line} (${event}) betekent iets dat versie ${own} niet kent`,
    },
    hint: {
      en: 'nothing was written: go on with that version, or a newer one; status, verify and report can be used with this one',
      nl: 'er is niets geschreven: werk verder met die versie, of een nieuwere; status, verify en report kunt u met deze gebruiken',
    },
  })
}

/** This machine signed a head of `size` lines that these lines do not lead to: no other one is ever signed. */
export function forkedFault(folder: string, size: number, lines: number): Fault {
  const short = lines < size
  return new Fault({
    code: 'log.forked',
    exit: exit.log,
    message: {
      en: short
        ? `the log of ${shown(folder)} has ${lines} lines, and this machine sealed ${size} of it: it is an older copy, or was cut`
        : `the first ${size} lines of the log of ${shown(folder)} are not those that this machine sealed`,
      nl: short
        ? `het logboek van ${shown(folder)} heeft ${lines} regels, en dit toestel verzegelde er ${size}: het is een oudere kopie, of er werd van weggeknipt`
        : `de eerste ${size} regels van het logboek van ${shown(folder)} zijn niet die welke dit toestel verzegelde`,
    },
    hint: {
      en: 'nothing was changed: put the newest copy back; if there is none, keep this folder elsewhere as evidence and activate anew',
      nl: 'er is niets gewijzigd: zet de nieuwste kopie terug; is die er niet, bewaar deze map dan elders als bewijs en activeer opnieuw',
    },
  })
}

/** Something that is not of the record stands in one of its places: nothing is opened for writing. */
export function strangeFault(folder: string, what: Text): Fault {
  return new Fault({
    code: 'log.unusable',
    exit: exit.log,
    message: {
      en: `nothing is written in ${shown(folder)}: ${what.en}`,
      nl: `er wordt niets geschreven in ${shown(folder)}: ${what.nl}`,
    },
    hint: {
      en: 'nothing was changed: find out who put it there, and see what cyber-respond verify says of this folder',
      nl: 'er is niets gewijzigd: zoek uit wie het daar zette, en kijk wat cyber-respond verify over deze map zegt',
    },
  })
}

/** Somebody asks for the record as of more lines than it has. */
export function asOfBeyondFault(size: number, lines: number): Fault {
  return new Fault({
    code: 'verify.beyond',
    exit: exit.usage,
    message: {
      en: `the record has ${lines} lines, so there is no state as of line ${size}`,
      nl: `het logboek heeft ${lines} regels, dus er is geen stand na regel ${size}`,
    },
    hint: { en: `name a number from 0 to ${lines}`, nl: `geef een getal van 0 tot ${lines}` },
  })
}

/** The file that is being written is no longer the one that was opened, or somebody else wrote in it. */
export function changedFault(folder: string): Fault {
  return new Fault({
    code: 'log.changed',
    exit: exit.log,
    message: {
      en: `somebody else changed, replaced or deleted the log of ${shown(folder)} while it was open`,
      nl: `iemand anders wijzigde, verving of wiste het logboek van ${shown(folder)} terwijl het open was`,
    },
    hint: {
      en: 'nothing was written over it: look with cyber-respond verify before you resume',
      nl: 'er is niets overschreven: kijk met cyber-respond verify na voor u hervat',
    },
  })
}

/** The path no longer leads to the disk on which the log was opened. That is a stick or a network, no intruder. */
export function awayFault(folder: string, cause: unknown): Fault {
  const why = codeOf(cause)
  const [en, nl] =
    why === null
      ? ['another disk stands in its place', 'er staat een andere schijf op die plaats']
      : (reasons[why] ?? [why, why])
  return new Fault({
    code: 'log.away',
    exit: exit.log,
    cause,
    message: {
      en: `the disk with the log of ${shown(folder)} went away while it was open: ${en}`,
      nl: `de schijf met het logboek van ${shown(folder)} verdween terwijl het open was: ${nl}`,
    },
    hint: {
      en: 'put the stick or the disk back, or bring up the network disk, and go on with resume; what was acknowledged was on that disk',
      nl: 'zet de stick of de schijf terug, of breng de netwerkschijf weer op gang, en ga verder met resume; wat bevestigd werd, stond op die schijf',
    },
  })
}

/** The fault of a writer that writes no more after a failure. */
export function stoppedFault(folder: string): Fault {
  return new Fault({
    code: 'log.stopped',
    exit: exit.log,
    message: {
      en: `the log of ${shown(folder)} takes nothing more since it could not be written`,
      nl: `het logboek van ${shown(folder)} neemt niets meer aan sinds het niet geschreven kon worden`,
    },
    hint: {
      en: 'solve what was reported first, then go on with resume',
      nl: 'los eerst op wat eerder gemeld werd, en ga dan verder met resume',
    },
  })
}

/** Turns an error of the disk into a Fault; another error is passed on as it is. */
export function diskFault(folder: string, error: unknown): unknown {
  const code = codeOf(error)
  if (error instanceof Fault || code === null) return error
  if (isFull(error)) {
    return new Fault({
      code: 'log.disk-full',
      exit: exit.log,
      cause: error,
      message: {
        en: `the disk is full: the log of ${shown(folder)} can't be written`,
        nl: `de schijf is vol: het logboek van ${shown(folder)} kan niet geschreven worden`,
      },
      hint: {
        en: 'make room, or copy the folder to a larger disk, and resume: what was on record is kept, and what was to be written now may be missing: note it on paper',
        nl: 'maak plaats, of kopieer de map naar een grotere schijf, en hervat: wat in het logboek stond, is bewaard, en wat er nu bij moest, staat er misschien niet in: noteer dat op papier',
      },
    })
  }
  const [en, nl] = reasons[code] ?? [`the disk reports ${code}`, `de schijf meldt ${code}`]
  return new Fault({
    code: 'log.unusable',
    exit: exit.log,
    cause: error,
    message: {
      en: `the log of ${shown(folder)} can't be used: ${en}`,
      nl: `het logboek van ${shown(folder)} kan niet gebruikt worden: ${nl}`,
    },
    hint: {
      en: 'check that the folder is there and is yours; if the disk is failing, copy the folder to another one and resume',
      nl: 'ga na of de map er is en van u is; als de schijf het begeeft, kopieer de map dan naar een andere en hervat',
    },
  })
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['no permission', 'geen toestemming'],
  EPERM: ['no permission', 'geen toestemming'],
  EROFS: ['the disk is read-only', 'de schijf is alleen-lezen'],
  ENOENT: ['the folder is not there', 'de map is er niet'],
  ENOTDIR: ['it is not a folder', 'het is geen map'],
  ELOOP: ['a link stands in the place of a file', 'er staat een koppeling op de plaats van een bestand'],
  ENXIO: ['a pipe stands in the place of a file', 'er staat een pijp op de plaats van een bestand'],
  ESTALE: ['the network disk is not what it was (ESTALE)', 'de netwerkschijf is niet meer wat ze was (ESTALE)'],
  ENOTCONN: ['the network disk does not answer (ENOTCONN)', 'de netwerkschijf antwoordt niet (ENOTCONN)'],
  ETIMEDOUT: ['the network disk does not answer (ETIMEDOUT)', 'de netwerkschijf antwoordt niet (ETIMEDOUT)'],
  EHOSTDOWN: ['the network disk does not answer (EHOSTDOWN)', 'de netwerkschijf antwoordt niet (EHOSTDOWN)'],
  ENODEV: ['the disk is not there any more (ENODEV)', 'de schijf is er niet meer (ENODEV)'],
  EIO: ['the disk fails (EIO)', 'de schijf faalt (EIO)'],
  ENOLCK: ['this file system has no locks', 'dit bestandssysteem kent geen sloten'],
}
