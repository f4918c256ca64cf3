import inquirer from 'inquirer'
import { interrupted, terminalClosed } from './prompt-faults.ts'

/** A question as inquirer takes it, without its name. */
export interface KeyQuestion {
  readonly type: 'select' | 'search' | 'input'
  readonly message: string
  readonly [option: string]: unknown
}

/** Asks through inquirer. Throws the Fault `interrupted` on Ctrl-C or abort, `terminal.closed` when the input ends. */
export type AskKeys = (question: KeyQuestion) => Promise<unknown>

/** `news` ends a question without typed text too, as `signal` ends every one. */
export function createAskKeys(
  stdin: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  signal: AbortSignal,
  news: () => AbortSignal | null = () => null,
): AskKeys {
  return async (question) => {
    // What was typed into a question is never thrown away: neither a text, nor half a search.
    const told = question.type === 'select' ? whenIdle(stdin, news()) : null
    const closing = new AbortController()
    const stop = watchEnd(stdin, () => closing.abort())
    try {
      const ask = inquirer.createPromptModule({
        input: stdin,
        output,
        signal: AbortSignal.any([signal, closing.signal, ...(told === null ? [] : [told.signal])]),
      })
      const { answer } = await ask<{ answer: unknown }>([{ ...question, name: 'answer' }])
      return answer
    } catch (error) {
      if (closing.signal.aborted) throw terminalClosed()
      const name = error instanceof Error ? error.name : ''
      if (name === 'ExitPromptError' || name === 'AbortPromptError') throw interrupted()
      throw error
    } finally {
      stop()
      told?.stop()
      // After a Ctrl-Z readline takes the input for paused already, and leaves it open.
      stdin.pause()
    }
  }
}

/** Milliseconds without a key, after which nobody is typing or choosing. */
const idleMs = 1200

/** The same signal, but while keys are pressed it waits: nobody's choice is taken from under the fingers. */
function whenIdle(
  stdin: NodeJS.ReadStream,
  news: AbortSignal | null,
): { readonly signal: AbortSignal; stop(): void } | null {
  if (news === null) return null
  const idle = new AbortController()
  let pressed = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const onKey = (): void => {
    pressed = performance.now()
  }
  const look = (): void => {
    const left = pressed + idleMs - performance.now()
    if (left <= 0) idle.abort()
    else timer = setTimeout(look, left)
  }
  stdin.on('keypress', onKey)
  if (news.aborted) look()
  else news.addEventListener('abort', look, { once: true })
  return {
    signal: idle.signal,
    stop: () => {
      clearTimeout(timer)
      stdin.off('keypress', onKey)
      news.removeEventListener('abort', look)
    },
  }
}

/**
 * Calls `ended` when nobody can type any more. inquirer itself would wait for ever: on Ctrl-D readline closes and pauses
 * the input without telling anybody. A process that comes back from Ctrl-Z finds its input paused too, and goes on.
 */
function watchEnd(stdin: NodeJS.ReadStream, ended: () => void): () => void {
  if (stdin.readableEnded || stdin.destroyed) ended()
  const onKey = (_text: string | undefined, key: { readonly name?: string; readonly ctrl?: boolean } | undefined) => {
    if (key?.ctrl === true && key.name === 'd') setImmediate(() => stdin.isPaused() && ended())
  }
  const onContinue = (): void => void setImmediate(() => stdin.resume())
  stdin.on('keypress', onKey)
  stdin.on('end', ended)
  stdin.on('close', ended)
  process.on('SIGCONT', onContinue)
  return () => {
    stdin.off('keypress', onKey)
    stdin.off('end', ended)
    stdin.off('close', ended)
    process.off('SIGCONT', onContinue)
  }
}
