import { setTimeout as later } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { askSecret } from '../../../src/prompts/secret.ts'
import { createLook } from '../../../src/ui/look.ts'
import { type TypingTerminal, typingTerminal } from '../../support/typing-terminal.ts'

const screen = { colour: false, colours: 16, unicode: true, columns: 80, rows: 24, plain: false } as const

/** A terminal that tells when it is given back: from then on the system itself shows what is typed. */
function watched(lines: readonly string[]) {
  const terminal = typingTerminal(lines)
  const raw: boolean[] = []
  const setRawMode = (on: boolean): NodeJS.ReadStream => {
    raw.push(on)
    return terminal.stdin
  }
  Object.assign(terminal.stdin, { setRawMode })
  return { terminal, raw }
}

function ask<T>({ stdin, stdout }: TypingTerminal, use: (typed: string) => Promise<T>, signal: AbortSignal) {
  const look = createLook(screen as never, 'en')
  return askSecret({ stdin, output: stdout, look, signal }, 'Passphrase', use)
}

test('what is typed shows nothing, and reaches only who uses it', async () => {
  const { terminal } = watched(['abc'])
  expect(await ask(terminal, async (typed) => `${typed}!`, new AbortController().signal)).toBe('abc!')
  expect(terminal.shown()).toBe('Passphrase\n> \n')
})

test('while it is used the terminal is not given back: what is typed then shows nothing either', async () => {
  const { terminal, raw } = watched(['abc'])
  let during: readonly boolean[] = []
  const use = async (): Promise<string> => {
    terminal.stdin.emit('data', Buffer.from('typed ahead'))
    await later(50)
    during = [...raw]
    return 'used'
  }
  expect(await ask(terminal, use, new AbortController().signal)).toBe('used')
  expect(during.at(-1)).toBe(true)
  expect(terminal.shown()).not.toContain('typed ahead')
})

test('what goes wrong while it is used is thrown', async () => {
  const { terminal } = watched(['abc'])
  const fails = () => Promise.reject(new Error('no'))
  await expect(ask(terminal, fails, new AbortController().signal)).rejects.toThrow('no')
})

test('a signal ends the question, and the use of it', async () => {
  const { terminal } = watched(['abc'])
  const stop = new AbortController()
  const use = async (): Promise<void> => {
    stop.abort()
    await later(20)
  }
  await expect(ask(terminal, use, stop.signal)).rejects.toMatchObject({ code: 'interrupted' })
  const early = new AbortController()
  early.abort()
  await expect(ask(watched([]).terminal, async () => 1, early.signal)).rejects.toMatchObject({ code: 'interrupted' })
})

/** Somebody who presses what this test says; Enter is a press of its own. */
function byHand(use: (typed: string) => Promise<string>) {
  const terminal = typingTerminal([], { end: false })
  const answer = ask(terminal, use, new AbortController().signal)
  let all = ''
  const shows = (text: string) =>
    vi.waitFor(() => {
      all += terminal.shown()
      expect(all.replaceAll(/\s+/g, ' ')).toContain(text)
      all = ''
    })
  const press = async (keys: string): Promise<void> => {
    await later(120)
    terminal.stdin.push(keys)
  }
  return { answer, shows, press }
}
const pasted = (text: string): string => `\x1b[200~${text}\x1b[201~`

test('a line end that comes along with a paste is none of it, and wants an Enter of its own', async () => {
  const used: string[] = []
  const { answer, shows, press } = byHand(async (typed) => {
    used.push(typed)
    return typed
  })
  await shows('>')
  await press(pasted('four words of a stick\r\n'))
  await shows('pasted: press Enter')
  expect(used).toEqual([])
  await press('\r')
  expect(await answer).toBe('four words of a stick')
})

test('Enter behind something that was refused does not say that nothing is to be typed', async () => {
  const used: string[] = []
  const { answer, shows, press } = byHand(async (typed) => {
    used.push(typed)
    return typed
  })
  await shows('>')
  await press(pasted('one\ntwo'))
  await shows('nothing of it is taken')
  await press('\r')
  await shows('nothing is typed yet')
  expect(used).toEqual([])
  // It asks once: who means it presses Enter again.
  await press('\r')
  expect(await answer).toBe('')
})
