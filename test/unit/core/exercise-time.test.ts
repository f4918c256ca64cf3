import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { exerciseTimes, instantText } from '../../../src/core/exercise-time.ts'

const start = '2022-12-12T06:30:00.000Z'
const wall = Date.parse('2026-11-25T09:00:00.000Z')

/** An event that was written so many seconds after the beginning of the real day. */
function at(seconds: number, part: object, run = 'a'): LogEvent {
  return { seq: 0, t: instantText(wall + seconds * 1000), run, actor: 'An', ...part } as LogEvent
}

const opened = { type: 'incident.opened', data: { exercise: { scenario: 's', level: 'basic', start } } }
const note = { type: 'note.added', data: { text: 'x' } }
const clock = (time: string, speed: number): object => ({
  type: 'drill.clock',
  data: { at: time, speed, why: 'speed' },
})

function timesOf(events: readonly LogEvent[]): readonly string[] {
  const times = exerciseTimes()
  return events.map((event) => times(event).t)
}

describe('the time of an exercise', () => {
  it('is real time where there is none', () => {
    const event = at(0, note)
    expect(exerciseTimes()(event)).toBe(event)
  })

  it('stands still until the clock is started, then runs at its speed', () => {
    expect(timesOf([at(0, opened), at(60, note), at(60, clock(start, 60)), at(61, note), at(70, note)])).toEqual([
      start,
      start,
      start,
      '2022-12-12T06:31:00.000Z',
      '2022-12-12T06:40:00.000Z',
    ])
  })

  it('keeps the real time beside it', () => {
    const times = exerciseTimes()
    times(at(0, opened))
    expect(times(at(5, note))).toMatchObject({ t: start, wall: '2026-11-25T09:00:05.000Z' })
  })

  it('stands still while no process runs it', () => {
    const resumed = '2022-12-12T06:31:00.000Z'
    const events = [at(0, opened), at(0, clock(start, 60)), at(1, note), at(7 * 86_400, note, 'b')]
    expect(timesOf(events).slice(2)).toEqual([resumed, resumed])
    // Nor while another process writes one line after the other, without having set the clock.
    expect(timesOf([...events, at(8 * 86_400, note, 'b')]).at(-1)).toBe(resumed)
    expect(timesOf([...events, at(7 * 86_400, clock(resumed, 1), 'b'), at(7 * 86_400 + 9, note, 'b')]).at(-1)).toBe(
      '2022-12-12T06:31:09.000Z',
    )
  })

  describe('of which several sessions are open beside each other,', () => {
    const joins = { type: 'session.started', data: { shared: true } }
    const running = [at(0, opened), at(0, joins), at(0, joins, 'b'), at(0, clock(start, 60))]

    it('goes on while the session of who set it is open, whoever writes', () => {
      const events = [...running, at(1, note, 'b'), at(2, note), at(3, note, 'b'), at(4, note, 'c')]
      expect(timesOf(events).slice(4)).toEqual([
        ...['2022-12-12T06:31:00.000Z', '2022-12-12T06:32:00.000Z', '2022-12-12T06:33:00.000Z'],
        '2022-12-12T06:34:00.000Z',
      ])
    })

    it.each([
      ['has left', [at(2, { type: 'session.ended', data: { why: 'left' } })], '2022-12-12T06:32:00.000Z'],
      ['is gone', [at(2, { type: 'session.lost', data: { run: 'a' } }, 'b')], '2022-12-12T06:31:00.000Z'],
      ['was alone after all', [at(2, { type: 'session.started', data: {} }, 'c')], '2022-12-12T06:31:00.000Z'],
    ])('stands still when that one %s', (_, end, stood) => {
      expect(timesOf([...running, at(1, note, 'b'), ...end, at(9, note, 'b')]).at(-1)).toBe(stood)
    })
  })

  it('does not take a jump of the machine for time', () => {
    const jump = { type: 'clock.jump', data: { wallMs: 3_600_000, monoMs: 10_000 } }
    expect(timesOf([at(0, opened), at(0, clock(start, 1)), at(3600, jump), at(3605, note)]).slice(2)).toEqual([
      '2022-12-12T06:30:10.000Z',
      '2022-12-12T06:30:15.000Z',
    ])
  })

  it('never throws, whatever a log says, and never goes back by itself', () => {
    const data = fc.oneof(
      fc.record({ at: fc.oneof(fc.constant(start), fc.anything()), speed: fc.anything() }),
      fc.record({ exercise: fc.anything() }),
      fc.record({ wallMs: fc.anything(), monoMs: fc.anything() }),
    )
    const type = fc.constantFrom('incident.opened', 'drill.clock', 'clock.jump', 'note.added')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1e9), type, data)), (parts) => {
        const times = exerciseTimes()
        for (const [seconds, kind, given] of parts) times(at(seconds, { type: kind, data: given }))
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.nat(1e6)), (seconds) => {
        const sorted = seconds.toSorted((a, b) => a - b)
        const seen = timesOf([at(0, opened), at(0, clock(start, 7)), ...sorted.map((second) => at(second, note))])
        expect(seen).toEqual(seen.toSorted())
      }),
    )
  })
})
