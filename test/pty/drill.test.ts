import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drillTerminals } from './drill-terminals.ts'
import { hasTmux } from './tmux.ts'

const { players, control, recorded, has, events, folder, start, small, home } = drillTerminals()

const settled = (step: string): boolean =>
  events().some((event) => event.type === 'step.skipped' && event.step === step)

describe.skipIf(!hasTmux)('a drill at two terminals', () => {
  test('messages come, the facilitator steers, and the end asks what was learnt', { timeout: 180_000 }, async () => {
    const screen = players('--speed', '1')
    expect(await screen.waitFor('What now?')).toContain('EXERCISE / OEFENING')
    const tom = control()
    expect(await tom.waitFor('What now?')).toContain('care-home')
    await tom.choose('What now?', 'Read a message')
    await tom.find('Read a message', 'care-home')
    expect(await tom.waitFor('look at')).toContain('expected      Declare the incident (within 15m)')
    await tom.choose('What now?', 'Send a message now')
    await tom.find('Send a message now', 'care-home')
    const shown = await screen.waitFor('What do we do?')
    expect(shown).toContain('EXERCISE / OEFENING')
    expect(shown).toContain('The care home')
    // The players answer it.
    await screen.choose('What now?', 'Answer a message')
    await screen.choose('Which message?', 'The care home')
    await screen.answer('What do you answer?', 'Leave everything on, we come')
    await tom.waitFor('Leave everything on, we come')
    await screen.choose('What now?', 'Do it')
    await screen.answer('F1: When was it noticed?', 'now')
    await screen.answer('F1: When did you know?', 'now')
    await screen.choose('is this right?', 'Yes')
    await recorded('step.outcome', { result: 'done' })
    await tom.waitFor('Declare the incident: done')
    // A jump past the time of a message, a pause, an observation.
    await tom.choose('What now?', 'Jump')
    await tom.answer('To when?', '25m')
    await screen.waitFor('Is it true that everything is down?')
    await tom.choose('What now?', 'Pause')
    await tom.waitFor('EXERCISE PAUSED')
    await tom.choose('What now?', 'Go on')
    await tom.waitFor('the exercise goes on')
    await screen.waitFor('the exercise goes on')
    await tom.choose('What now?', 'Note what you see')
    await tom.answer('What do you see?', 'calm and clear')
    await tom.choose('About which objective?', 'The incident is declared')
    await tom.answer('About whom?', 'Els')
    await tom.choose('Your rating', 'P')
    await recorded('drill.observed', { objective: 'declare', rating: 'P' })
    expect(screen.screen(true)).not.toContain('calm and clear')
    await tom.choose('What now?', 'End the exercise')
    await tom.answer('Type "end"', 'end')
    await screen.answer('What went best?', 'we called each other')
    expect(await screen.exitCode()).toBe(0)
    expect(screen.screen(true)).toContain('drill report')
    expect(has('drill.answered', { answer: 'we called each other' })).toBe(true)
    // Nothing of it is among the incidents.
    expect(existsSync(join(home(), 'incidents'))).toBe(false)
  })

  test('a message that comes while a question is open stands above it, and what is typed stays', {
    timeout: 120_000,
  }, async () => {
    const screen = players('--speed', '1')
    await screen.choose('What now?', 'Do it')
    await screen.waitFor('? F1: When was it noticed?')
    await screen.type('no')
    await screen.waitFor('-35m] no')
    const tom = control()
    await tom.choose('What now?', 'Send a message now')
    await tom.find('Send a message now', 'care-home')
    const shown = await screen.waitFor('What do we do?')
    expect(shown.indexOf('What do we do?')).toBeLessThan(shown.indexOf('-35m] no'))
    await screen.type('w')
    await screen.press('Enter')
    await screen.waitFor('F1: When did you know?')
  })

  test('who practises alone is told by the coach what was expected', { timeout: 120_000 }, async () => {
    const screen = players('--speed', '240', '--solo')
    expect(await screen.waitFor('Your coach')).toContain('Declare the incident')
    await recorded('inject.sent', { inject: null, why: 'planned' })
  })

  test('a players’ terminal that dies: the clock stands still, orders wait, and it goes on', {
    timeout: 120_000,
  }, async () => {
    const screen = players('--speed', '60')
    await screen.waitFor('What do we do?')
    const pid = Number(readFileSync(join(folder(), 'holder'), 'utf8'))
    process.kill(pid, 'SIGKILL')
    await screen.exitCode()
    const tom = control()
    expect(await tom.waitFor('What now?')).toContain("the players' terminal is closed")
    await tom.choose('What now?', 'Send a message now')
    await tom.find('Send a message now', 'ransom-note')
    const again = start(small, '--operator', 'Els Peeters', 'drill', 'resume', '--speed', '1')
    await again.waitFor('Pay in three days.')
    expect(has('drill.clock', { why: 'resumed' })).toBe(true)
  })

  test('a players’ program that is stopped: no time and no message is gone when it goes on', {
    timeout: 120_000,
  }, async () => {
    const screen = players('--speed', '60')
    await screen.waitFor('What do we do?')
    const pid = Number(readFileSync(join(folder(), 'holder'), 'utf8'))
    process.kill(pid, 'SIGSTOP')
    const before = events().at(-1)?.seq ?? 0
    const stopped = Date.now()
    // Twice as long as the program lets nobody look at the clock: at this speed six minutes of the exercise, and two messages.
    await expect.poll(() => Date.now() - stopped, { timeout: 60_000, interval: 100 }).toBeGreaterThan(6000)
    process.kill(pid, 'SIGCONT')
    await screen.waitFor('the clock stood still while the program was stopped')
    const clocks = events().flatMap((event) => (event.type === 'drill.clock' ? [event] : []))
    const [started, set] = [clocks[0], clocks.find(({ seq }) => seq > before)]
    expect(set?.data).toMatchObject({ why: 'resumed', speed: 60 })
    const stood = set?.data.stood ?? 0
    expect(stood).toBeGreaterThan(5900)
    // The first line after the stop: nothing of the scenario came before it.
    expect(set?.seq).toBe(before + 1)
    const played = Date.parse(set?.t ?? '') - Date.parse(started?.t ?? '') - stood
    const shows = Date.parse(set?.data.at ?? '') - Date.parse('2022-12-12T18:30:00Z')
    expect(Math.abs(shows - played * 60)).toBeLessThan(60_000)
  })

  test('who has settled every step waits for what still comes, or ends the exercise', {
    timeout: 120_000,
  }, async () => {
    const screen = players('--speed', '1')
    const steps = ['first/declare', 'first/cut[internet]', 'first/scope', 'first/note', 'second/warn', 'second/mayor']
    for (const step of steps) {
      await screen.choose('What now?', 'Skip')
      await screen.answer('why?', 'not tonight')
      await expect.poll(() => settled(step), { interval: 30 }).toBe(true)
    }
    expect(await screen.waitFor('Every step is settled. Messages may still come.')).toContain('What now?')
    const tom = control()
    await tom.choose('What now?', 'Jump')
    await tom.answer('To when?', '25m')
    await screen.waitFor('Is it true that everything is down?')
    await screen.choose('What now?', 'End the exercise')
    await screen.waitFor('What went best?')
    expect(has('drill.ended', { why: 'finished' })).toBe(true)
  })

  test('a real incident wins', { timeout: 120_000 }, async () => {
    const screen = players()
    await screen.waitFor('What now?')
    const real = start(small, '--operator', 'Els Peeters', '--yes', 'activate', 'willebroek', '--plan', 'small')
    const shown = await real.waitFor('What now?')
    expect(shown).toContain('THIS IS REAL, NO EXERCISE')
    expect(shown).not.toContain('OEFENING')
    expect(await screen.exitCode()).toBe(4)
    expect(screen.screen(true)).toContain('THERE IS A REAL INCIDENT ON THIS MACHINE')
    expect(has('drill.clock', { why: 'incident', speed: 0 })).toBe(true)
    const refused = start(small, 'drill', 'resume')
    expect(await refused.exitCode()).toBe(4)
    expect(refused.screen(true)).toContain('there is a real incident on this machine')
    // Nobody works on it any more: the exercise may go on, and says that the incident is still open.
    await real.choose('What now?', 'Leave')
    await real.exitCode()
    const on = start(small, '--operator', 'Els Peeters', 'drill', 'resume')
    await on.waitFor('EXERCISE. What now?')
    expect(on.screen(true)).toMatch(/NO EXERCISE: the incident willebroek-\d{4}-\d\d-\d\d is still open/)
    expect(on.screen(true)).toMatch(/cyber-respond\.js .*resume willebroek-\d{4}-\d\d-\d\d\n/)
    await on.choose('EXERCISE. What now?', 'Leave')
    await on.exitCode()
    expect(on.screen(true).match(/NO EXERCISE/g)).toHaveLength(2)
  })
})
