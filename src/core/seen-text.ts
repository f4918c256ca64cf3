import type { ProofRecord } from './event.ts'
import { pick, type Said, type Text } from './text.ts'

/**
 * What a machine saw stands in the record in English, as a tool says it; these are the same sentences in Dutch, for screens and
 * reports. A sentence is a chain of clauses, and each is found by its fixed words: what stands between them (an address, a
 * command, a path, a number) is kept as it is.
 */
const clauses: readonly (readonly [RegExp, string])[] = [
  [/^EXERCISE: /, 'OEFENING: '],
  [/ is closed \(((?:[^()]|\([^()]*\))*)\)/g, ' is dicht ($1)'],
  [/ is open\b/g, ' is open'],
  [/\bcan't tell whether (\S+) is open: /g, 'niet te zien of $1 open is: '],
  [/\bno answer in (?=[\d.]+ )/g, 'geen antwoord in '],
  [/ gives no answer in time\b/g, ' geeft niet op tijd antwoord'],
  [/ gives (?=geen antwoord in )/g, ' geeft '],
  [/ gives no answer \(/g, ' geeft geen antwoord ('],
  [/([(, ])refused(?=[,)]|$)/g, '$1geweigerd'],
  [/(?<!was)([(, ])reset(?=[,)]|$)/g, '$1verbroken'],
  [/([(, ])unreachable(?=[,)]|$)/g, '$1onbereikbaar'],
  [/([(, ])no answer(?=[,)]|$)/g, '$1geen antwoord'],
  [/([(, ])no route from this machine(?=[,)]|$)/g, '$1geen weg vanaf dit toestel'],
  [/(^|[(, ])interrupted(?=[,)]|$)/g, '$1onderbroken'],
  [/^a tcp check expects "open" or "closed"$/, 'een tcp-controle verwacht "open" of "closed"'],
  [/^(".*") is no address: write host:port$/, '$1 is geen adres: schrijf host:poort'],
  [/^the name (\S+) can't be resolved \(/, 'de naam $1 heeft geen adres ('],
  [/ answers (\d{3}), to /g, ' antwoordt $1, naar '],
  [/ answers (\d{3})\b/g, ' antwoordt $1'],
  [/ \(the first 256 KiB were read\)/g, ' (de eerste 256 KiB zijn gelezen)'],
  [/ does not speak HTTP \(/g, ' spreekt geen HTTP ('],
  [/^(".*") is no http or https address$/, '$1 is geen http- of https-adres'],
  [/^an address must not hold a user name or a password$/, 'een adres mag geen gebruikersnaam of wachtwoord bevatten'],
  [/ gives exit (\d+)/g, ' geeft exitcode $1'],
  [/ can't be started: /g, ' start niet: '],
  [/ was ended by (SIG[A-Z0-9]+)/g, ' is beëindigd door $1'],
  [
    /^nobody knows what (.*) gives: the process that started it was ended$/,
    'niemand weet wat $1 geeft: het proces dat het startte, is beëindigd',
  ],
  [/ exists \(a folder\)/g, ' bestaat (een map)'],
  [/ exists \((\d+) bytes\)/g, ' bestaat ($1 bytes)'],
  [/ does not exist(?=$|[;,])/g, ' bestaat niet'],
  [/\bcan't look at (\S+) \(/g, 'kan $1 niet bekijken ('],
  [/^the name of the file is no path$/, 'de naam van het bestand is geen pad'],
  [/; the expectation gives (.+) and not yes or no/g, '; de verwachting geeft $1 en niet ja of nee'],
  [/, for (?=\d[\d.]* (?:ms|s|m|h|d)\b)/g, ', gedurende '],
  [/, after (\d[\d.]* (?:ms|s|m|h|d)(?: \d+ [smh])?) of (?=\d)/g, ', na $1 van '],
  [/; no longer looked for after (?=\d)/g, '; niet meer gezocht na '],
  [/\bnobody looked for (?=\d)/g, 'niemand keek gedurende '],
  [/\bnobody looked from ([\d:]+) to ([\d:]+)/g, 'niemand keek van $1 tot $2'],
  [/, so it was counted anew from then on/g, ', dus is er vanaf dan opnieuw geteld'],
  [/, and the connection of an earlier try is still held/g, ', en de verbinding van een eerdere poging staat nog open'],
  [/(^|: )it still sends$/, '$1ze stuurt nog'],
  [/(^|: )it still answers$/, '$1ze antwoordt nog'],
  [/(^|: )it ended$/, '$1ze is afgelopen'],
  [/(^|: )this machine lost its address (\S+)$/, '$1dit toestel verloor zijn adres $2'],
  [/(^|: )this system does not tell whether it still gets through$/, '$1dit systeem zegt niet of er nog iets doorkomt'],
  [/(^|: )the other side still answers$/, '$1de andere kant antwoordt nog'],
  [
    /(^|: )the other side had ended it before the act began$/,
    '$1de andere kant had ze al verbroken voor de handeling begon',
  ],
  [/(^|: )it was reset$/, '$1ze is verbroken'],
  [
    /(^|: )the other side closed it (.+) after the act, so its word came through$/,
    '$1de andere kant sloot ze $2 na de handeling, dus kwam dat bericht nog door',
  ],
  [/(^|: )the other side closed it$/, '$1de andere kant sloot ze'],
  [
    /(^|: )it only stalls \(asked (\d+) times without an answer, and nobody ended it\): it goes on when this way is open again$/,
    '$1ze staat enkel stil ($2 keer gevraagd zonder antwoord, en niemand verbrak ze): ze gaat verder als deze weg weer open is',
  ],
  [
    /(^|: )it only stalls \(asked to the end without an answer, and nobody ended it\): it goes on when this way is open again$/,
    '$1ze staat enkel stil (gevraagd tot het einde zonder antwoord, en niemand verbrak ze): ze gaat verder als deze weg weer open is',
  ],
  [/(^|: )no connection could be held open within (.+)$/, '$1geen verbinding kon opengehouden worden binnen $2'],
  [/^what was held open ended with the program$/, 'wat opengehouden werd, eindigde met het programma'],
  [/; looking for another (?=\d)/g, '; er wordt nog gezocht gedurende '],
  [/: (\d[\d.]* (?:ms|s|m|h|d)(?: \d+ [smh])?) of (?=\d)/g, ': $1 van '],
]

/** What a machine saw, in both languages. A sentence that is not one of its own stays as it is. */
export function seenText(seen: string): Text {
  return { en: seen, nl: clauses.reduce((text, [words, said]) => text.replace(words, said), seen) }
}

/** The summary of a step, in which the sentence that its check recorded stands in English. */
export function summaryText(summary: Said, proof: ProofRecord | null | undefined): Text {
  const [en, nl] = [pick(summary, 'en'), pick(summary, 'nl')]
  if (proof?.kind !== 'check' || proof.seen === '') return { en, nl }
  return { en, nl: nl.replaceAll(proof.seen, () => seenText(proof.seen).nl) }
}

/** A line of progress: that of a watch in both languages. Any other is the output of a command, and stays as it is. */
export function progressText(line: string): Text {
  const isWatch = /^\S+ is (?:open|closed \()|^nobody looked |; looking for another \d/.test(line)
  return isWatch ? seenText(line) : { en: line, nl: line }
}
