import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'

export function notBefore(given: string, size: number): Fault {
  const shown = harmlessLine(given, 100)
  return new Fault({
    code: 'witness.old',
    exit: exit.usage,
    message: {
      en: `${shown} is no size that a witness can know: the newest head is over ${size} lines`,
      nl: `${shown} is geen grootte die een getuige kan kennen: de nieuwste kop gaat over ${size} regels`,
    },
    hint: {
      en: 'give the size that the witness answered, or leave --old away',
      nl: 'geef de grootte die de getuige antwoordde, of laat --old weg',
    },
  })
}

export function unfitHead(path: string, size: number): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'witness.unfit',
    exit: exit.log,
    message: {
      en: `the lines of ${shown} do not lead to its signed head over ${size} lines, so no witness can follow it`,
      nl: `de regels van ${shown} leiden niet tot de ondertekende kop over ${size} regels, dus geen getuige kan volgen`,
    },
    hint: {
      en: 'cyber-respond verify names the first line that is bad',
      nl: 'cyber-respond verify noemt de eerste regel die niet klopt',
    },
  })
}

export function noAnswer(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'witness.no-answer',
    exit: exit.invalid,
    message: { en: `${shown} is no answer of a witness`, nl: `${shown} is geen antwoord van een getuige` },
    hint: {
      en: 'it is one or more signature lines, or the whole checkpoint with them, as the witness gave it',
      nl: 'het zijn een of meer handtekeningregels, of het hele checkpoint ermee, zoals de getuige het gaf',
    },
  })
}

export function unknownWitness(names: readonly string[]): Fault {
  const shown = harmlessLine(names.join(', '), 200)
  return new Fault({
    code: 'witness.unknown',
    exit: exit.usage,
    message: { en: `no key of ${shown} is known here`, nl: `van ${shown} is hier geen sleutel gekend` },
    hint: {
      en: 'give the key as you got it from the witness, with --witness KEY or in config.yaml',
      nl: 'geef de sleutel zoals u die van de getuige kreeg, met --witness SLEUTEL of in config.yaml',
    },
  })
}

export function badAnswer(names: readonly string[]): Fault {
  const shown = harmlessLine(names.join(', '), 200)
  return new Fault({
    code: 'witness.bad',
    exit: exit.failed,
    message: {
      en: `the signature of ${shown} fits no head of this record, and is not kept`,
      nl: `de handtekening van ${shown} past bij geen enkele kop van dit logboek, en wordt niet bewaard`,
    },
    hint: {
      en: 'it may be about another incident, or it was changed on its way: ask the witness again',
      nl: 'ze gaat misschien over een ander incident, of werd onderweg gewijzigd: vraag het de getuige opnieuw',
    },
  })
}

export function noFolder(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'witness.no-folder',
    exit: exit.usage,
    message: {
      en: `${shown} is an archive, and nothing is added to one`,
      nl: `${shown} is een archief, en daar wordt niets aan toegevoegd`,
    },
    hint: {
      en: 'name the incident, or unpack the archive and name its folder',
      nl: 'noem het incident, of pak het archief uit en noem de map ervan',
    },
  })
}
