import type { Look } from '../ui/look.ts'
import { createEditor } from './editor.ts'
import { keyboardAt } from './keyboard/keyboard.ts'
import { type Asker, createAsker } from './prompt-asker.ts'
import { createAskKeys } from './prompt-keys.ts'
import { createReadPlain } from './prompt-plain.ts'

interface AskerAt {
  readonly stdin: NodeJS.ReadStream
  /** Where the questions stand: stderr, so that results can go elsewhere. */
  readonly output: NodeJS.WriteStream
  readonly look: Look
  /** Ends every question. */
  readonly signal: AbortSignal
  /** Ends a question that says so, when nobody is choosing. */
  news?(): AbortSignal | null
}

/** Asks at this terminal until `signal` is aborted. */
export function askerAt({ stdin, output, look, signal, news = () => null }: AskerAt): Asker {
  const keyboard = keyboardAt(stdin, output, look.dumb !== true)
  return createAsker({
    ...{ look, output, news, edit: createEditor(process.env) },
    keys: createAskKeys(keyboard, output, signal),
    plain: createReadPlain(keyboard, output, signal),
  })
}
