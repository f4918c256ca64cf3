import { openQuestion } from '../adapters/terminal/open-question.ts'
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
    // What is told meanwhile waits: nothing may move between the sign and what nobody sees.
    let waiting = ''
    const closed = openQuestion({
      ...{ output, endsByNews: false },
      tell: (text) => {
        waiting += text
      },
    })
    let isUsed = false
    let isRefused = false
    let isOver = false
    const end = (settle: () => void): void => {
      if (isOver) return
      isOver = true
      keys.close()
      signal.removeEventListener('abort', abort)
      if (!isUsed) output.write('\n')
      closed()
      if (waiting !== '') output.write(waiting)
      settle()
    }
    const abort = (): void => end(() => reject(interrupted()))
    const tell = (text: Text): void => {
      output.write('\n')
      say(text)
      output.write('> ')
    }
    const refuse = (): void => {
      typed = ''
      isRefused = true
      output.write('\u0007')
      tell(again)
    }
    const paste = (text: string, length: number): void => {
      const [line = '', ...more] = text.split('\n')
      // A line end that came along counts for nothing; CR LF came as two signs; of what is longer only the beginning is here.
      if (more.length > 1 || more.some((rest) => rest !== '') || length > text.length + more.length) {
        refuse()
        return
      }
      typed += line
      if (more.length === 1) tell(pasted)
    }
    const enter = (): void => {
      // Who presses Enter behind a paste means what was pasted, and not that there is nothing.
      if (typed === '' && isRefused) {
        isRefused = false
        tell(nothing)
        return
      }
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
        paste(heard.text, heard.length)
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
const pasted: Text = { en: 'pasted: press Enter', nl: 'geplakt: druk op Enter' }
const nothing: Text = {
  en: 'nothing is typed yet: type it, or press Enter once more to leave it empty',
  nl: 'er is nog niets getypt: typ het, of druk nog eens op Enter om het leeg te laten',
}
