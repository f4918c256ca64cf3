import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'

/** A place is no folder for a kit: a file, or in a folder that is not there. */
export function noKitFolder(folder: string, why: Text): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'kit.folder',
    exit: exit.usage,
    message: {
      en: `no kit can be made in ${shown}: ${why.en}`,
      nl: `in ${shown} kan geen kit gemaakt worden: ${why.nl}`,
    },
    hint: {
      en: 'name a folder on the stick, as the laptop shows it: cyber-respond kit make /media/els/STICK/kit',
      nl: 'noem een map op de stick, zoals de laptop ze toont: cyber-respond kit make /media/els/STICK/kit',
    },
  })
}

/** Something lies in the folder that is no kit: it is left as it is. */
export function notEmpty(folder: string, name: string): Fault {
  const [shown, first] = [harmlessLine(folder, 200), harmlessLine(name, 100)]
  return new Fault({
    code: 'kit.not-empty',
    exit: exit.usage,
    message: {
      en: `${shown} is not empty (it holds ${first}), and is left as it is`,
      nl: `${shown} is niet leeg (er staat ${first} in), en blijft zoals het is`,
    },
    hint: { en: 'name an empty folder, or a new one on the stick', nl: 'noem een lege map, of een nieuwe op de stick' },
  })
}

/** A kit is there already. */
export function kitThere(folder: string): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'kit.exists',
    exit: exit.usage,
    message: { en: `${shown} is a kit already`, nl: `${shown} is al een kit` },
    hint: {
      en: 'look at it with `kit check`, make it anew with --renew, or name another folder',
      nl: 'bekijk ze met `kit check`, maak ze opnieuw met --renew, of noem een andere map',
    },
  })
}

/** Copies of records lie on a kit that would be made anew, and only what is in that kit opens them. */
export function kitHoldsRecords(folder: string): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'kit.records',
    exit: exit.usage,
    message: {
      en: `${shown} holds copies of records, which only this kit can open`,
      nl: `in ${shown} staan kopieën van logboeken, die alleen met deze kit opengaan`,
    },
    hint: {
      en: 'keep this stick with the file of the incident, and make the new kit on another one',
      nl: 'bewaar deze stick bij het dossier van het incident, en maak de nieuwe kit op een andere',
    },
  })
}

/** What a stick reported while a kit was written to it, with what is to be done about the half that is there now. */
export function notWhole({ code, exit: usual, text, cause }: Fault): Fault {
  return new Fault({
    ...{ code, exit: usual, message: text, cause },
    hint: {
      en: 'what is there now is no whole kit, and `kit check` says so: mend that, or take another stick, and do the same again',
      nl: 'wat er nu staat, is geen hele kit, en `kit check` zegt dat: los dat op, of neem een andere stick, en doe hetzelfde opnieuw',
    },
  })
}

/** Somebody stopped the making of a kit. */
export function makingStopped(folder: string, by: 130 | 143): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'interrupted',
    exit: by,
    message: {
      en: `interrupted: what is in ${shown} now is no kit`,
      nl: `onderbroken: wat nu in ${shown} staat, is geen kit`,
    },
    hint: {
      en: 'make it again in the same folder, to the end; until then `kit check` says that it is not whole',
      nl: 'maak ze opnieuw in dezelfde map, tot het einde; tot dan zegt `kit check` dat ze niet af is',
    },
  })
}

/** There is no executable to put on the stick. */
export function noExecutable(why: Text): Fault {
  return new Fault({
    code: 'kit.no-executable',
    exit: exit.usage,
    message: {
      en: `there is no executable for the stick: ${why.en}`,
      nl: `er is geen uitvoerbaar bestand voor de stick: ${why.nl}`,
    },
    hint: {
      en: 'make one with `npm run build:executable`, or name it with --executable FILE',
      nl: 'maak er een met `npm run build:executable`, of noem het met --executable BESTAND',
    },
  })
}

/** A file can't go on a stick under its name, or at its size. */
export function notOnStick(path: string, why: Text): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'kit.file',
    exit: exit.usage,
    message: { en: `${shown} can't go on the stick: ${why.en}`, nl: `${shown} kan niet op de stick: ${why.nl}` },
    hint: {
      en: 'give the file another name, or leave it out; nothing was written',
      nl: 'geef het bestand een andere naam, of laat het weg; er is niets geschreven',
    },
  })
}
