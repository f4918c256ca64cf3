import { createHash } from 'node:crypto'
import { harmless } from '../core/harmless.ts'
import { pick, type Text } from '../core/text.ts'
import { withHyphens } from './break-words.ts'
import { type Block, type Cell, cellText, type Document, type Table } from './document.ts'
import { escapeHtml, htmlLines } from './escape.ts'
import { reportStyle } from './html-style.ts'
import { pageStyle } from './page-style.ts'

const contents: Text = { en: 'Contents', nl: 'Inhoud' }
const skip: Text = { en: 'Skip to the report', nl: 'Naar het verslag' }

/** A report as one HTML file: no script, nothing from elsewhere (its policy forbids both), for a screen and for paper. */
export function renderHtml({ lang, title, record, blocks, footer, banner }: Document): string {
  const paper = pageStyle(harmless(record), lang)
  const hashes = [reportStyle, paper].map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  const policy = `default-src 'none'; style-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'`
  const chapters = blocks.flatMap((part) => (part.kind === 'heading' && part.level === 2 ? [part.text] : []))
  let chapter = 0
  const body = blocks.map((part) => {
    if (part.kind === 'heading' && part.level === 2) chapter += 1
    return block(part, chapter)
  })
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
<style>${paper}</style>
</head>
${banner === undefined ? '<body>' : `<body class="marked">\n<p class="banner">${escapeHtml(banner)}</p>`}
<a class="skip" href="#report">${pick(skip, lang)}</a>
<main id="report" tabindex="-1">
<h1>${escapeHtml(title)}</h1>
<nav aria-label="${pick(contents, lang)}"><ol>
${chapters.map((text, index) => `<li><a href="#c${index + 1}">${escapeHtml(text)}</a></li>`).join('\n')}
</ol></nav>
${body.join('\n')}
</main>
<footer><p>${escapeHtml(footer)}</p></footer>
</body>
</html>
`
}

function block(part: Block, chapter: number): string {
  switch (part.kind) {
    case 'heading':
      return part.level === 2
        ? `<h2 id="c${chapter}">${escapeHtml(part.text)}</h2>`
        : `<h3>${escapeHtml(part.text)}</h3>`
    case 'text':
      return `<p>${htmlLines(part.text)}</p>`
    case 'list':
      return `<ul>\n${part.items.map((item) => `<li>${htmlLines(item)}</li>`).join('\n')}\n</ul>`
    case 'alert':
      return `<section class="alert ${part.tone}"><p><strong>${escapeHtml(part.title)}</strong></p>\n${part.text.map((line) => `<p>${htmlLines(line)}</p>`).join('\n')}</section>`
    case 'facts':
      return `<dl>\n${part.rows.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${cell(value)}</dd></div>`).join('\n')}\n</dl>`
    case 'table':
      return table(part)
    case 'picture':
      // What is drawn was escaped where it was drawn.
      return `<figure><div class="wide" role="region" tabindex="0" aria-label="${escapeHtml(part.title)}">${part.svg}</div>\n<figcaption>${escapeHtml(part.alt)}</figcaption></figure>`
  }
}

/** No more rows than this stay together on paper. */
const fewRows = 8

function table({ caption, head, widths, rows }: Table): string {
  const columns = head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')
  const line = ([first = '', ...others]: readonly Cell[]): string =>
    `<tr><th scope="row">${cell(first)}</th>${others.map((one) => `<td>${cell(one)}</td>`).join('')}</tr>`
  const kept = rows.length <= fewRows ? 'wide short' : 'wide'
  return `<div class="${kept}" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table>
<caption>${escapeHtml(caption)}</caption>
<colgroup>${widths.map((width) => `<col class="w${width}">`).join('')}</colgroup>
<thead><tr>${columns}</tr></thead>
<tbody>
${rows.map(line).join('\n')}
</tbody>
</table></div>`
}

function cell(value: Cell): string {
  const text = htmlLines(cellText(value))
  if (typeof value === 'string') return withHyphens(text)
  if (value.code === true) return `<code>${text}</code>`
  return value.tone === undefined ? withHyphens(text) : `<span class="${value.tone}">${withHyphens(text)}</span>`
}
