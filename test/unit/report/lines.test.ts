import { expect, test } from 'vitest'
import type { Document } from '../../../src/report/document.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'

const text = 'first <b>\n\nsecond | 1. third'

const document: Document = {
  title: 'One\ntitle',
  record: 'x',
  lang: 'en',
  footer: 'x',
  blocks: [
    { kind: 'text', text },
    { kind: 'list', items: [text] },
    { kind: 'facts', rows: [['name', text]] },
    { kind: 'table', caption: 'c', head: ['a', 'b'], widths: ['free', 'free'], rows: [['1', text]] },
    { kind: 'alert', tone: 'warn', title: 't', text: [text] },
  ],
} as unknown as Document

test('line breaks of a text are line breaks of a page, wherever it stands; a title has none', () => {
  const page = renderHtml(document)
  const shown = 'first &lt;b&gt;<br><br>second | 1. third'
  for (const place of [`<p>${shown}</p>`, `<li>${shown}</li>`, `<dd>${shown}</dd>`, `<td>${shown}</td>`]) {
    expect(page).toContain(place)
  }
  expect(page).toContain('<h1>One\\ntitle</h1>')
})

test('in Markdown they are too, and no text makes another line of its source', () => {
  const page = renderMarkdown(document)
  const shown = 'first \\<b\\><br><br>second \\| 1. third'
  for (const line of [shown, `- ${shown}`, `- **name**: ${shown}`, `| 1 | ${shown} |`, `> ${shown}`]) {
    expect(page.split('\n')).toContain(line)
  }
})
