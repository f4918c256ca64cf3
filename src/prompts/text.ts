import { createPrompt, useEffect, useRef, useState } from '@inquirer/core'
import type { Text } from '../core/text.ts'
import { type Edit, editOf, editText, insert, pressed, window } from './keyboard/edit.ts'
import type { Heard, Keys } from './keyboard/keyboard.ts'
import type { KeyName } from './keyboard/token.ts'
import type { Drawn, Redraw } from './list.ts'
import {
  endsOpen,
  hasRoom,
  noEditor,
  notForText,
  pasteText,
  type TextForm,
  together,
  tooLong,
  visible,
} from './refused.ts'

export interface TextQuestion extends Drawn {
  /** `prose` takes several lines, `line` one, and what must be `typed` no paste. */
  readonly form: TextForm
  /** The text that stands there at first. */
  readonly initial: string
  /** The text that Enter alone gives. */
  readonly fallback: string
  readonly columns: number
  /** The reason why this can't be the answer, or null. */
  check(text: string): string | null
  /** What the text means, drawn below it while it is typed; empty: nothing yet. */
  preview(text: string): string
  /** A wrong answer stays, to be mended, or until the first letter (`anew`); otherwise it goes. */
  readonly mend: boolean | 'anew'
  /** Lets a person write it in an editor of her own; null: there is none. */
  readonly edit: ((text: string) => Promise<string>) | null
}

interface State {
  readonly edit: Edit
  readonly note: string | null
  readonly isOpen: boolean
  readonly done: string | null
  readonly turn: number
  /** What stands there was refused, and the next letter takes its place. */
  readonly isStale: boolean
}

/** The editor was closed, or there is none. */
type Written = { readonly kind: 'written'; readonly text: string } | { readonly kind: 'no-editor' }

/** The lines of a longer text that are shown above the one that is written, and below it. */
const around = { above: 5, below: 3 }

/** A text, as it was typed: the caller trims it. */
export const textPrompt = createPrompt<string, TextQuestion>((question, done) => {
  const { theme, say, form } = question
  const [state, setState] = useState<State>({
    ...{ edit: editOf(pasteText(question.initial)), note: null, isOpen: false, done: null, turn: 0, isStale: false },
  })
  const latest = useRef<(heard: Heard | Redraw | Written) => void>(() => {})
  const keys = useRef<Keys | null>(null)
  const line = useRef<ReadLine | null>(null)
  const { edit } = state
  /** What a letter is added to. */
  const written = (): Edit => (state.isStale ? editOf('') : edit)
  const change = (part: Partial<State>): void => {
    place(line.current, part.edit ?? edit, question)
    setState({ ...state, note: null, isStale: false, ...part })
  }
  const refuse = (note: Text): void => {
    question.bell()
    change({ note: say(note) })
  }
  const add = (text: string, came: { readonly text: string; readonly length: number }): void => {
    const why = notForText(form, text, came, editText(written()))
    if (why === null) change({ edit: insert(written(), text) })
    else if (form !== 'typed') refuse(why)
    else {
      // What came of it before anybody knew that it was one goes too: it would stand there as if it had been typed.
      question.bell()
      change({ note: say(why), edit: editOf('') })
    }
  }
  const enter = (): void => {
    const current = edit.lines[edit.row] ?? ''
    const text = editText(edit)
    const answer = text === '' ? question.fallback : text
    // On every keyboard: a backslash at the end of a line goes on with another one.
    const goesOn = form === 'prose' && edit.column === current.length && endsOpen(current)
    const wrong = goesOn ? null : question.check(answer)
    if (goesOn) change({ edit: insert(pressed(edit, 'backspace'), '\n') })
    else if (wrong === null) {
      place(line.current, editOf(''), question)
      setState({ ...state, note: null, done: answer })
      done(answer)
    } else {
      // What was typed before anybody read what is wrong does not answer it.
      const kept = { isStale: question.mend === 'anew' && text !== '' }
      change({
        note: wrong,
        isOpen: false,
        turn: state.turn + 1,
        ...(question.mend === false ? { edit: editOf('') } : kept),
      })
    }
  }
  const write = async (): Promise<void> => {
    const { edit: open } = question
    let text = editText(edit)
    if (open !== null) {
      await keys.current?.lend(async () => {
        text = await question.screen.lend(() => open(text))
      })
    }
    latest.current(open === null ? { kind: 'no-editor' } : { kind: 'written', text: pasteText(text) })
  }
  const press = (name: KeyName): void => {
    const isEmpty = editText(edit) === ''
    if (name === 'enter' || (name === 'newline' && form !== 'prose')) enter()
    else if (name === 'newline') change({ edit: insert(edit, '\n') })
    else if (name === 'editor' && form === 'prose') void write()
    else if (name === 'escape' && question.back) question.onBack()
    else if (name === 'close' && isEmpty) question.onEnd('gone')
    else if (name === 'tab' && isEmpty) change({ edit: editOf(question.fallback) })
    else change({ edit: pressed(edit, name) })
  }
  latest.current = (heard) => {
    if (heard.kind === 'redraw') setState({ ...state })
    else if (heard.kind === 'open') change({ isOpen: true, note: state.note, isStale: state.isStale })
    else if (heard.kind === 'together') refuse(together)
    else if (heard.kind === 'no-editor') refuse(noEditor)
    else if (heard.kind === 'interrupt' || heard.kind === 'gone') question.onEnd(heard.kind)
    else if (heard.kind === 'again') {
      question.below(Math.min(edit.lines.length, around.above + around.below) + 8)
      change({ isOpen: false, turn: state.turn + 1, isStale: state.isStale })
    } else if (heard.kind === 'paste') add(pasteText(heard.text), heard)
    else if (heard.kind === 'written') {
      if (!hasRoom(heard.text)) refuse(tooLong(heard.text.length))
      else change({ edit: editOf(heard.text) })
    } else if (heard.token.kind === 'key') press(heard.token.name)
    else if (hasRoom(editText(written()) + heard.token.text))
      change({ edit: insert(written(), visible(heard.token.text)) })
  }
  useEffect((rl) => {
    line.current = rl as unknown as ReadLine
    keys.current = question.keyboard.open((heard) => latest.current(heard))
    question.screen.redraws(() => latest.current({ kind: 'redraw' }))
    if (question.initial !== '') change({ turn: 1 })
    return () => {
      question.screen.redraws(() => {})
      keys.current?.close()
    }
  }, [])
  useEffect(() => {
    if (question.initial === '' || state.turn > 0) keys.current?.drawn()
  }, [state.turn])
  const { prefix } = theme
  if (state.done !== null) return `${prefix.done} ${question.answered(state.done)}`
  const message = theme.message(question.message)
  const head = `${state.isOpen ? prefix.open : prefix.closed} ${message}`
  const note = state.note === null ? [] : [theme.error(state.note)]
  const isEmpty = editText(edit) === ''
  const mends = state.isStale ? [theme.help.mend] : []
  const help = form === 'prose' ? [theme.help.prose(question.back)] : mends
  const hint = isEmpty && question.fallback !== '' ? ` ${theme.faint(`(${question.fallback})`)}` : ''
  const meaning = question.preview(isEmpty ? question.fallback : editText(edit))
  const meant = meaning === '' ? [] : [theme.meant(meaning)]
  const below = [...later(edit, question), ...meant, ...note, ...help].join('\n')
  const current = seen(edit, question).text
  // Without an effect yet nothing knows the line, and its place would be wrong.
  if (line.current === null && !isEmpty) return [head, below]
  if (edit.lines.length === 1) return [`${head}${hint} ${current}`, below]
  return [[head, ...earlier(edit, question), `  ${current}`].join('\n'), below]
})

/** The part of readline that knows the line that is written, and so places the cursor. */
interface ReadLine {
  line: string
  cursor: number
}

function place(line: ReadLine | null, edit: Edit, question: TextQuestion): void {
  if (line === null) return
  const { text, column } = seen(edit, question)
  line.line = text
  line.cursor = column
}

/** The part of the line that is written which the screen has room for. */
function seen(
  { lines, row, column }: Edit,
  { columns, theme }: TextQuestion,
): { readonly text: string; readonly column: number } {
  return window(lines[row] ?? '', column, lines.length === 1 ? 3 * columns : columns - 4, theme.ellipsis)
}

function earlier({ lines, row }: Edit, question: TextQuestion): readonly string[] {
  const from = Math.max(0, row - around.above)
  return [...more(from, question), ...lines.slice(from, row).map((one) => `  ${cut(one, question)}`)]
}

function later({ lines, row }: Edit, question: TextQuestion): readonly string[] {
  const to = Math.min(lines.length, row + 1 + around.below)
  return [...lines.slice(row + 1, to).map((one) => `  ${cut(one, question)}`), ...more(lines.length - to, question)]
}

function more(count: number, { theme }: TextQuestion): readonly string[] {
  return count === 0 ? [] : [theme.faint(`  ${theme.ellipsis} ${count}`)]
}

function cut(line: string, question: TextQuestion): string {
  return window(line, 0, question.columns - 4, question.theme.ellipsis).text
}
