import { harmless } from '../core/harmless.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text from anywhere as HTML or SVG text, on one line, also inside quotes. */
export function escapeHtml(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** The same with its line breaks. */
export function htmlLines(text: string): string {
  return linesOf(text).map(escapeHtml).join('<br>')
}

/** The same as Markdown, in one line of its source: also a cell of a table takes `<br>`. */
export function markdownLines(text: string): string {
  return linesOf(text).map(escapeMarkdown).join('<br>')
}

function linesOf(text: string): readonly string[] {
  return text.trim().split(/\r?\n/)
}

/**
 * A text from anywhere as Markdown (CommonMark and GitHub's tables) that shows exactly that text, on one line: no markup,
 * no cell border, no link, no list and no heading, wherever in a line it stands.
 */
export function escapeMarkdown(text: string): string {
  return harmless(text)
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&$!]/g, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
}
