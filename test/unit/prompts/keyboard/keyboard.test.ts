import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Heard, keyboardAt } from '../../../../src/prompts/keyboard/keyboard.ts'

/** A terminal behind a line that takes so many milliseconds each way. What was written, and what the person sends. */
function terminal(delayMs: number) {
  const modes: boolean[] = []
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => {
      modes.push(on)
      return stdin
    },
  }) as unknown as NodeJS.ReadStream & { write(text: string): void }
  const send = (text: string): void => void setTimeout(() => stdin.write(text), delayMs)
  let written = ''
  let seen = (): void => {}
  const shown = new Promise<void>((resolve) => {
    seen = resolve
  })
  const output = {
    columns: 80,
    write: (text: string) => {
      written += text
      setTimeout(() => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a terminal is asked
        const [, column] = /\x1b\[(\d+)G\x1b\[6n/.exec(text) ?? []
        if (column === undefined) return
        seen()
        send(`\x1b[9;${column}R`)
      }, delayMs)
    },
  }
  return { stdin, output, send, shown, modes, written: () => written }
}

test('300 ms each way: what was sent before the question was seen is dropped, what was sent after it counts', async () => {
  const { stdin, output, send, shown } = terminal(300)
  const heard: Heard[] = []
  const keys = keyboardAt(stdin, output, true).open((one) => void heard.push(one))
  // What is sent at once, and as late as just before it is seen, arrives in the same order as the answer.
  keys.drawn()
  send('\r')
  await pause(250)
  send('y\r')
  await shown
  expect(heard).toEqual([])
  send('N')
  await expect.poll(() => heard).toEqual([{ kind: 'open' }, { kind: 'token', token: { kind: 'text', text: 'N' } }])
  keys.close()
})

test('marks of a paste are switched on for a question and off behind it, and the terminal is as it was', () => {
  const { stdin, output, modes, written } = terminal(0)
  const keys = keyboardAt(stdin, output, true).open(() => {})
  expect(written()).toBe('\x1b[?2004h')
  keys.close()
  keys.close()
  expect(written()).toBe('\x1b[?2004h\x1b[?2004l')
  expect(modes).toEqual([true, false])
})

test('to a terminal that understands no sequences none are written', async () => {
  const { stdin, output, send, written } = terminal(0)
  const heard: Heard[] = []
  const keys = keyboardAt(stdin, output, false).open((one) => void heard.push(one))
  keys.drawn()
  await expect.poll(() => heard.length, { timeout: 3000 }).toBe(1)
  send('7')
  await expect.poll(() => heard.length).toBe(2)
  keys.close()
  expect(written()).toBe('')
})

test('each question asks at another place than F3 with a modifier would answer', () => {
  const { stdin, output, written } = terminal(0)
  const keyboard = keyboardAt(stdin, output, true)
  for (let turn = 0; turn < 40; turn += 1) {
    const keys = keyboard.open(() => {})
    keys.drawn()
    keys.close()
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a terminal is asked
  const columns = [...written().matchAll(/\x1b7\x1b\[(\d+)G\x1b\[6n\x1b8/g)].map(([, column]) => Number(column))
  expect(columns).toHaveLength(40)
  expect(Math.min(...columns)).toBeGreaterThan(16)
  expect(Math.max(...columns)).toBeLessThanOrEqual(80)
  expect(new Set(columns).size).toBeGreaterThan(10)
})

test('an answer whose question is gone is read all the same, and by nobody else', async () => {
  const { stdin, output, shown, modes, written } = terminal(60)
  const keys = keyboardAt(stdin, output, true).open(() => {})
  keys.drawn()
  keys.close()
  await shown
  expect(modes).toEqual([true])
  await expect.poll(() => modes).toEqual([true, false])
  expect((stdin as unknown as PassThrough).read()).toBeNull()
  expect(written()).toMatch(/\[\?2004l$/)
})

test('the next question does not wait for it', () => {
  const { stdin, output, modes } = terminal(60)
  const keyboard = keyboardAt(stdin, output, true)
  const first = keyboard.open(() => {})
  first.drawn()
  first.close()
  keyboard.open(() => {}).close()
  expect(modes).toEqual([true, false, true, false])
})

test('Ctrl-C ends a paste that lost its end, and the end of the input is told', async () => {
  const { stdin, output } = terminal(0)
  const heard: string[] = []
  const keys = keyboardAt(stdin, output, true).open(({ kind }) => void heard.push(kind))
  keys.drawn()
  await expect.poll(() => heard).toEqual(['open'])
  stdin.write('\x1b[200~half a paste\x03and')
  await pause(700)
  expect(heard).toEqual(['open'])
  stdin.write('\x03')
  await expect.poll(() => heard).toEqual(['open', 'interrupt'])
  ;(stdin as unknown as PassThrough).end()
  await expect.poll(() => heard).toEqual(['open', 'interrupt', 'gone'])
  keys.close()
})
