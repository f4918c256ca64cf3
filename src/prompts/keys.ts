import { PassThrough } from 'node:stream'
import inquirer from 'inquirer'
import { Back } from './back.ts'
import { interrupted, terminalClosed } from './faults.ts'
import type { Keyboard } from './keyboard/keyboard.ts'
import { type Drawn, type ListQuestion, listPrompt } from './list.ts'
import { questionScreen } from './question-screen.ts'
import { type TextQuestion, textPrompt } from './text.ts'

type Plumbing = 'keyboard' | 'screen' | 'onBack' | 'onEnd' | 'bell' | 'below'

/** A question without what connects it to the terminal. */
export type AskedList = Omit<ListQuestion, Plumbing>
export type AskedText = Omit<TextQuestion, Plumbing>

/**
 * Asks through inquirer, which draws; the keys come from our keyboard. Throws the Fault `interrupted` on Ctrl-C or abort,
 * `terminal.closed` when the input ends, and `Back` on Esc.
 */
export interface AskKeys {
  list(question: AskedList): Promise<number>
  /** The same, until `news` is aborted and nobody is choosing. */
  listOrNews(question: AskedList, news: AbortSignal | null): Promise<number | 'news'>
  text(question: AskedText): Promise<string>
}

export function createAskKeys(keyboard: Keyboard, output: NodeJS.WriteStream, signal: AbortSignal): AskKeys {
  const ask = async (
    type: 'list' | 'text',
    question: AskedList | AskedText,
    news: AbortSignal | null = null,
  ): Promise<{ readonly answer: unknown } | 'news'> => {
    const idle = whenIdle(keyboard, news)
    const ending = new AbortController()
    const end = (why: 'back' | 'interrupt' | 'gone'): void => ending.abort(why)
    const screen = questionScreen(output, news !== null)
    const drawn: Pick<Drawn, Plumbing> = {
      ...{ keyboard, screen },
      onBack: () => end('back'),
      onEnd: end,
      bell: () => void output.write('\u0007'),
      below: (lines) => void output.write('\n'.repeat(lines)),
    }
    const prompts = inquirer.createPromptModule({
      // inquirer reads nothing: what it would make of keys, it would make of those that nobody meant, too.
      input: new PassThrough() as unknown as NodeJS.ReadStream,
      output: screen.output,
      signal: AbortSignal.any([signal, ending.signal, ...(idle === null ? [] : [idle.signal])]),
    })
    prompts.registerPrompt('list', listPrompt as never)
    prompts.registerPrompt('text', textPrompt as never)
    try {
      return await (prompts as unknown as Ask)([{ ...question, ...drawn, type, name: 'answer' }])
    } catch (error) {
      if (ending.signal.reason === 'back') throw new Back()
      if (ending.signal.reason === 'gone') throw terminalClosed()
      // A key that she pressed, and a signal, end more than news does.
      if (idle?.signal.aborted === true && !ending.signal.aborted && !signal.aborted) return 'news'
      const name = error instanceof Error ? error.name : ''
      if (name === 'ExitPromptError' || name === 'AbortPromptError') throw interrupted()
      throw error
    } finally {
      screen.close()
      idle?.stop()
    }
  }
  /** Asks, and gives the answer: nothing but a person ends these questions. */
  const answered = async (type: 'list' | 'text', question: AskedList | AskedText): Promise<unknown> => {
    const asked = await ask(type, question)
    if (asked === 'news') throw new Error('news ended a question that no news was to end')
    return asked.answer
  }
  return {
    list: async (question) => (await answered('list', question)) as number,
    listOrNews: async (question, news) => {
      const asked = await ask('list', question, news)
      return asked === 'news' ? asked : (asked.answer as number)
    },
    text: async (question) => (await answered('text', question)) as string,
  }
}

type Ask = (questions: readonly object[]) => Promise<{ readonly answer: unknown }>

/** Milliseconds without a key, after which nobody is typing or choosing. */
const idleMs = 1200

/** The same signal, but while keys are pressed it waits: nobody's choice is taken from under the fingers. */
function whenIdle(keyboard: Keyboard, news: AbortSignal | null): { readonly signal: AbortSignal; stop(): void } | null {
  if (news === null) return null
  const idle = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    const left = idleMs - keyboard.quietFor()
    if (left <= 0) idle.abort()
    else timer = setTimeout(look, left)
  }
  if (news.aborted) look()
  else news.addEventListener('abort', look, { once: true })
  return {
    signal: idle.signal,
    stop: () => {
      clearTimeout(timer)
      news.removeEventListener('abort', look)
    },
  }
}
