import type { Text } from './text.ts'

/**
 * The reasons why an event can't have been written after those before it, in the words that end "line 12 does not
 * follow: …".
 */
export const divergences = {
  'first-line': {
    en: 'the first line of a record opens the incident, and no other does',
    nl: 'de eerste regel van een logboek opent het incident, en geen andere',
  },
  number: { en: 'it does not have the next number', nl: 'het heeft niet het volgende nummer' },
  kind: {
    en: 'this version does not know this kind of event',
    nl: 'deze versie kent dit soort gebeurtenis niet',
  },
  shape: {
    en: 'its data are not those of this kind of event',
    nl: 'de gegevens zijn niet die van dit soort gebeurtenis',
  },
  writer: {
    en: 'only the program itself writes this, in its own name',
    nl: 'alleen het programma zelf schrijft dit, in eigen naam',
  },
  time: {
    en: 'it lies before the line above it, and no jump of the clock was recorded',
    nl: 'het ligt vóór de regel erboven, en er is geen sprong van de klok vastgelegd',
  },
  closed: {
    en: 'the incident was closed, and nothing is done any more',
    nl: 'het incident was afgesloten, en er gebeurt niets meer',
  },
  'no-session': {
    en: 'the process that wrote it had no session open',
    nl: 'het proces dat het schreef, had geen sessie lopen',
  },
  'session-open': {
    en: 'the process that wrote it already had a session open',
    nl: 'het proces dat het schreef, had al een sessie lopen',
  },
  'no-such-session': {
    en: 'it names a session that was not open beside its own',
    nl: 'het noemt een sessie die niet naast de eigen sessie liep',
  },
  'lost-session': {
    en: 'the session of the process that wrote it had been recorded as gone',
    nl: 'van de sessie van het proces dat het schreef, was vastgelegd dat ze weg was',
  },
  'not-shared': {
    en: 'its session was the only one, so it had nobody to share steps with',
    nl: 'de sessie was de enige, en had dus niemand om stappen mee te verdelen',
  },
  held: {
    en: 'somebody else had its step',
    nl: 'iemand anders had de stap in handen',
  },
  'not-held': {
    en: 'that session did not have its step',
    nl: 'die sessie had de stap niet in handen',
  },
  'still-held': {
    en: 'nobody had taken its step over, so nothing was overtaken',
    nl: 'niemand had de stap overgenomen, dus was er niets ingehaald',
  },
  'not-closed': {
    en: 'the session ends as finished, and the incident was not closed',
    nl: 'de sessie eindigt als klaar, en het incident was niet afgesloten',
  },
  'not-finished': {
    en: 'steps were still to be done',
    nl: 'er waren nog stappen te doen',
  },
  'not-pinned': {
    en: 'it names a file that this incident did not keep at its start',
    nl: 'het noemt een bestand dat dit incident bij de start niet heeft bewaard',
  },
  'no-drill': {
    en: 'it belongs to a drill, and this incident is none',
    nl: 'het hoort bij een oefening, en dit incident is er geen',
  },
  'no-incident': {
    en: 'it belongs to an incident, and this is a drill',
    nl: 'het hoort bij een incident, en dit is een oefening',
  },
  busy: {
    en: 'another step had begun and had not ended',
    nl: 'een andere stap was begonnen en nog niet geëindigd',
  },
  'no-step': { en: 'it does not say of which step', nl: 'het zegt niet van welke stap' },
  'unknown-step': {
    en: 'the runbooks of this incident have no such step',
    nl: 'de draaiboeken van dit incident hebben die stap niet',
  },
  waiting: {
    en: 'its step still waited for others',
    nl: 'de stap wachtte nog op andere',
  },
  'not-needed': {
    en: 'its step was not needed, by what was known then',
    nl: 'de stap was niet nodig, volgens wat toen bekend was',
  },
  settled: {
    en: 'its step was settled, and nobody reopened it',
    nl: 'de stap was afgehandeld, en niemand heeft ze heropend',
  },
  blocked: {
    en: 'its step was blocked, and nobody said that this was over',
    nl: 'de stap was geblokkeerd, en niemand zei dat dit voorbij was',
  },
  undecided: {
    en: 'its step was cut off, and nobody decided yet whether it was done',
    nl: 'de stap was afgebroken, en niemand had al beslist of ze gebeurd was',
  },
  doing: {
    en: 'its step had begun already',
    nl: 'de stap was al begonnen',
  },
  'no-intent': {
    en: 'an act that changes something ends, and its beginning is not on record',
    nl: 'een handeling die iets wijzigt, eindigt, en het begin staat niet in het logboek',
  },
  'needless-intent': {
    en: 'an act that only asks or looks has no beginning on record',
    nl: 'een handeling die alleen vraagt of kijkt, heeft geen begin in het logboek',
  },
  attempt: {
    en: 'it is not the next attempt of its step',
    nl: 'het is niet de volgende poging van de stap',
  },
  'not-approved': {
    en: 'its step needs a second person, and nobody approved it',
    nl: 'de stap vraagt een tweede persoon, en niemand heeft ze goedgekeurd',
  },
  'own-approval': {
    en: 'who approved the step carries it out',
    nl: 'wie de stap goedkeurde, voert ze uit',
  },
  'other-incident': {
    en: 'its approval was given in another incident',
    nl: 'de goedkeuring werd gegeven in een ander incident',
  },
  'other-line': {
    en: 'its approval was given for another place in the record',
    nl: 'de goedkeuring werd gegeven voor een andere plaats in het logboek',
  },
  'other-actor': {
    en: 'its approval was given for somebody else to act',
    nl: 'de goedkeuring werd gegeven voor iemand anders die uitvoert',
  },
  'not-as-approved': {
    en: 'what it does is not what was approved',
    nl: 'wat het doet, is niet wat goedgekeurd werd',
  },
  unbound: {
    en: 'its approval does not name what it is for, although earlier ones do',
    nl: 'de goedkeuring noemt niet waarvoor ze dient, hoewel eerdere dat wel doen',
  },
  name: {
    en: 'it is not in the name of who wrote it',
    nl: 'het staat niet op naam van wie het schreef',
  },
  'same-person': {
    en: 'it takes two people, and both names are of the same one',
    nl: 'het vraagt twee mensen, en beide namen zijn van dezelfde',
  },
  'nothing-to-approve': {
    en: 'its step asks no approval of that role',
    nl: 'de stap vraagt geen goedkeuring van die rol',
  },
  'not-alone': {
    en: 'its step does not let anybody go on without a second person',
    nl: 'de stap laat niemand verdergaan zonder tweede persoon',
  },
  'no-act-alone': {
    en: 'no act went on without a second person in the line that it names',
    nl: 'in de regel die het noemt, ging geen handeling verder zonder tweede persoon',
  },
  judged: {
    en: 'a second person had already said whether that act was right',
    nl: 'een tweede persoon had al gezegd of die handeling juist was',
  },
  unsigned: {
    en: "its step asks for the approver's own signature, and there is none",
    nl: 'de stap vraagt de handtekening van wie goedkeurt, en die is er niet',
  },
  'not-blocked': { en: 'its step was not blocked', nl: 'de stap was niet geblokkeerd' },
  'not-waiting': {
    en: 'its step did not wait for these steps, so there was no order to leave',
    nl: 'de stap wachtte niet op deze stappen, dus was er geen volgorde om van af te wijken',
  },
  'not-settled': { en: 'its step was not settled', nl: 'de stap was niet afgehandeld' },
  'not-cut-off': { en: 'its step was not cut off', nl: 'de stap was niet afgebroken' },
  'unnamed-items': {
    en: 'what its step is done for was not named yet',
    nl: 'waarvoor de stap gedaan wordt, was nog niet genoemd',
  },
  'other-list': {
    en: 'it names a list that its step does not ask for',
    nl: 'het noemt een lijst die de stap niet vraagt',
  },
  'no-answer': {
    en: 'the answer that it puts right does not stand in the line that it names, or no longer counts',
    nl: 'het antwoord dat het rechtzet, staat niet in de regel die het noemt, of geldt niet meer',
  },
  'other-fact': {
    en: 'it gives an answer that its step does not ask for',
    nl: 'het geeft een antwoord dat de stap niet vraagt',
  },
  'no-proof': {
    en: 'the step counts as done, and the check that proves it did not pass',
    nl: 'de stap geldt als gedaan, en de controle die het bewijst, slaagde niet',
  },
  'other-notice': {
    en: 'its step is about another notice, or about none',
    nl: 'de stap gaat over een andere melding, of over geen',
  },
  'not-prepared': {
    en: 'the notice was never prepared',
    nl: 'de melding was nooit klaargemaakt',
  },
  'other-act': {
    en: 'its step does something else with the emergency cloud',
    nl: 'de stap doet iets anders met de noodcloud',
  },
  'other-cloud-act': {
    en: 'it is about another act on the emergency cloud than the one that was begun',
    nl: 'het gaat over een andere handeling aan de noodcloud dan die welke begon',
  },
  'cloud-undecided': {
    en: 'an act on the emergency cloud was cut off, and nobody looked yet how far it came',
    nl: 'een handeling aan de noodcloud was afgebroken, en niemand had al gekeken hoever ze kwam',
  },
  'cloud-not-cut-off': {
    en: 'no act on the emergency cloud was cut off',
    nl: 'er was geen handeling aan de noodcloud afgebroken',
  },
  'later-line': {
    en: 'it is about a line that was not there yet',
    nl: 'het gaat over een regel die er nog niet was',
  },
  'no-plan': {
    en: 'an expression of the runbooks has no value, with what was known then',
    nl: 'een uitdrukking in de draaiboeken heeft geen waarde, met wat toen bekend was',
  },
} as const satisfies { readonly [name: string]: Text }

/** The stable name of a reason. */
export type Divergence = keyof typeof divergences
