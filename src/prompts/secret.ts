import type { Said, Text } from '../core/text.ts'
import type { Look } from '../ui/look.ts'
import { wrapLines } from '../ui/wrap.ts'
import { interrupted, terminalClosed } from './faults.ts'
import { keyboardAt } from './keyboard/keyboard.ts'

/** Asks for what nobody who looks on may read: what is typed or pasted shows nothing, not even how long it is. */
export interface AskSecret {
  readonly stdin: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  readonly look: Look
  readonly signal: AbortSignal
}

/**
 * The text that was typed up to Enter, or what `use` makes of it: while that goes on nothing that is typed shows either. Throws the
 * Faults `interrupted` and `terminal.closed`, and what `use` throws.
 */
export function askSecret<T>(
  { stdin, output, look, signal }: AskSecret,
  question: Said,
  use: (typed: string) => Promise<T>,
): Promise<T> {
  const keyboard = keyboardAt(stdin, output, look.dumb !== true)
  const say = (text: Said): void => void output.write(`${wrapLines(look.say(text), look.columns)}\n`)
  return new Promise((resolve, reject) => {
    let typed = ''
    let isUsed = false
    let isOver = false
    const end = (settle: () => void): void => {
      if (isOver) return
      isOver = true
      keys.close()
      signal.removeEventListener('abort', abort)
      if (!isUsed) output.write('\n')
      settle()
    }
    const abort = (): void => end(() => reject(interrupted()))
    const refuse = (): void => {
      typed = ''
      output.write('\u0007\n')
      say(again)
      output.write('> ')
    }
    const enter = (): void => {
      isUsed = true
      output.write('\n')
      const wait = typed === '' ? null : setTimeout(() => say(working), 300)
      use(typed)
        .then(
          (made) => () => resolve(made),
          (error) => () => reject(error),
        )
        .then((settle) => {
          if (wait !== null) clearTimeout(wait)
          end(settle)
        })
    }
    const keys = keyboard.open((heard) => {
      if (isUsed) return
      if (heard.kind === 'interrupt') end(() => reject(interrupted()))
      else if (heard.kind === 'gone') end(() => reject(terminalClosed()))
      else if (heard.kind === 'again') keys.drawn()
      else if (heard.kind === 'open') output.write('> ')
      else if (heard.kind === 'together') refuse()
      else if (heard.kind === 'paste') {
        if (/[\r\n]/.test(heard.text) || heard.length > heard.text.length) refuse()
        else typed += heard.text
      } else if (heard.token.kind === 'text') typed += heard.token.text
      else if (heard.token.name === 'enter' || heard.token.name === 'newline') enter()
      else if (heard.token.name === 'backspace') typed = [...typed].slice(0, -1).join('')
      else if (heard.token.name === 'kill-before' || heard.token.name === 'kill-word') typed = ''
      else if (heard.token.name === 'close' && typed === '') end(() => reject(terminalClosed()))
    })
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    say(question)
    keys.drawn()
  })
}

const working: Text = { en: 'One moment…', nl: 'Een ogenblik…' }
const again: Text = {
  en: 'that came all at once, and nothing of it is taken: type it again from the beginning',
  nl: 'dat kwam alles tegelijk, en niets ervan telt: typ het opnieuw vanaf het begin',
}
