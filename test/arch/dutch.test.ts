import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Words that no officer of a Flemish municipality uses, or that mean something else to one, and what stands there instead. */
const notOurs: readonly (readonly [RegExp, string])[] = [
  [/noodaccounts/i, 'tijdelijke accounts van de noodcloud'],
  [/verslaggever/i, 'verslagnemer'],
  [/\broept?\s+het\s+incident\s+(?:nu\s+)?uit\b|\b(?:uitgeroepen|uitroepen)\b/i, 'afkondigen'],
  [/\bbelt?\s+het\s+team\s+terug\b/i, 'het team oproepen'],
  [/boodschap(?!pen)/i, 'losgeldbericht, of bericht'],
  [/data-?lek/i, 'gegevenslek'],
  [/gegevensrecord/i, 'bestanden met persoonsgegevens'],
  [/verkeersstro(?:om|men)/i, 'netwerkverbindingen'],
  [/\b(?:een|geen|haar|met|zonder) eigenaar\b/i, 'verantwoordelijke'],
  [/\bwie zegt het\?/i, 'wie bevestigt dit?'],
  [/\bwoord van\b/i, 'verklaring van'],
  [/\bleidinggevende van (?:het )?OCMW\b/i, 'hoofd van de sociale dienst'],
  [/\bnota('s)?\b/i, 'notitie'],
  [/\bzijn nodig\.\b|met \* zijn nodig/i, 'verplicht'],
  [/niet van vóór de versleuteling/i, 'net vóór de versleuteling is te laat'],
]

/** The files with texts in Dutch: sources, runbooks, drills, guides. No English comment holds one of the words. */
const texts = [
  ...files('src', '.ts'),
  ...files('runbooks', '.yaml'),
  ...files('runbooks', '.nl.md'),
  ...files('fixtures/profiles', '.yaml'),
]

function files(folder: string, end: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`)
}

function wrongWords(text: string): readonly string[] {
  return notOurs.flatMap(([word, instead]) => {
    const found = word.exec(text)
    return found === null ? [] : [`"${found[0]}": ${instead}`]
  })
}

test.each([
  'De lijst van noodaccounts',
  'de verslaggever noteert',
  'Roep het incident uit',
  'de leider roept het\n          incident uit',
  'binnen het uur uitgeroepen',
  'Bel het team terug',
  'Bewaar de boodschap als bewijs',
  'het register van datalekken',
  'hoeveel gegevensrecords',
  'lijst van verkeersstromen',
  'Elke actie krijgt een eigenaar',
  'Wie zegt het? (naam)',
  'woord van Els',
  'de leidinggevende van het OCMW',
  'Velden met * zijn nodig.',
  'niet van vóór de versleuteling',
])('"%s" would be found', (text) => {
  expect(wrongWords(text)).toHaveLength(1)
})

test.each([
  'maak uzelf eigenaar met chown',
  'een antwoord van een getuige',
  'https://www.gegevensbeschermingsautoriteit.be/melding-van-gegevenslekken',
])('"%s" is right', (text) => {
  expect(wrongWords(text)).toEqual([])
})

test('every Dutch text speaks as the officers do', () => {
  expect(texts.length).toBeGreaterThan(400)
  expect(
    texts.flatMap((name) => wrongWords(readFileSync(root + name, 'utf8')).map((word) => `${name} ${word}`)),
  ).toEqual([])
})
