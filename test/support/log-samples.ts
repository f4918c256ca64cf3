import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type LogHost, logHost } from '../../src/adapters/log/host.ts'
import type { ClockReading } from '../../src/audit/clock-reading.ts'
import type { Draft } from '../../src/core/event.ts'

/** A folder that is gone when the test ends. A concurrent test gives its own `finished`, from its context. */
export function temporaryFolder(finished: typeof onTestFinished = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'log-'))
  finished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A note whose text is padded to about `bytes` bytes. */
export function note(text: string, bytes = 0): Draft {
  return { type: 'note.added', actor: 'An Peeters', data: { text: text.padEnd(bytes, '.') } }
}

type Clocks = { -readonly [Member in keyof ClockReading]: ClockReading[Member] }

/** A clock that a test sets: both clocks go on by 10 ms at each look. */
export function testClock(start: Partial<Clocks> = {}): { readonly clock: Clocks; witness(): ClockReading } {
  const clock: Clocks = {
    wall: Date.UTC(2026, 10, 24, 2, 12),
    mono: 5_000_000_000n,
    boot: 'boot-1',
    run: 'run-1',
    ...start,
  }
  const witness = (): ClockReading => {
    clock.wall += 10
    clock.mono += 10_000_000n
    return { ...clock }
  }
  return { clock, witness }
}

/** The real disk, a clock of the test, small sizes. */
export function testHost(parts: Partial<LogHost> = {}): LogHost {
  return { ...logHost(), ballastBytes: 4096, witness: testClock().witness, ...parts }
}

export function linesOf(folder: string, segment = 'log.000000.jsonl'): readonly string[] {
  return readFileSync(join(folder, segment), 'utf8').split('\n').slice(0, -1)
}
