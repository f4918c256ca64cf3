import { type Lang, pick } from '../core/text.ts'

const pageWords: Readonly<Record<Lang, readonly [before: string, between: string]>> = {
  en: ['page ', ' of '],
  nl: ['blz. ', ' van '],
}

/**
 * The margins of each page on paper: whose report this is, and which page of how many, so that no page can be taken for another
 * record's or go missing. Written by the browser itself (CSS Paged Media, margin boxes), which a page without script can't do.
 */
export function pageStyle(record: string, lang: Lang): string {
  const [before, between] = pick(pageWords, lang)
  const font = 'font:8pt system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;color:#404040'
  return `@page{size:A4;margin:15mm 15mm 18mm;
@bottom-left{content:${cssString(record)};${font};vertical-align:top;padding-top:2mm;width:75%;text-align:left}
@bottom-right{content:${cssString(before)} counter(page) ${cssString(between)} counter(pages);${font};vertical-align:top;padding-top:2mm;text-align:right}}
`
}

/** A text from anywhere as a string of CSS: everything but letters and digits is escaped, so nothing in it ends the string or the style. */
function cssString(text: string): string {
  const escaped = [...text].map((sign) =>
    /[A-Za-z0-9]/.test(sign) ? sign : `\\${(sign.codePointAt(0) ?? 0).toString(16)} `,
  )
  return `"${escaped.join('')}"`
}
