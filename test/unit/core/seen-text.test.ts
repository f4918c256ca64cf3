import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progressText, seenText, summaryText } from '../../../src/core/seen-text.ts'

describe('what a machine saw', () => {
  it.each([
    ['192.0.2.1:443 is closed (refused)', '192.0.2.1:443 is dicht (geweigerd)'],
    ['192.0.2.1:443 is closed (no answer)', '192.0.2.1:443 is dicht (geen antwoord)'],
    ['192.0.2.1:443 is closed (no answer in 5 s)', '192.0.2.1:443 is dicht (geen antwoord in 5 s)'],
    [
      'gw.example:443 is closed (192.0.2.1 refused, 192.0.2.2 unreachable)',
      'gw.example:443 is dicht (192.0.2.1 geweigerd, 192.0.2.2 onbereikbaar)',
    ],
    ['192.0.2.1:443 is closed (refused), for 15 m', '192.0.2.1:443 is dicht (geweigerd), gedurende 15 m'],
    ['192.0.2.1:443 is open, after 4 m 30 s of 15 m', '192.0.2.1:443 is open, na 4 m 30 s van 15 m'],
    ['192.0.2.1:443 is open', '192.0.2.1:443 is open'],
    [
      "can't tell whether a:1 is open: no route from this machine",
      'niet te zien of a:1 open is: geen weg vanaf dit toestel',
    ],
    [
      'EXERCISE: internet.exercise.invalid:443 is closed (no answer)',
      'OEFENING: internet.exercise.invalid:443 is dicht (geen antwoord)',
    ],
    [
      'a:1 is closed (refused), for 20 s; nobody looked from 03:12:04 to 03:12:22, so it was counted anew from then on',
      'a:1 is dicht (geweigerd), gedurende 20 s; niemand keek van 03:12:04 tot 03:12:22, dus is er vanaf dan opnieuw geteld',
    ],
    ['a:1 is open; no longer looked for after 30 s', 'a:1 is open; niet meer gezocht na 30 s'],
    ["the name gw.example can't be resolved (ENOTFOUND)", 'de naam gw.example heeft geen adres (ENOTFOUND)'],
    ['http://a/ answers 302, to http://b/', 'http://a/ antwoordt 302, naar http://b/'],
    ['http://a/ gives no answer (refused)', 'http://a/ geeft geen antwoord (geweigerd)'],
    ['http://a/ gives no answer in 10 s', 'http://a/ geeft geen antwoord in 10 s'],
    ['./probe gives exit 3', './probe geeft exitcode 3'],
    ['./probe was ended by SIGKILL', './probe is beëindigd door SIGKILL'],
    [
      'nobody knows what ./probe gives: the process that started it was ended',
      'niemand weet wat ./probe geeft: het proces dat het startte, is beëindigd',
    ],
    ['/tmp/x exists (12 bytes)', '/tmp/x bestaat (12 bytes)'],
    ['/tmp/x does not exist', '/tmp/x bestaat niet'],
    ['interrupted', 'onderbroken'],
    ['it was reset', 'ze is verbroken'],
    ['192.0.2.1:443: the other side closed it', '192.0.2.1:443: de andere kant sloot ze'],
    [
      'the other side closed it 4 s after the act, so its word came through',
      'de andere kant sloot ze 4 s na de handeling, dus kwam dat bericht nog door',
    ],
    [
      'it only stalls (asked 3 times without an answer, and nobody ended it): it goes on when this way is open again',
      'ze staat enkel stil (3 keer gevraagd zonder antwoord, en niemand verbrak ze): ze gaat verder als deze weg weer open is',
    ],
    ['what was held open ended with the program', 'wat opengehouden werd, eindigde met het programma'],
  ])('%s', (en, nl) => {
    expect(seenText(en)).toEqual({ en, nl })
  })

  it('keeps an address, a path and a number as they are, and never throws', () => {
    const host = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}:[1-9]\d{0,3}$/)
    fc.assert(
      fc.property(host, fc.constantFrom('refused', 'no answer', 'reset', 'unreachable'), (address, how) => {
        const { en, nl } = seenText(`${address} is closed (${how})`)
        expect(en).toBe(`${address} is closed (${how})`)
        expect(nl.startsWith(`${address} is dicht (`)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (seen) => {
        expect(seenText(seen).en).toBe(seen)
      }),
    )
  })
})

describe('the summary of a step', () => {
  const seen = 'a:1 is closed (refused)'
  const proof = { kind: 'check', verdict: 'pass', seen } as const

  it('is in Dutch where its check recorded it in English, in old records too', () => {
    expect(summaryText(seen, proof)).toEqual({ en: seen, nl: 'a:1 is dicht (geweigerd)' })
    expect(summaryText({ en: `fail: ${seen}`, nl: `niet geslaagd: ${seen}` }, proof)).toEqual({
      en: `fail: ${seen}`,
      nl: 'niet geslaagd: a:1 is dicht (geweigerd)',
    })
  })

  it('is left alone where it is the output of a command', () => {
    expect(summaryText(`exit 1: ${seen}`, null).nl).toBe(`exit 1: ${seen}`)
    expect(summaryText(seen, { kind: 'reference', reference: 'x' }).nl).toBe(seen)
  })

  it('says of a watch how far it is, and nothing of a command', () => {
    expect(progressText('a:1 is closed (refused): 30 s of 15 m').nl).toBe('a:1 is dicht (geweigerd): 30 s van 15 m')
    expect(progressText('a:1 is open; looking for another 20 s').nl).toBe(
      'a:1 is open; er wordt nog gezocht gedurende 20 s',
    )
    expect(progressText('it ended').nl).toBe('it ended')
  })
})
