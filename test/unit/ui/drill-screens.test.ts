import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { displayWidth } from '../../../src/core/harmless.ts'
import type { Said, Text } from '../../../src/core/text.ts'
import type { Inject } from '../../../src/drill/scenario.ts'
import { renderEvent } from '../../../src/ui/event.ts'
import { comingOf, comingText, renderFacilitator } from '../../../src/ui/facilitator.ts'
import { createLook } from '../../../src/ui/look.ts'
import { renderMessage } from '../../../src/ui/message-card.ts'
import { drillEvents, drillParts, sampleDrill, sampleScenario } from '../../support/sample-drill.ts'

const screen = { columns: 80, colour: false, unicode: true, plain: false }
const screens = [
  ['en', 'en', screen],
  ['nl', 'nl', screen],
  ['nl.ascii', 'nl', { ...screen, unicode: false }],
  ['en.plain', 'en', { ...screen, plain: true }],
  ['nl.plain', 'nl', { ...screen, plain: true }],
] as const

/** The drill after some minutes: a message that waits for an answer, and one to come. */
const soFar = drillParts.filter(([minute]) => minute <= 8)
const now = Temporal.Instant.from('2026-01-12T06:38:00Z')
const golden = (name: string): string => `golden/${name}.txt`
const long = 'A very long text about what happened, from somebody who cannot stop. '.repeat(4)

describe.each(screens)('%s', (name, lang, terminal) => {
  const look = createLook(terminal, lang)
  const facts = {
    ...{ scenario: sampleScenario, drill: sampleDrill(soFar).drill, municipality: 'Willebroek', level: 'basic', now },
    isLive: true,
    filled: (text: Text): Said => text,
  }

  test('the facilitator’s overview', async () => {
    await expect(`${renderFacilitator(facts, look)}\n`).toMatchFileSnapshot(golden(`facilitator.${name}`))
  })

  test('a message', async () => {
    const message = {
      ...{ t: '2026-01-12T06:35:00.000Z', from: { en: 'The care home', nl: 'Het woonzorgcentrum' }, to: 'lead' },
      ...{ channel: 'phone', attachment: 'ransom-note.txt' },
      text: {
        en: 'Our screens show a message about files that are locked, and a telephone number. What do we do with the pumps?',
        nl: 'Onze schermen tonen een bericht over vergrendelde bestanden, en een telefoonnummer. Wat doen we met de pompen?',
      },
    }
    const text = renderMessage(message, sampleScenario.roles, look)
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`message.${name}`))
    if (!terminal.plain) for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('what happens in a drill, as its facilitator sees it', async () => {
    const { view } = sampleDrill()
    const text = drillEvents().map((event) => renderEvent(event, view, terminal, lang))
    await expect(`${text.join('\n')}\n`).toMatchFileSnapshot(golden(`drill-events.${name}`))
  })

  test('nothing is wider than the screen, whatever is said by whomever', () => {
    const roles = [{ id: 'lead', title: { en: long, nl: long } }]
    const message = { t: '2026-01-12T06:35:00Z', from: long, to: 'lead', channel: long, text: long, attachment: long }
    const wide = { ...sampleScenario, title: { en: long, nl: long }, roles }
    const shown = [
      renderMessage(message, roles, look),
      renderFacilitator({ ...facts, scenario: wide, municipality: long, level: long }, look),
    ].join('\n')
    expect(shown).toContain('EXERCISE / OEFENING')
    if (!terminal.plain) for (const line of shown.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test('control codes and reading directions do nothing', () => {
    const evil = 'x\u001b[2J\u202e\u0007\r\ny'
    const message = { t: evil, from: evil, to: evil, channel: evil, text: evil, attachment: evil }
    const data = { inject: null, from: evil, to: evil, channel: evil, text: evil, why: 'improvised' } as const
    const event: LogEvent = { type: 'inject.sent', actor: evil, data, seq: 1, t: '2026-01-12T06:35:00Z', run: 'a' }
    const world = {
      ...facts.drill.world,
      backups: { [evil]: { attached: true, state: 'clean', probe: null } as const },
    }
    const shown = [
      renderMessage({ ...message, t: '2026-01-12T06:35:00Z' }, [], look),
      renderEvent(event, sampleDrill().view, terminal, lang),
      renderFacilitator({ ...facts, municipality: evil, level: evil, drill: { ...facts.drill, world } }, look),
    ].join('\n')
    for (const code of ['\u001b', '\u202e', '\u0007', '\r']) expect(shown).not.toContain(code)
  })
})

test.each(['en', 'nl'] as const)(
  'the facilitator sees that the clock stands, that nobody plays, and the end (%s)',
  (lang) => {
    const look = createLook(screen, lang)
    const { drill } = sampleDrill(soFar)
    const shown = (part: object, isLive = true): string =>
      renderFacilitator(
        {
          ...{
            scenario: sampleScenario,
            drill: { ...drill, ...part },
            municipality: 'Willebroek',
            level: 'basic',
            now,
          },
          isLive,
          filled: (text: Text): Said => text,
        },
        look,
      ).replaceAll(/\s+/g, ' ')
    const words = {
      en: ['STANDS STILL', "the players' terminal is closed", 'the exercise is over', 'HELD BACK'],
      nl: ['STAAT STIL', 'de terminal van de spelers is gesloten', 'de oefening is voorbij', 'ACHTERGEHOUDEN'],
    }[lang]
    const [paused = '', away = '', over = '', held = ''] = words
    expect(shown({ speed: 0 })).toContain(paused)
    expect(shown({}, false)).toContain(away)
    expect(shown({ ended: 'scenario' })).toContain(over)
    const [next] = comingOf(sampleScenario, drill)
    expect(shown({ held: new Set([next?.id ?? '']) })).toContain(held)
    for (const word of words) expect(shown({})).not.toContain(word)
    // Also in a list, of which the end of a line may be cut away.
    const facts = { scenario: sampleScenario, now, filled: (text: Text): Said => text }
    const isHeld = { ...drill, held: new Set([next?.id ?? '']) }
    expect(comingText(next as Inject, { ...facts, drill: isHeld }, look)).toContain(`${next?.id}: ${held}, `)
  },
)

test.each(['en', 'nl'] as const)(
  'the facilitator’s screen at every width says which drill and level it is (%s)',
  (lang) => {
    const { drill } = sampleDrill(soFar)
    for (const columns of [60, 80, 100]) {
      const look = createLook({ ...screen, columns }, lang)
      const facts = {
        scenario: sampleScenario,
        drill,
        level: 'basic',
        now,
        isLive: true,
        filled: (text: Text): Said => text,
      }
      const municipality = 'Willebroek, willebroek-drill-2026-01-12'
      const shown = renderFacilitator({ ...facts, municipality }, look)
      for (const line of shown.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(columns)
      const words = shown.replaceAll(/\s+/g, ' ')
      expect(words).toContain('Willebroek, willebroek-drill-2026-01-12, ')
      expect(words).toContain('(basic)')
      expect(words).toContain(lang === 'nl' ? '07:38:00, × 60, minuut 8 / 120' : '07:38:00, × 60, minute 8 / 120')
    }
  },
)
