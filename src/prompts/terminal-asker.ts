import { createEditor } from '../adapters/terminal/editor.ts'
import type { KnownPerson } from '../core/known-people.ts'
import type { Look } from '../ui/look.ts'
import { createAsker, type MenuAsker } from './asker.ts'
import { keyboardAt } from './keyboard/keyboard.ts'
import { createAskKeys } from './keys.ts'
import { createReadPlain } from './plain.ts'

interface AskerAt {
  readonly stdin: NodeJS.ReadStream
  /** The stream of the questions: stderr, so that results can go elsewhere. */
  readonly output: NodeJS.WriteStream
  readonly look: Look
  /** The people who can be picked. Default: nobody is known. */
  readonly people?: readonly KnownPerson[]
  /** Ends every question. */
  readonly signal: AbortSignal
  /** Ends a menu when nobody is choosing. */
  news?(): AbortSignal | null
}

/** Asks at this terminal until `signal` is aborted. */
export function askerAt({ stdin, output, look, people = [], signal, news = () => null }: AskerAt): MenuAsker {
  const keyboard = keyboardAt(stdin, output, look.dumb !== true)
  return createAsker({
    ...{ look, people, output, news, edit: createEditor(process.env) },
    keys: createAskKeys(keyboard, output, signal),
    plain: createReadPlain(keyboard, output, signal),
  })
}
