import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'

const asked: Text = {
  en: 'ask whoever made it for it again, and compare the SHA-256 of both',
  nl: 'vraag het opnieuw aan wie het maakte, en vergelijk de SHA-256 van beide',
}
const suspect: Text = {
  en: 'cyber-respond never writes this: keep the file as it is, and find out who made it',
  nl: 'cyber-respond schrijft dit nooit: bewaar het bestand zoals het is, en zoek uit wie het maakte',
}

/** The faults that an archive that is read can have. */
const wrongs = {
  garbage: {
    code: 'archive.garbage',
    text: { en: 'is no archive of an incident (.tar.gz)', nl: 'is geen archief van een incident (.tar.gz)' },
    hint: {
      en: 'name what cyber-respond archive wrote, or the folder of an incident',
      nl: 'noem wat cyber-respond archive schreef, of de map van een incident',
    },
  },
  truncated: {
    code: 'archive.truncated',
    text: { en: 'stops halfway: a part of it is missing', nl: 'stopt halverwege: er ontbreekt een deel' },
    hint: asked,
  },
  damaged: {
    code: 'archive.damaged',
    text: { en: 'is damaged: its own checksum is wrong', nl: 'is beschadigd: de eigen controlesom klopt niet' },
    hint: asked,
  },
  hostile: {
    code: 'archive.hostile',
    text: {
      en: 'holds what an archive of an incident never holds',
      nl: 'bevat wat een archief van een incident nooit bevat',
    },
    hint: suspect,
  },
  altered: {
    code: 'archive.altered',
    text: { en: 'is not what its MANIFEST.sha256 says', nl: 'is niet wat MANIFEST.sha256 erin zegt' },
    hint: asked,
  },
  unreadable: {
    code: 'archive.unreadable',
    text: { en: "can't be read", nl: 'kan niet gelezen worden' },
    hint: {
      en: 'check that it is a file, that you may read it and that its disk is well',
      nl: 'ga na of het een bestand is, of u het mag lezen en of de schijf in orde is',
    },
  },
} as const

/** The fault of an archive; `what` names the place, in both languages or as it is. Exit code 5. */
export function archiveFault(path: string, wrong: keyof typeof wrongs, what?: Text | string, cause?: unknown): Fault {
  const { code, text, hint } = wrongs[wrong]
  const say = (lang: 'en' | 'nl'): string => {
    const detail = what === undefined ? undefined : pick(what, lang)
    return `${harmlessLine(path, 200)} ${pick(text, lang)}${detail === undefined ? '' : ` (${harmlessLine(detail, 200)})`}`
  }
  return new Fault({ code, exit: exit.log, cause, message: { en: say('en'), nl: say('nl') }, hint })
}

export function archiveExists(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'archive.exists',
    exit: exit.usage,
    message: { en: `${shown} is there already`, nl: `${shown} bestaat al` },
    hint: {
      en: 'nothing is written over: take another name with --out FILE',
      nl: 'er wordt niets overschreven: kies een andere naam met --out BESTAND',
    },
  })
}

/** The fault of a folder that is not made: where a stick should be, there would be a folder of this disk. */
export function noFolderThere(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'archive.no-folder',
    exit: exit.usage,
    message: { en: `there is no folder ${shown}`, nl: `er is geen map ${shown}` },
    hint: {
      en: 'check the path, and whether the stick or the disk is there; or make the folder first',
      nl: 'controleer het pad, en of de stick of de schijf er is; of maak de map eerst',
    },
  })
}

/** `target` would become a part of the record that it is a copy of. */
export function insideIncident(target: string): Fault {
  const shown = harmlessLine(target, 200)
  return new Fault({
    code: 'archive.inside-incident',
    exit: exit.usage,
    message: {
      en: `${shown} lies in the folder of the incident itself`,
      nl: `${shown} ligt in de map van het incident zelf`,
    },
    hint: {
      en: 'take a place outside it, best on another disk',
      nl: 'kies een plaats erbuiten, liefst op een andere schijf',
    },
  })
}

export function changedWhileArchived(name: string): Fault {
  const shown = harmlessLine(name, 200)
  return new Fault({
    code: 'archive.changed',
    exit: exit.failed,
    message: {
      en: `${shown} changed or went away while it was archived`,
      nl: `${shown} veranderde of verdween terwijl het gearchiveerd werd`,
    },
    hint: {
      en: 'nothing was written: find out what changes it, and archive again',
      nl: 'er is niets geschreven: zoek uit wat het wijzigt, en archiveer opnieuw',
    },
  })
}
