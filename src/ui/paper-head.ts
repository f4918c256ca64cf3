import { harmless } from '../core/harmless.ts'
import type { Lang, Text } from '../core/text.ts'
import { createLook } from './look.ts'
import type { Terminal } from './terminal.ts'
import { showExact } from './time.ts'
import { hang, wrapText } from './wrap.ts'

/** A head as it is kept on paper. `head` is the size, eight groups of letters and two letters to check them, `at` when this was printed (RFC 3339). */
interface PaperHead {
  readonly incident: string
  readonly origin: string
  readonly head: string
  readonly at: string
  /** The remarks on the time stamps that a reader must know. */
  readonly remarks: readonly Text[]
}

/** The head in large groups, with what a reader needs to use it later. `code` is a drawing; null: there is none. */
export function renderPaperHead(
  { incident, origin, head, at, remarks }: PaperHead,
  code: readonly string[] | null,
  terminal: Terminal,
  lang: Lang,
): string {
  const look = createLook(terminal, lang)
  const t = (text: Text): string => look.say(text)
  const [size = '', ...groups] = head.split('-')
  const rows = [size, groups.slice(0, 4).join('   '), groups.slice(4, 8).join('   '), groups.slice(8).join('   ')]
  const use = t({
    en: 'Keep this where neither the attacker nor the operator can reach it. It shows later whether these lines were changed:',
    nl: 'Bewaar dit waar noch de aanvaller noch de operator erbij kan. Het toont later of deze regels gewijzigd werden:',
  })
  return [
    hang(`${t({ en: 'HEAD OF THE RECORD', nl: 'KOP VAN HET LOGBOEK' })}   `, look.say(incident), look.columns),
    ...wrapText(look.say(origin), look.columns),
    `${t({ en: 'printed', nl: 'afgedrukt' })} ${look.say(showExact(at, lang))}`,
    '',
    ...rows.map((row) => `    ${look.ink.strong(row)}`),
    '',
    ...wrapText(use, look.columns),
    `  cyber-respond verify ${harmless(incident)} \\`,
    `    --known-head ${head}`,
    ...remarks.flatMap((remark) => ['', ...wrapText(look.say(remark), look.columns)]),
    ...(code === null ? [] : ['', ...code]),
  ].join('\n')
}
