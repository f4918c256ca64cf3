import { toldAbove } from '../adapters/terminal/open-question.ts'
import { displayWidth } from '../core/harmless.ts'
import type { KnownPerson } from '../core/known-people.ts'
import { pick, type Said, type Text } from '../core/text.ts'
import type { Look } from '../ui/look.ts'
import { promptTheme } from '../ui/prompt-theme.ts'
import { wrapLines, wrapText } from '../ui/wrap.ts'
import { answeredLines } from './answered-lines.ts'
import type { AskedList, AskKeys } from './keys.ts'
import { type NameOrder, type NameRow, nameRows } from './name-rows.ts'
import type { ReadPlain } from './plain.ts'

export interface Entry<T> {
  readonly name: Said
  readonly value: T
  /** The code that may be typed to get it, before the words of its name: a step's. */
  readonly code?: string
  /** Found by what is typed, and not in the list before: there are many, and few are wanted. */
  readonly typedOnly?: true
}

interface AskOptions {
  /** Esc throws `Back`. Otherwise it does nothing. */
  readonly back?: boolean
}

export interface PickOptions extends AskOptions {
  /** The entry on which the pointer stands. Without it nothing is chosen, and Enter does nothing: entries are claims. */
  readonly at?: number
  /** The pointer stands on another one. */
  moved?(index: number): void
  /** What goes on, in lines above the question. */
  running?(): readonly string[]
  /** Whether it says that what was answered is right: an answer of an earlier session does not stand for it. */
  readonly claim?: boolean
}

export interface LineOptions extends AskOptions {
  /** What may be typed, in brackets behind the question until it is answered. */
  readonly hint?: Text
  /** The answer that Enter alone gives. */
  readonly fallback?: string
  /** The text that stands there at first, to be changed. */
  readonly initial?: string
  /** The reason why this can't be the answer, or null. */
  check?(text: string): Text | null
  /**
   * A wrong answer stays, to be mended: a long path. `anew`: the first letter takes its place, unless she went into it with
   * another key. Otherwise it goes, and can't become the start of the next one.
   */
  readonly mend?: boolean | 'anew'
  /** Whether it must be typed: a paste is refused. */
  readonly typed?: boolean
  /** The answer as it was understood. */
  understood?(text: string): string
  /** What the text that stands there means, shown below it while it is typed; empty: nothing yet. */
  preview?(text: string): string
  /** The answer in words that mean the same later: `-5m` does not. */
  keeps?(text: string): string
  /** Such an answer as one would type it, to be changed. */
  retyped?(kept: string): string
}

export interface NameOptions
  extends Omit<LineOptions, 'hint' | 'initial' | 'mend' | 'understood' | 'keeps'>,
    NameOrder {}

/** The questions that everything else is made of. Every text may come from anywhere. */
export interface Asker {
  readonly look: Look
  /** The people whom the profile names. */
  readonly people: readonly KnownPerson[]
  /** Text that is drawn already, as lines of its own. */
  print(text: string): void
  /** Words from anywhere, as lines of their own that the edge of the screen does not break. */
  tell(text: Said): void
  /** One of a few. */
  pick<T>(message: Said, entries: readonly Entry<T>[], options?: PickOptions): Promise<T>
  /** One of many: what is typed filters the list. */
  find<T>(message: Said, entries: readonly Entry<T>[], options?: AskOptions): Promise<T>
  /** A person of the profile, by a letter or two, or one whom it does not name. Where it names nobody, a line. */
  name(message: Said, options?: NameOptions): Promise<string>
  /** One line, without the spaces around it. */
  line(message: Said, options?: LineOptions): Promise<string>
  /** The prose that somebody writes, in one line or several, without the spaces and empty lines around it. */
  prose(message: Said, options?: LineOptions): Promise<string>
}

/** The entry that was picked, or nothing: something came in that she must see before she chooses. */
export type PickedOrNews<T> = { readonly kind: 'picked'; readonly value: T } | { readonly kind: 'news' }

/** Asks what to do next, too: a question that is drawn anew when news comes. */
export interface MenuAsker extends Asker {
  /** Asks as `pick` does, until news comes while nobody is choosing. Without a cursor nothing is drawn anew, and no news ends it. */
  pickOrNews<T>(message: Said, entries: readonly Entry<T>[], options?: PickOptions): Promise<PickedOrNews<T>>
}

export interface AskerParts {
  readonly look: Look
  readonly people: readonly KnownPerson[]
  readonly output: { write(text: string): unknown }
  readonly keys: AskKeys
  /** Used instead of keys on a plain terminal. */
  readonly plain: ReadPlain
  /** Aborted when there is news; null: there never is. */
  news(): AbortSignal | null
  /** Lets a person write in an editor of her own; null: there is none. */
  readonly edit: ((text: string) => Promise<string>) | null
}

export function createAsker(parts: AskerParts): MenuAsker {
  const { look, output } = parts
  // What is told while a question is open stands above it.
  const print = (text: string): void => {
    if (!toldAbove(() => output, `${text}\n`)) output.write(`${text}\n`)
  }
  return look.plain ? plainAsker(parts, print) : keyAsker(parts, print)
}

function keyAsker({ look, people, keys, news, edit }: AskerParts, print: (text: string) => void): MenuAsker {
  const theme = promptTheme(look)
  // A long question is broken at its spaces, and leaves room for what is typed behind it.
  const message = (text: Said, room: number): string => wrapText(look.say(text), look.columns - room).join('\n')
  const row = ({ name, code }: Entry<unknown>) => ({
    name: look.fit(name, look.columns - 4),
    ...(code === undefined ? {} : { code }),
  })
  const answered = (said: Said) => (answer: string) => answeredLines(look.say(said), answer, look)
  const drawn = { theme, say: (text: Text) => wrapLines(look.say(text), look.columns - 4), rows12: 12, nothing }
  const menu = (said: Said, entries: readonly Entry<unknown>[], options: PickOptions): AskedList => {
    const { at, moved, running, back = false } = options
    return {
      ...drawn,
      ...{
        message: message(said, 4),
        answered: answered(said),
        filters: false,
        back,
        rows: () => entries.map((one, index) => ({ row: row(one), index })),
      },
      ...(at === undefined ? {} : { at }),
      ...(moved === undefined ? {} : { moved }),
      ...(running === undefined ? {} : { running }),
    }
  }
  const chosen = <T>(entries: readonly Entry<T>[], index: number): T => (entries[index] as Entry<T>).value
  const text = async (said: Said, form: 'prose' | 'line', options: LineOptions): Promise<string> => {
    const { hint, fallback, initial, check, understood, preview, typed = false, mend = false, back = false } = options
    const asked = hint === undefined ? said : withHint(said, hint)
    const answer = await keys.text({
      ...drawn,
      ...{ message: message(asked, 30), form: typed ? 'typed' : form, mend, back, columns: look.columns, edit },
      initial: initial ?? '',
      fallback: fallback === undefined ? '' : look.say(fallback),
      check: (value) => {
        const wrong = check?.(value.trim()) ?? null
        return wrong === null ? null : wrapLines(look.say(wrong), look.columns - 4)
      },
      preview: (value) => {
        const meant = preview?.(value.trim()) ?? ''
        return meant === '' ? '' : wrapLines(look.say(meant), look.columns - 4)
      },
      answered: (value) => answered(said)(look.tell(understood?.(value.trim()) ?? value.trim())),
    })
    return answer.trim()
  }
  const name = async (said: Said, options: NameOptions): Promise<string> => {
    const { fallback = '', check, typed = false, back = false } = options
    let shown: readonly NameRow[] = []
    const index = await keys.list({
      ...drawn,
      ...{ message: message(said, 20), answered: answered(said), filters: true, back },
      ...{ mustType: typed, unchosen: nobodyYet },
      rows: (term) => {
        shown = nameRows(people, term, options, look)
        return shown.map((one, at) => ({
          row: { name: look.fit(one.shown, look.columns - 4), answer: look.say(one.name) },
          index: at,
        }))
      },
      ...(fallback !== '' || (check?.('') ?? null) === null ? { empty: look.say(fallback) } : {}),
      check: (at) => check?.(shown[at]?.name ?? fallback) ?? null,
    })
    return shown[index]?.name ?? fallback
  }
  return {
    ...{ look, people, print },
    tell: (said) => print(wrapLines(look.tell(said), look.columns)),
    name: (said, options = {}) => (people.length === 0 ? text(said, 'line', options) : name(said, options)),
    pick: async (said, entries, options = {}) => chosen(entries, await keys.list(menu(said, entries, options))),
    pickOrNews: async (said, entries, options = {}) => {
      const index = await keys.listOrNews(menu(said, entries, options), news())
      return index === 'news' ? { kind: 'news' } : { kind: 'picked', value: chosen(entries, index) }
    },
    find: async (said, entries, { back = false } = {}) => {
      const index = await keys.list({
        ...drawn,
        ...{ message: message(said, 20), answered: answered(said), filters: true, back },
        rows: (term) => matching(entries, term, look).map(({ entry, index }) => ({ row: row(entry), index })),
      })
      return chosen(entries, index)
    },
    line: (said, options = {}) => text(said, 'line', options),
    prose: (said, options = {}) => text(said, 'prose', options),
  }
}

function withHint(said: Said, hint: Text): Text {
  return { en: `${pick(said, 'en')} [${hint.en}]`, nl: `${pick(said, 'nl')} [${hint.nl}]` }
}

const nobodyYet: Text = {
  en: 'nobody is chosen yet: type a letter or two, or use the arrows',
  nl: 'er is nog niemand gekozen: typ een letter of twee, of gebruik de pijlen',
}
const nothing: Text = { en: 'nothing is called that', nl: 'niets heet zo' }
const wrongNumber: Text = { en: 'type one of the numbers', nl: 'typ een van de nummers' }

/** The word in front of the cursor while one of several is chosen without keys. */
const number: Text = { en: 'Number', nl: 'Nummer' }

/** The sign that asks for everybody, where names are found by their letters. */
const all = '?'
const lettersOrAll: Text = {
  en: 'a letter or two, or the name; ? shows all',
  nl: 'een letter of twee, of de naam; ? toont iedereen',
}
const which: Text = { en: 'Who is meant?', nl: 'Wie bedoelt u?' }

/** An asker without keys: everything is a line, every choice has a number, nothing is drawn over. */
function plainAsker({ look, people, output, plain }: AskerParts, write: (text: string) => void): MenuAsker {
  // Broken at spaces, before the terminal breaks words: what reads a screen aloud reads it line by line.
  const broken = (text: string): string => wrapText(text, look.columns).join('\n')
  const print = (text: string): void => write(broken(text))
  const ask = async (text: Said, form: 'prose' | 'line' | 'typed', options: LineOptions): Promise<string> => {
    const { hint, fallback, check, understood, mend = false, back = false } = options
    const asked = hint === undefined ? text : withHint(text, hint)
    let { initial = '' } = options
    let isAnew = false
    for (;;) {
      output.write(
        beforeSign(`${look.say(asked)}${fallback === undefined ? '' : ` (${look.say(fallback)})`}`, look.columns),
      )
      const typed = (await plain({ form, back, initial, isAnew, say: (said) => broken(look.say(said)) })).trim()
      const answer = typed === '' && fallback !== undefined ? fallback : typed
      const wrong = check?.(answer) ?? null
      if (wrong === null) {
        if (understood !== undefined) print(look.say(understood(answer)))
        return answer
      }
      print(look.say(wrong))
      if (mend !== false) initial = typed
      isAnew = mend === 'anew' && typed !== ''
    }
  }
  const line: Asker['line'] = (text, options = {}) => ask(text, options.typed === true ? 'typed' : 'line', options)
  const pick = async <T>(
    text: Said,
    entries: readonly Entry<T>[],
    { back = false, running }: PickOptions = {},
  ): Promise<T> => {
    for (const line of running?.() ?? []) print(line)
    print(look.say(text))
    for (const [index, { name, typedOnly }] of entries.entries()) {
      if (typedOnly !== true) print(`${index + 1}. ${look.say(name)}`)
    }
    const chosen = (typed: string): Entry<T> | undefined =>
      entries.find(({ code }) => code !== undefined && code.toLowerCase() === typed.toLowerCase()) ??
      (/^\d{1,4}$/.test(typed) ? entries[Number(typed) - 1] : undefined)
    const check = (value: string): Text | null => (chosen(value) === undefined ? wrongNumber : null)
    const typed = await line(number, { check, back, typed: true })
    return (chosen(typed) as Entry<T>).value
  }
  /** Nobody wants eighty names read out: a few letters, and those whom they can mean. */
  const name = async (text: Said, options: NameOptions): Promise<string> => {
    const asked = `${look.say(text)} [${look.say(lettersOrAll)}]`
    const wrong = (value: string): Text | null => options.check?.(value) ?? null
    for (;;) {
      const typed = await line(asked, {
        ...options,
        check: (value) => (value === '' ? wrong(value) : null),
      })
      const rows = typed === '' ? [] : nameRows(people, typed === all ? '' : typed, options, look)
      const [only] = rows
      if (only === undefined) return typed
      // Who is asked hears whom she named, before anything else is asked.
      const chosen =
        rows.length === 1 && typed !== all
          ? only.name
          : await pick(
              which,
              rows.map((row) => ({ name: row.shown, value: row.name })),
              options,
            )
      const why = wrong(chosen)
      if (why !== null) print(look.say(why))
      else {
        if (rows.length === 1) print(look.say(only.shown))
        return chosen
      }
    }
  }
  return {
    ...{ look, people, print, pick, find: pick, line },
    name: (text, options = {}) => (people.length === 0 ? line(text, options) : name(text, options)),
    pickOrNews: async (text, entries, options) => ({ kind: 'picked', value: await pick(text, entries, options) }),
    tell: (text) => print(look.tell(text)),
    prose: (text, options = {}) => ask(text, 'prose', options),
  }
}

/** A question in lines that leave room for the sign behind the last one: at the edge it would stand over the last letter. */
function beforeSign(text: string, columns: number): string {
  const lines = wrapText(text, columns)
  const last = lines.at(-1) ?? ''
  const fits = displayWidth(last) + signColumns <= columns
  return [...lines.slice(0, -1), ...(fits ? [last] : wrapText(last, columns - signColumns))].join('\n')
}

/** The columns of the sign `> ` and of the first letter behind it. */
const signColumns = 3

/**
 * Entries that fit what was typed, with their places: by exact code, by the beginning of a code, then by their words, of which
 * several may be typed.
 */
function matching<T>(entries: readonly Entry<T>[], term: string, look: Look) {
  const wanted = bare(term.trim())
  const words = wanted.split(/\s+/)
  const rank = ({ code, name, typedOnly }: Entry<T>): number => {
    const key = bare(code ?? '')
    if (wanted === '') return typedOnly === true ? 4 : 0
    if (key === wanted) return 0
    if (key.startsWith(wanted)) return 1
    const shown = `${key} ${bare(pick(name, look.lang))}`
    if (shown.includes(wanted)) return 2
    return words.every((word) => shown.includes(word)) ? 3 : 4
  }
  return entries
    .map((entry, index) => ({ entry, index, rank: rank(entry) }))
    .filter((item) => item.rank < 4)
    .sort((a, b) => a.rank - b.rank)
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
