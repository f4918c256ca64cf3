import { displayWidth, harmless } from '../core/harmless.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { createLook, type Look } from './look.ts'
import type { Terminal } from './terminal.ts'
import { wrapMessage } from './wrap-message.ts'

/** Lines of text are easy to read up to here. */
const widest = 80

/** The list of guides: how each is called, its title, and a line on it. */
export function renderTopics(
  guides: readonly { readonly id: string; readonly title: Text; readonly about: Text }[],
  terminal: Terminal,
  lang: Lang,
): string {
  const look = createLook(terminal, lang)
  const columns = Math.min(widest, terminal.columns)
  const blocks = guides.map(({ id, title, about }) =>
    [`${look.ink.strong(id)}: ${look.say(title)}`, wrapMessage(`    ${look.say(about)}`, columns, '    ')].join('\n'),
  )
  const more = pick(
    { en: 'cyber-respond help <topic> shows one.', nl: 'cyber-respond help <onderwerp> toont er een.' },
    lang,
  )
  return `${blocks.join('\n')}\n\n${more}\n`
}

/** A guide for a terminal, from the Markdown that the guides are written in: headings, text, lists, tables, what to type. */
export function renderGuide(markdown: string, terminal: Terminal, lang: Lang): string {
  const look = createLook(terminal, lang)
  const columns = Math.min(widest, terminal.columns)
  // Comments, and the link to the same guide in another language.
  const text = harmless(markdown, { lines: true })
    .replace(/<!--.*?-->\n?/gs, '')
    .replace(/^\*\[[^\]]*\]\([^)]*\)\*(?: · )?/m, '')
  return blocksOf(text)
    .map((block) => drawn(block, columns, look))
    .filter((block) => block !== '')
    .join('\n\n')
    .replaceAll('…', look.signs.ellipsis)
}

/** Paragraphs, tables and lists, and what stands between fences, whole. */
function blocksOf(text: string): readonly string[] {
  return text
    .split(/^(```[^\n]*\n.*?^```)$/ms)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n{2,}|\n(?=#)|(?<=^#[^\n]*)\n/m)))
    .map((part) => part.replace(/^\n+|\s+$/g, ''))
}

function drawn(block: string, columns: number, look: Look): string {
  if (block.startsWith('```')) {
    const lines = block.split('\n').slice(1, -1)
    return lines.map((line) => `    ${line}`.trimEnd()).join('\n')
  }
  const [, marks, title = ''] = /^(#+) (.*)$/s.exec(block) ?? []
  if (marks !== undefined) return heading(marks.length, words(title), look)
  if (block.startsWith('|')) return table(block.split('\n'), columns)
  const items = block.split(/\n(?=(?:- |\d+\. ))/)
  const shown = items.map((item) => {
    const [, mark = '', said = item] = /^(- |\d+\. )(.*)$/s.exec(item) ?? []
    return wrapMessage(mark + words(said), columns, ' '.repeat(mark.length))
  })
  return shown.join('\n')
}

function heading(level: number, title: string, { ink }: Look): string {
  if (level > 2) return ink.strong(title)
  return `${ink.strong(title)}\n${(level === 1 ? '=' : '-').repeat(displayWidth(title))}`
}

/** A row is its first cell, and under it the others: side by side they would have too little room. */
function table(lines: readonly string[], columns: number): string {
  const rows = lines
    .filter((line) => !/^\|[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => words(cell.trim().replaceAll('\\|', '|'))),
    )
  const [heads = [], ...body] = rows
  // With one column more than a name and what it means, each says what it is of.
  const said = (cell: string, at: number): string => (heads.length > 2 ? `${heads[at + 1] ?? ''}: ${cell}` : cell)
  return body
    .map(([first = '', ...others]) => {
      const cells = others.map((cell, at) => (cell === '' ? '' : said(cell, at))).filter((cell) => cell !== '')
      const below = cells.map((cell) => wrapMessage(`    ${cell}`, columns, '    '))
      return [...(first === '' ? [] : [wrapMessage(first, columns)]), ...below].join('\n')
    })
    .join('\n')
}

/** The words of a text without the marks around them; what is to be typed keeps its backticks. */
function words(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
            .replaceAll(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 ($2)')
            .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
            .replaceAll('**', '')
            .replaceAll(/(?<![\p{L}\p{N}*])\*([^*]+)\*(?![\p{L}\p{N}*])/gu, '$1'),
    )
    .join('')
    .trim()
}
