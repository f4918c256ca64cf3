import { openQuestion } from '../adapters/terminal/open-question.ts'
import type { Text } from '../core/text.ts'
import { Back } from './back.ts'
import { interrupted, terminalClosed } from './faults.ts'
import { editOf, editText, insert, pressed } from './keyboard/edit.ts'
import type { Keyboard } from './keyboard/keyboard.ts'
import { endsOpen, hasRoom, notForText, pasteText, type TextForm, together, visible } from './refused.ts'

export interface PlainQuestion {
  readonly form: TextForm
  readonly back: boolean
  readonly initial: string
  /** The first letter takes the place of what stands there, unless another key came before it. */
  readonly isAnew: boolean
  say(text: Text): string
}

/**
 * Reads one answer without moving the cursor over lines, for a screen reader or a dumb terminal. What counts is shown, and
 * nothing else: the sign `> ` comes once keys count.
 */
export type ReadPlain = (question: PlainQuestion) => Promise<string>

export function createReadPlain(
  keyboard: Keyboard,
  output: { write(text: string): unknown },
  signal: AbortSignal,
): ReadPlain {
  return ({ form, back, initial, isAnew, say }) =>
    new Promise((resolve, reject) => {
      let edit = editOf(pasteText(initial))
      let isOpen = false
      let isStale = isAnew
      const show = (): void => void output.write(`> ${editText(edit)}`)
      const end = (settle: () => void): void => {
        keys.close()
        signal.removeEventListener('abort', abort)
        closed()
        output.write('\n')
        settle()
      }
      // What is told meanwhile stands below what is typed so far, which is written once more below it.
      const closed = openQuestion({
        ...{ output, endsByNews: false },
        tell: (text) => {
          output.write(`\n${text.endsWith('\n') ? text : `${text}\n`}`)
          if (isOpen) show()
        },
      })
      const abort = (): void => end(() => reject(interrupted()))
      const refuse = (text: Text): void => {
        output.write(`\u0007\n${say(text)}\n`)
        show()
      }
      const write = (text: string): void => {
        if (isStale) erase('kill-before')
        edit = insert(edit, text)
        output.write(text)
      }
      /** Erases only at the end: nothing is drawn over. */
      const erase = (key: 'backspace' | 'kill-before' | 'kill-word'): void => {
        isStale = false
        const line = edit.lines[edit.row] ?? ''
        const rows = edit.lines.length
        edit = pressed(edit, key)
        const gone = line.length - (edit.lines[edit.row] ?? '').length
        if (gone >= 0 && rows === edit.lines.length) output.write('\b \b'.repeat(gone))
        else {
          output.write('\n')
          show()
        }
      }
      const enter = (): void => {
        if (form !== 'prose' || !endsOpen(edit.lines[edit.row] ?? '')) end(() => resolve(editText(edit)))
        else {
          edit = pressed(edit, 'backspace')
          write('\n')
        }
      }
      const paste = (text: string, came: { readonly text: string; readonly length: number }): void => {
        const why = notForText(form, text, came, editText(edit))
        if (why === null) write(text)
        else {
          // What came of it before anybody knew that it was one goes too.
          if (form === 'typed') edit = editOf('')
          refuse(why)
        }
      }
      const keys = keyboard.open((heard) => {
        if (heard.kind === 'interrupt') end(() => reject(interrupted()))
        else if (heard.kind === 'gone') end(() => reject(terminalClosed()))
        else if (heard.kind === 'again') {
          isOpen = false
          output.write('\n')
          keys.drawn()
        } else if (heard.kind === 'open') {
          isOpen = true
          show()
        } else if (heard.kind === 'together') refuse(together)
        else if (heard.kind === 'paste') paste(pasteText(heard.text), heard)
        else if (heard.token.kind === 'text') {
          if (hasRoom(editText(edit) + heard.token.text)) write(visible(heard.token.text))
        } else if (heard.token.name === 'enter') enter()
        else if (heard.token.name === 'newline') form === 'prose' ? write('\n') : enter()
        else if (heard.token.name === 'escape' && back) end(() => reject(new Back()))
        else if (heard.token.name === 'close' && editText(edit) === '') end(() => reject(terminalClosed()))
        else if (['backspace', 'kill-before', 'kill-word'].includes(heard.token.name))
          erase(heard.token.name as 'backspace')
      })
      if (signal.aborted) return abort()
      signal.addEventListener('abort', abort, { once: true })
      keys.drawn()
    })
}
