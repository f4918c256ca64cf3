import { createPrompt, useEffect, usePagination, useRef, useState } from '@inquirer/core'
import type { Text } from '../core/text.ts'
import type { PromptTheme } from '../ui/prompt-theme.ts'
import type { Heard, Keyboard, Keys } from './keyboard/keyboard.ts'
import type { KeyName } from './keyboard/token.ts'
import type { QuestionScreen } from './question-screen.ts'
import { notForList, nothingChosen, notTyped, pasteText, together } from './refused.ts'

/** Something was told above the question: it is drawn as it was. */
export interface Redraw {
  readonly kind: 'redraw'
}

/** The means by which every question of ours is drawn. */
export interface Drawn {
  readonly keyboard: Keyboard
  readonly screen: Pick<QuestionScreen, 'redraws' | 'lend'>
  readonly theme: PromptTheme
  readonly message: string
  /** Esc goes back from here. */
  readonly back: boolean
  say(text: Text): string
  /** The question with this answer behind it, once it is given. */
  answered(answer: string): string
  /** Esc was pressed, and it goes back. */
  onBack(): void
  /** Ctrl-C, or nobody can type any more: `how` says which. */
  onEnd(how: 'interrupt' | 'gone'): void
  bell(): void
  /** Leaves what stands on the screen, and goes on so many lines below it. */
  below(lines: number): void
}

/** An entry as it is drawn; its place in the list is the answer. */
export interface Row {
  readonly name: string
  /** The code before the name, for what is typed. */
  readonly code?: string
  /** The words that stand there once it is chosen, where the name says more. */
  readonly answer?: string
}

export interface ListQuestion extends Drawn {
  rows(term: string): readonly { readonly row: Row; readonly index: number }[]
  /** Typed letters filter the list; otherwise they jump to the entry that begins with them. */
  readonly filters: boolean
  /** The place of the pointer at first; without it nothing is chosen, and Enter does nothing. */
  readonly at?: number
  /** The pointer moved. */
  moved?(index: number): void
  /** The text for when nothing fits what was typed. */
  readonly nothing: Text
  /** The answer that Enter gives while nothing is chosen and nothing typed: index -1. Without it Enter does nothing then. */
  readonly empty?: string
  /** The text for when Enter does nothing. */
  readonly unchosen?: Text
  /** Whether letters must be typed: a paste is refused. */
  readonly mustType?: boolean
  /** The reason why this entry can't be the answer, or null. */
  check?(index: number): Text | null
  readonly rows12: number
  /** What goes on, in lines above the question that are drawn anew each second; empty: nothing. */
  running?(): readonly string[]
}

interface State {
  readonly active: number
  readonly term: string
  readonly note: Text | null
  readonly isOpen: boolean
  readonly done: boolean
  /** Drawn anew, although nothing changed. */
  readonly turn: number
}

/** Letters that follow each other within this time (milliseconds) are one word. */
const wordMs = 700

/** One of several. Gives the index of the entry. */
export const listPrompt = createPrompt<number, ListQuestion>((question, done) => {
  const { theme, say, filters } = question
  const [state, setState] = useState<State>({
    ...{ active: question.at ?? -1, term: '', note: null, isOpen: false, done: false, turn: 0 },
  })
  const shown = question.rows(filters ? state.term : '')
  const latest = useRef<(heard: Heard | Redraw) => void>(() => {})
  const typedAt = useRef(0)
  const keys = useRef<Keys | null>(null)
  const change = (part: Partial<State>): void => {
    const active = part.active ?? state.active
    if (active !== state.active && active >= 0) question.moved?.(shown[active]?.index ?? -1)
    setState({ ...state, note: null, ...part })
  }
  const refuse = (note: Text): void => {
    question.bell()
    change({ note })
  }
  const word = (typed: string): void => {
    const found = typed === '' ? -1 : shown.findIndex(({ row }) => fits(row, typed))
    if (filters) change({ term: typed, active: typed === '' ? -1 : 0 })
    else change({ term: typed, ...(found < 0 ? {} : { active: found }) })
  }
  const enter = (chosen: { readonly index: number } | undefined): void => {
    const isEmpty = chosen === undefined && question.empty !== undefined && state.term === ''
    const index = chosen?.index ?? -1
    const wrong =
      chosen === undefined && !isEmpty ? (question.unchosen ?? nothingChosen) : (question.check?.(index) ?? null)
    if (wrong !== null) refuse(wrong)
    else {
      change({ done: true })
      done(index)
    }
  }
  const press = (name: KeyName): void => {
    const chosen = shown[state.active]
    if (name === 'enter') enter(chosen)
    else if (name === 'up' || name === 'down') {
      const to = name === 'down' ? state.active + 1 : state.active < 0 ? shown.length - 1 : state.active - 1
      change({
        active: Math.min(Math.max(to, Math.min(0, shown.length - 1)), shown.length - 1),
        ...(filters ? {} : { term: '' }),
      })
    } else if (name === 'home' || name === 'end') {
      change({ active: name === 'home' ? Math.min(0, shown.length - 1) : shown.length - 1 })
    } else if (name === 'backspace') word(filters ? [...state.term].slice(0, -1).join('') : '')
    else if (name === 'kill-before') word('')
    else if (name === 'escape' && question.back) question.onBack()
    else if (name === 'close') question.onEnd('gone')
  }
  latest.current = (heard) => {
    if (heard.kind === 'redraw') setState({ ...state })
    else if (heard.kind === 'open') change({ isOpen: true })
    else if (heard.kind === 'together') refuse(together)
    else if (heard.kind === 'interrupt' || heard.kind === 'gone') question.onEnd(heard.kind)
    else if (heard.kind === 'again') {
      question.below(shown.length + 6)
      change({ isOpen: false, turn: state.turn + 1 })
    } else if (heard.kind === 'paste') {
      const text = pasteText(heard.text)
      // A word or a code that is looked for may be pasted: it only filters.
      if (question.mustType === true) refuse(notTyped(heard))
      else if (filters && text !== '' && text === heard.text.trim() && text.length <= 60 && !text.includes('\n')) {
        word(state.term + text)
      } else refuse(notForList(heard))
    } else if (heard.token.kind === 'key') press(heard.token.name)
    else {
      const now = performance.now()
      const begun = filters || now - typedAt.current < wordMs ? state.term : ''
      typedAt.current = now
      word(begun + heard.token.text)
    }
  }
  useEffect(() => {
    keys.current = question.keyboard.open((heard) => latest.current(heard))
    question.screen.redraws(() => latest.current({ kind: 'redraw' }))
    return () => {
      question.screen.redraws(() => {})
      keys.current?.close()
    }
  }, [])
  useEffect(() => {
    keys.current?.drawn()
  }, [state.turn])
  useEffect(() => {
    if (question.running === undefined) return
    const ticking = setInterval(() => latest.current({ kind: 'redraw' }), 1000)
    return () => clearInterval(ticking)
  }, [])
  const page = usePagination({
    items: shown,
    active: Math.max(0, state.active),
    renderItem: ({ item, index }) =>
      index === state.active ? theme.highlight(`${theme.pointer} ${item.row.name}`) : `  ${item.row.name}`,
    pageSize: question.rows12,
    loop: false,
  })
  if (state.done) {
    const { name = question.empty ?? '', answer = name } = shown[state.active]?.row ?? {}
    return `${theme.prefix.done} ${question.answered(answer)}`
  }
  const prefix = state.isOpen ? theme.prefix.open : theme.prefix.closed
  const running = (question.running?.() ?? []).map((line) => `${line}\n`).join('')
  const head = `${running}${prefix} ${theme.message(question.message)}`
  const note = state.note === null ? [] : [theme.error(say(state.note))]
  const body = shown.length === 0 ? theme.error(say(question.nothing)) : page
  const below = [
    body,
    ' ',
    ...note,
    theme.help.list(question.back, filters, shown.length > question.rows12 ? shown.length : null),
  ].join('\n')
  const hint = question.empty === undefined || question.empty === '' ? '' : ` ${theme.faint(`(${question.empty})`)}`
  if (filters) return [state.term === '' ? `${head}${hint}` : `${head} ${theme.highlight(state.term)}`, below]
  return `${head}\n${below}${hideCursor}`
})

const hideCursor = '\x1b[?25l'

function fits({ name, code }: Row, typed: string): boolean {
  const wanted = typed.toLowerCase()
  return name.toLowerCase().startsWith(wanted) || (code ?? '').toLowerCase() === wanted
}
