import { type Block, type Cell, cellText, type Document, type Table } from './document.ts'
import { escapeMarkdown, markdownLines } from './escape.ts'

/** A report as Markdown, with GitHub's tables. Ends with a line feed. */
export function renderMarkdown({ title, blocks, footer, banner }: Document): string {
  const mark = banner === undefined ? [] : [`**${escapeMarkdown(banner)}**`]
  return [...mark, `# ${escapeMarkdown(title)}`, ...blocks.map(block), '---', ...mark, escapeMarkdown(footer), '']
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${escapeMarkdown(part.text)}`
    case 'text':
      return markdownLines(part.text)
    case 'list':
      return part.items.map((item) => `- ${markdownLines(item)}`).join('\n')
    case 'alert':
      return [`**${escapeMarkdown(part.title)}**`, ...part.text.map(markdownLines)]
        .map((line) => `> ${line}`)
        .join('\n>\n')
    case 'facts':
      return part.rows.map(([name, value]) => `- **${escapeMarkdown(name)}**: ${cell(value)}`).join('\n')
    case 'table':
      return table(part)
    case 'picture':
      return escapeMarkdown(part.alt)
  }
}

function table({ caption, head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    `${escapeMarkdown(caption)}:`,
    '',
    line(head.map(escapeMarkdown)),
    line(head.map(() => '---')),
    ...rows.map((cells) => line(cells.map(cell))),
  ].join('\n')
}

function cell(value: Cell): string {
  const text = cellText(value)
  if (typeof value === 'string') return markdownLines(text)
  // A code span takes no escapes, so only what needs none goes into one.
  if (value.code === true && /^[0-9a-f]+$/.test(text)) return `\`${text}\``
  const shown = markdownLines(text)
  return value.tone === 'bad' || value.tone === 'warn' ? `**${shown}**` : shown
}
