import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'

/** No kit is there. `isHalf`: one was being made. */
export function noKit(folder: string, isHalf: boolean): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'kit.none',
    exit: isHalf ? exit.log : exit.usage,
    message: isHalf
      ? {
          en: `the kit in ${shown} is not whole: its making was cut off`,
          nl: `de kit in ${shown} is niet af: het maken werd onderbroken`,
        }
      : { en: `there is no kit in ${shown}`, nl: `er is geen kit in ${shown}` },
    hint: isHalf
      ? {
          en: 'make it again in the same folder: cyber-respond kit make',
          nl: 'maak ze opnieuw in dezelfde map: cyber-respond kit make',
        }
      : {
          en: 'name the folder that holds kit.json, or make a kit with `kit make`',
          nl: 'noem de map waarin kit.json staat, of maak een kit met `kit make`',
        },
  })
}

/** No folder was named, and the program was not started from a kit. */
export function whichKit(): Fault {
  return new Fault({
    code: 'kit.which',
    exit: exit.usage,
    message: {
      en: 'which kit is meant is not known: this program was not started from one, and here is none',
      nl: 'welke kit bedoeld is, is niet bekend: dit programma is niet vanaf een kit gestart, en hier staat er geen',
    },
    hint: {
      en: 'name its folder, as the laptop shows it: /media/els/STICK/kit; or start the program from the stick: sh start.sh',
      nl: 'noem de map ervan, zoals de laptop ze toont: /media/els/STICK/kit; of start het programma vanaf de stick: sh start.sh',
    },
  })
}

/** Somebody stopped a copy of a record to a stick. */
export function copyStopped(by: 130 | 143): Fault {
  return new Fault({
    code: 'interrupted',
    exit: by,
    message: { en: 'interrupted: no new copy was made', nl: 'onderbroken: er werd geen nieuwe kopie gemaakt' },
    hint: {
      en: 'a copy that was there before is as it was; do it again with `kit copy`',
      nl: 'een kopie die er al was, is zoals ze was; doe het opnieuw met `kit copy`',
    },
  })
}

/** What says what the kit is, can't be read, or is of a newer program. */
export function badManifest(folder: string): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'kit.manifest',
    exit: exit.log,
    message: {
      en: `kit.json in ${shown} is damaged, or of a newer program`,
      nl: `kit.json in ${shown} is beschadigd, of van een nieuwer programma`,
    },
    hint: {
      en: 'do not trust this stick before somebody looked at it: take another one, or make it anew',
      nl: 'vertrouw deze stick niet voor iemand hem bekeken heeft: neem een andere, of maak hem opnieuw',
    },
  })
}

/** The closed file of a kit needs a passphrase, and nobody can be asked. */
export function noPassphrase(): Fault {
  return new Fault({
    code: 'kit.no-passphrase',
    exit: exit.answerNeeded,
    message: {
      en: 'keys go on a stick only in a closed file, and there is nobody to ask for its passphrase',
      nl: 'sleutels gaan alleen in een gesloten bestand op een stick, en er is niemand om de wachtwoordzin aan te vragen',
    },
    hint: {
      en: 'give --passphrase-file FILE (- reads stdin), --recipient KEY for each of two people, or --without-keys',
      nl: 'geef --passphrase-file BESTAND (- leest stdin), --recipient SLEUTEL voor elk van twee mensen, of --without-keys',
    },
  })
}

/** A passphrase can't be used, or a key is none. */
export function badPassphrase(why: Text): Fault {
  return new Fault({
    code: 'kit.passphrase',
    exit: exit.usage,
    message: {
      en: `the stick can't be closed with that: ${why.en}`,
      nl: `daarmee kan de stick niet gesloten worden: ${why.nl}`,
    },
    hint: {
      en: 'four words that you can remember make a good passphrase; a key begins with age1 (age-keygen makes one)',
      nl: 'vier woorden die u kunt onthouden, zijn een goede wachtwoordzin; een sleutel begint met age1 (age-keygen maakt er een)',
    },
  })
}

/** The home lies on the stick of the kit that was started, where a record and its keys would stand in clear. */
export function homeOnStick(home: string): Fault {
  const shown = harmlessLine(home, 200)
  return new Fault({
    code: 'kit.home-on-stick',
    exit: exit.usage,
    message: {
      en: `the home lies on the stick (${shown}): keys and record would stand there in clear`,
      nl: `de home staat op de stick (${shown}): sleutels en logboek zouden er leesbaar staan`,
    },
    hint: {
      en: 'name a folder of this laptop with --home, or leave --home, CYBER_RESPOND_HOME and HOME as the laptop sets them; `kit copy` takes the record to the stick, closed',
      nl: 'noem met --home een map van deze laptop, of laat --home, CYBER_RESPOND_HOME en HOME zoals de laptop ze zet; `kit copy` brengt het logboek gesloten naar de stick',
    },
  })
}

/** The closed file does not open with what was given; `why`: what was given can't be used at all. */
export function wrongKey(why?: Text): Fault {
  return new Fault({
    code: 'kit.wrong-key',
    exit: exit.failed,
    message:
      why === undefined
        ? {
            en: 'that passphrase, or that key, does not open this kit',
            nl: 'met die wachtwoordzin, of die sleutel, gaat deze kit niet open',
          }
        : { en: `that file opens nothing: ${why.en}`, nl: `met dat bestand gaat niets open: ${why.nl}` },
    hint: {
      en: 'try again; without it, `kit open --without-keys` goes on, and records are sealed with a new key of this laptop',
      nl: 'probeer opnieuw; zonder kan het ook: `kit open --without-keys`, en logboeken worden verzegeld met een nieuwe sleutel van deze laptop',
    },
  })
}

/** The closed file is not as it was made. */
export function damagedContainer(): Fault {
  return new Fault({
    code: 'kit.damaged',
    exit: exit.log,
    message: {
      en: 'the closed file of this kit (closed.age) is damaged',
      nl: 'het gesloten bestand van deze kit (closed.age) is beschadigd',
    },
    hint: {
      en: 'take another kit; or go on without its keys: `kit open --without-keys`',
      nl: 'neem een andere kit; of ga verder zonder de sleutels: `kit open --without-keys`',
    },
  })
}

/** A record is to be sealed with the keys of a kit that nobody opened. */
export function kitClosed(): Fault {
  return new Fault({
    code: 'kit.closed',
    exit: exit.answerNeeded,
    message: {
      en: 'the keys of this kit are closed, and there is nobody to ask for the passphrase',
      nl: 'de sleutels van deze kit zijn gesloten, en er is niemand om de wachtwoordzin aan te vragen',
    },
    hint: {
      en: 'open it first: `cyber-respond kit open`, with --passphrase-file FILE, --identity FILE or --without-keys',
      nl: 'open ze eerst: `cyber-respond kit open`, met --passphrase-file BESTAND, --identity BESTAND of --without-keys',
    },
  })
}

/** A kit takes no copies of records: it was made without keys. */
export function takesNoCopies(folder: string): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'kit.no-copies',
    exit: exit.usage,
    message: {
      en: `the kit in ${shown} was made without keys, and takes no copies of records`,
      nl: `de kit in ${shown} werd zonder sleutels gemaakt, en neemt geen kopieën van logboeken`,
    },
    hint: {
      en: 'a second copy of the evidence goes anywhere with `evidence copy`, and the whole record with `archive`',
      nl: 'een tweede kopie van het bewijs gaat overal heen met `evidence copy`, en het hele logboek met `archive`',
    },
  })
}

/** A kit holds no copy of this incident. */
export function noCopy(folder: string, incident: string): Fault {
  const [shown, name] = [harmlessLine(folder, 200), harmlessLine(incident, 100)]
  return new Fault({
    code: 'kit.no-copy',
    exit: exit.usage,
    message: { en: `there is no copy of ${name} in ${shown}`, nl: `er is geen kopie van ${name} in ${shown}` },
    hint: {
      en: 'name it as its folder in records/ of the kit is called',
      nl: 'noem het zoals de map ervan in records/ van de kit heet',
    },
  })
}

/** A copy of a record is not as it was made, or was closed for another kit. */
export function damagedCopy(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'kit.damaged-copy',
    exit: exit.log,
    message: {
      en: `${shown} is damaged, or was not closed for this kit`,
      nl: `${shown} is beschadigd, of werd niet voor deze kit gesloten`,
    },
    hint: {
      en: 'look for another copy: the laptop that wrote the record, another stick, an archive',
      nl: 'zoek een andere kopie: de laptop die het logboek schreef, een andere stick, een archief',
    },
  })
}

/** A record of that name is here already: two that go on by themselves can't be joined. */
export function recordThere(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'kit.record-there',
    exit: exit.usage,
    message: {
      en: `${shown} is there already, and is left as it is`,
      nl: `${shown} bestaat al, en blijft zoals het is`,
    },
    hint: {
      en: 'go on with that one; to look at the copy beside it, name another home with --home',
      nl: 'ga daarmee verder; om de kopie ernaast te bekijken, noem een andere home met --home',
    },
  })
}
