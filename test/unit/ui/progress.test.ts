import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProgress } from '../../../src/ui/progress.ts'

const terminal = { columns: 80, colour: false, unicode: false, plain: false }

function file() {
  const written: string[] = []
  return { written, write: (text: string) => written.push(text) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('says nothing about what is over within a second', () => {
  const stream = file()
  const progress = createProgress(terminal, stream)
  progress.say('hashing')
  vi.advanceTimersByTime(999)
  progress.clear()
  vi.advanceTimersByTime(60_000)
  expect(stream.written).toEqual([])
})

test('writes a line after a second, and then only now and then', () => {
  const stream = file()
  const progress = createProgress(terminal, stream)
  for (let percent = 0; percent < 40; percent += 1) {
    progress.say(`hashing ${percent} %`)
    vi.advanceTimersByTime(500)
  }
  progress.clear()
  expect(stream.written).toEqual(['hashing 1 %\n', 'hashing 21 %\n'])
})

test('does not repeat what it said', () => {
  const stream = file()
  const progress = createProgress(terminal, stream)
  progress.say('waiting')
  vi.advanceTimersByTime(60_000)
  expect(stream.written).toEqual(['waiting\n'])
  progress.clear()
})

test('starts again for the next act', () => {
  const stream = file()
  const progress = createProgress(terminal, stream)
  for (const act of ['one', 'two']) {
    progress.say(act)
    vi.advanceTimersByTime(1500)
    progress.clear()
  }
  expect(stream.written).toEqual(['one\n', 'two\n'])
})

test('a path with control codes is one harmless line that fits', () => {
  const stream = file()
  const progress = createProgress(terminal, stream)
  progress.say(`\u001b[2J${'é'.repeat(200)}`)
  vi.advanceTimersByTime(1500)
  progress.clear()
  expect(stream.written).toHaveLength(1)
  expect(stream.written[0]).toMatch(/^[\x20-\x7e]{1,77}\n$/)
})
