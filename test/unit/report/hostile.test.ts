import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmless } from '../../../src/core/harmless.ts'
import type { Document } from '../../../src/report/document.ts'
import { escapeHtml, escapeMarkdown } from '../../../src/report/escape.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { reportStyle } from '../../../src/report/html-style.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import type { Report } from '../../../src/report/report.ts'
import { reportDocument } from '../../../src/report/report-document.ts'
import { sampleReport } from '../../support/sample-report.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...'<>&"\'`|\\*_[]()#!~$+-=1.:/ \n\r\t',
      '\u202e',
      '\u0000',
      '\u001b[2J',
      'www.',
      'http://',
      '漢',
    ),
    maxLength: 40,
  }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</title></svg><script>',
    '| a | b |\n| --- | --- |',
    '[click](javascript:alert(1))',
    '![x](http://example.org/x.png)',
    '```\n# heading',
    '- - 1. > # x',
    '</style><style>*{display:none}',
  ),
)
const langs = fc.constantFrom('en', 'nl')

/** A report in which every text is the same hostile one: names, reasons, titles, hashes, times, all of it. */
function poison<T>(value: T, bad: string): T {
  if (typeof value === 'string') return bad as T
  if (Array.isArray(value)) return value.map((item) => poison(item, bad)) as T
  if (value === null || typeof value !== 'object') return value
  const keep = new Set([
    'verdict',
    'state',
    'status',
    'weight',
    'type',
    'form',
    'how',
    'kind',
    'startedAt',
    'endedAt',
    'due',
    'metAt',
    'startedWritten',
    'metWritten',
    'written',
  ])
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      keep.has(key) && typeof member === 'string' ? member : poison(member, bad),
    ]),
  ) as T
}

function poisoned(bad: string): Report {
  const report = poison(sampleReport(undefined, { origin: 'x', root: 'x' }), bad)
  const notices = report.notices.map((notice) => ({
    ...notice,
    sent: { how: bad, at: bad, reference: bad, written: bad, by: bad },
  }))
  // Told as `< 1 s`: a text of the program itself has to be escaped too.
  const phases = report.phases.map((phase) => ({ ...phase, lastedMs: 1 }))
  return { ...report, notices, phases }
}

/** The tags of a page, without their attributes' values; a text has its line breaks, and no other ones. */
function tags(html: string): readonly string[] {
  const all = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'))
  return all.filter((tag) => tag !== '<br>')
}

test('in HTML no text adds, closes or changes a tag', () => {
  const page = (bad: string, lang: 'en' | 'nl') => renderHtml(reportDocument(poisoned(bad), lang))
  const clean = { en: tags(page('x', 'en')), nl: tags(page('x', 'nl')) }
  fc.assert(
    fc.property(hostile, langs, (bad, lang) => {
      const text = page(bad, lang)
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(text.replaceAll(/<[a-z/!][^<>]*>/g, '').replace(reportStyle, '')).not.toMatch(/[<>]|&(?!\w+;|#39;)/)
      // An empty text may leave out a part, and the width of a chip is no tag.
      if (bad.trim() !== '') expect(tags(text).filter(isMarkup)).toEqual(clean[lang].filter(isMarkup))
    }),
    { numRuns: 300 },
  )
})

function isMarkup(tag: string): boolean {
  return !/^<\/?(rect|path|g|text|title)\b/.test(tag)
}

test('in Markdown no text makes another block, cell or link', () => {
  const page = (bad: string, lang: 'en' | 'nl') => renderMarkdown(reportDocument(poisoned(bad), lang))
  const shape = (text: string): readonly string[] =>
    text.split('\n').map((line) => {
      const cells = line.replaceAll(/\\./g, '').split('|').length
      return `${/^(#+ |- |> |>$|\||---)?/.exec(line)?.[1] ?? ''}${cells}`
    })
  const clean = { en: shape(page('x', 'en')), nl: shape(page('x', 'nl')) }
  fc.assert(
    fc.property(hostile, langs, (bad, lang) => {
      const text = page(bad, lang)
      if (bad.trim() !== '') expect(shape(text)).toEqual(clean[lang])
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
    { numRuns: 300 },
  )
})

test('an escaped text shows what stood there', () => {
  fc.assert(
    fc.property(hostile, (bad) => {
      expect(escapeMarkdown(bad).replaceAll(/\\([!-/:-@[-`{-~w.])/g, '$1')).toBe(harmless(bad).trim())
      expect(escapeMarkdown(bad)).not.toMatch(/(?<!\\)(?:\\\\)*[`*_{}[\]<>#|~&$!]/)
      const decoded = escapeHtml(bad).replace(/&(amp|lt|gt|quot|#39);/g, (entity) => shown[entity] ?? entity)
      expect(decoded).toBe(harmless(bad))
      expect(escapeHtml(bad)).not.toMatch(/[<>"']/)
    }),
  )
})

const shown: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

test('every kind of block is escaped', () => {
  const bad = '<b>|`x`|</b>'
  const doc: Document = {
    lang: 'en',
    title: bad,
    record: bad,
    footer: bad,
    blocks: [
      { kind: 'heading', level: 2, text: bad },
      { kind: 'heading', level: 3, text: bad },
      { kind: 'text', text: bad },
      { kind: 'list', items: [bad] },
      { kind: 'alert', tone: 'bad', title: bad, text: [bad] },
      { kind: 'facts', rows: [[bad, { text: bad, tone: 'bad' }]] },
      { kind: 'table', caption: bad, head: [bad, bad], widths: [50, 50], rows: [[bad, { text: bad, code: true }]] },
      { kind: 'picture', title: bad, alt: bad, svg: '' },
    ],
  }
  expect(renderHtml(doc)).not.toContain('<b>')
  expect(renderHtml(doc).match(/&lt;b&gt;/g)).toHaveLength(20)
  expect(renderMarkdown(doc).replaceAll('\\<b\\>\\|\\`x\\`\\|\\</b\\>', '')).not.toMatch(/[<`]/)
})

test('a page asks for nothing: no script, no address, no style in an attribute', () => {
  const html = renderHtml(reportDocument(sampleReport(), 'en'))
  expect(html).not.toMatch(/<script|\ssrc=|\shref="(?!#)|url\(|@import|\sstyle=|https?:|\son[a-z]+=/)
  expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+'/)
})
