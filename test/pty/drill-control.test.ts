import { describe, expect, test } from 'vitest'
import { drillTerminals, processesWith } from './drill-terminals.ts'
import { hasTmux } from './tmux.ts'

const { players, control, recorded, events, start, small, home } = drillTerminals()

describe.skipIf(!hasTmux)('those who look at a drill', () => {
  test('a facilitator’s terminal that dies and comes back: the players notice nothing, and nothing is done twice', {
    timeout: 120_000,
  }, async () => {
    const screen = players('--speed', '1')
    await screen.waitFor('What now?')
    const tom = control()
    await tom.choose('What now?', 'Send a message now')
    await tom.find('Send a message now', 'care-home')
    await screen.waitFor('What do we do?')
    // The program itself, not the shell and the tmux around it.
    const [found] = processesWith(home(), ' drill control').filter(({ line }) => line.startsWith(process.execPath))
    if (found === undefined) throw new Error('the facilitator has no process')
    process.kill(found.pid, 'SIGKILL')
    await tom.exitCode()
    const again = control()
    const shown = await again.waitFor('What now?')
    // What he sent stands there, as a message that waits for an answer, and not among those to come.
    expect(shown).toMatch(/unanswered\s+\d\d:\d\d The care home/)
    expect(shown).not.toMatch(/care-home /)
    await again.choose('What now?', 'Send a message now')
    await again.find('Send a message now', 'ransom-note')
    await screen.waitFor('Pay in three days.')
    expect(events().filter(({ type }) => type === 'inject.sent')).toHaveLength(2)
    await screen.choose('What now?', 'Answer a message')
    await screen.choose('Which message?', 'The care home')
    await screen.answer('What do you answer?', 'we come')
    await again.waitFor('we come')
  })

  test('without a cursor too, what the players do is told while a number is awaited, and no text is broken', {
    timeout: 120_000,
  }, async () => {
    const screen = players('--speed', '1')
    await screen.waitFor('What now?')
    const tom = start(small, '--operator', 'Tom', '--plain', 'drill', 'control')
    await tom.waitFor('Number>')
    await screen.choose('What now?', 'Skip')
    await screen.answer('why?', 'not tonight')
    const shown = await tom.waitFor(/not tonight\s+>$/)
    const [, note = ''] = /^(\d+)\. Note what you see/m.exec(shown) ?? []
    await tom.type(note)
    await tom.press('Enter')
    await tom.waitFor('What do you see?')
    await screen.choose('What now?', 'Skip')
    await screen.answer('why?', 'later perhaps')
    await expect.poll(() => events().filter(({ type }) => type === 'step.skipped').length).toBe(2)
    await tom.press('Enter')
    const later = await tom.waitFor('later perhaps')
    expect(later).toMatch(/\(empty: back\)>\n/)
  })

  test.each([
    ['at the menu', [], false],
    ['in a question', [], true],
    ['at the menu without a cursor', ['--plain'], false],
  ] as const)(
    'Ctrl-C %s leaves the facilitator’s terminal: it is no news',
    { timeout: 120_000 },
    async (_, how, asks) => {
      const screen = players('--speed', '1')
      await screen.waitFor('What now?')
      const tom = start(small, '--operator', 'Tom', ...how, 'drill', 'control')
      if (how.length > 0) await tom.waitFor('Number>')
      else await tom.waitFor('What now?')
      if (asks) {
        await tom.choose('What now?', 'Note what you see')
        await tom.waitFor('What do you see?')
      }
      await tom.press('C-c')
      expect(await tom.exitCode()).toBe(130)
      expect(tom.screen(true)).toMatch(/cyber-respond\.js .*drill control willebroek-drill-/)
    },
  )

  test('Ctrl-C while a player answers a message is no news, also when another message came meanwhile', {
    timeout: 120_000,
  }, async () => {
    const screen = players('--speed', '1')
    await screen.waitFor('What now?')
    const tom = control()
    await tom.choose('What now?', 'Send a message now')
    await tom.find('Send a message now', 'care-home')
    await screen.choose('What now?', 'Answer a message')
    await screen.choose('Which message?', 'The care home')
    await screen.waitFor('What do you answer?')
    await tom.choose('What now?', 'Send a message now')
    await tom.find('Send a message now', 'ransom-note')
    await tom.waitFor('Pay in three days.')
    await screen.press('C-c')
    expect(await screen.exitCode()).toBe(130)
    const ended = events().filter(({ type }) => type === 'session.ended')
    expect(ended).toMatchObject([{ data: { why: 'interrupted' } }])
  })

  test('lines pasted at the facilitator’s menu, his lists and his words order nothing, and one answer where he writes', {
    timeout: 180_000,
  }, async () => {
    const screen = players('--speed', '1')
    await screen.waitFor('What now?')
    const before = events().length
    const tom = control()
    await tom.waitFor('What now?')
    const lines = 'end\n1\nPause\ny\ncare-home\nwe see smoke\n'
    for (const paste of [() => tom.paste(lines), () => tom.paste(lines, false), () => tom.feed([...lines], 8)]) {
      await paste()
      await tom.waitFor('came in one go')
      expect(tom.question()).toContain('What now?')
      await tom.press('Home')
    }
    await tom.choose('What now?', 'End the exercise')
    await tom.asks('Type "end"')
    tom.paste(lines)
    await tom.waitFor('came in one go')
    await tom.press('Escape')
    expect(events().filter(({ type }) => type.startsWith('drill.') && type !== 'drill.clock')).toEqual([])
    expect(events().length).toBe(before)
    await tom.choose('What now?', 'Make up')
    await tom.answer('From whom?', 'the fire brigade')
    await tom.asks('For whom?')
    await tom.press('Enter')
    await tom.waitFor('nothing is chosen yet')
    await tom.press('Down')
    await tom.press('Enter')
    await tom.choose('How does it come?', 'Phone')
    await tom.asks('What does it say?')
    tom.paste('we see smoke\nwe come\n')
    await tom.waitFor('we come')
    await tom.press('Enter')
    await recorded('inject.sent', { text: 'we see smoke\nwe come' })
    await screen.waitFor('we see smoke')
  })

  test('an observer looks and notes, and can do nothing else', { timeout: 120_000 }, async () => {
    const screen = players('--speed', '1')
    await screen.waitFor('What now?')
    const eva = start(small, '--operator', 'Eva', 'drill', 'control', '--observer')
    const shown = await eva.waitFor('What now?')
    for (const word of ['Send', 'Hold', 'Pause', 'Jump', 'Speed', 'End the', 'Make up', 'Change']) {
      expect(shown.slice(shown.lastIndexOf('What now?'))).not.toContain(word)
    }
    await eva.choose('What now?', 'What the players see')
    await eva.waitFor('Declare the incident')
    await eva.choose('What now?', 'Note what you see')
    await eva.answer('What do you see?', 'they talk to each other')
    await eva.choose('About which objective?', 'None')
    await eva.answer('About whom?', '')
    await recorded('drill.observed', { text: 'they talk to each other' })
    // What she noted comes back as news, and the question anew below it: what is chosen before that is lost.
    await eva.waitFor('observed by Eva: they talk to each other')
    await eva.choose('What now?', 'Leave')
    expect(await eva.exitCode()).toBe(0)
    expect(screen.screen(true)).not.toContain('they talk to each other')
    expect(events().some(({ type, actor }) => actor === 'Eva' && type !== 'drill.observed')).toBe(false)
  })
})
