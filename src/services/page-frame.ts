import { createHash } from 'node:crypto'
import type { Context, Next } from 'hono'
import { html, raw } from 'hono/html'
import { bannerHtml, exerciseSign } from './exercise-banner.ts'

/** Markup in which everything that came from outside is escaped. */
export type Html = ReturnType<typeof html>

interface Page {
  readonly lang: string
  readonly title: string
  readonly style: string
  readonly skip: string
  readonly header: Html
  readonly main: Html
  readonly footer: Html
  readonly exercise: boolean
}

/** A whole page: one file, no script, nothing fetched from elsewhere, so that it can be saved, mirrored and printed. */
export function pageFrame({ lang, title, style, skip, header, main, footer, exercise }: Page): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${exercise ? `${exerciseSign}: ` : ''}${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#main">${skip}</a>
${exercise ? bannerHtml(lang) : ''}
<header>${header}</header>
<main id="main" tabindex="-1">${main}</main>
<footer>${footer}</footer>
</body>
</html>
`
}

interface Protection {
  readonly style: string
  /** `no-referrer` also makes the browser hide where a form comes from, so a page with forms takes `same-origin`. */
  readonly referrer: 'no-referrer' | 'same-origin'
  readonly cache: 'no-cache' | 'no-store'
}

/** Headers that leave a page nothing but its own style and its own forms. */
export function protect({ style, referrer, cache }: Protection): (context: Context, next: Next) => Promise<void> {
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return async (context, next) => {
    await next()
    context.header('Content-Security-Policy', policy)
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('X-Frame-Options', 'DENY')
    context.header('Referrer-Policy', referrer)
    context.header('Cross-Origin-Opener-Policy', 'same-origin')
    context.header('Cross-Origin-Resource-Policy', 'same-origin')
    context.header('Cache-Control', cache)
  }
}

/** The style of every page of the emergency cloud, on a phone and on paper. Text on its ground has 7:1 or more. */
export const baseStyle = `
*{box-sizing:border-box}
html{font:1.0625rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;color:#1a1a1a;background:#fff}
body{margin:0 auto;max-width:46rem;padding:0 1rem 3rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2;margin:1rem 0 .5rem}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
a{color:#0b3d91}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,main:focus-visible{outline:3px solid #0b3d91;outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:#fff}
.exercise{margin:0;padding:.5rem .75rem;border:4px dashed #8a1111;background:#fff3d6;color:#5c0b0b;text-align:center}
.exercise strong{font-size:1.35rem}
header{border-bottom:4px solid #0b3d91;padding:.75rem 0}
footer{border-top:1px solid #767676;margin-top:2.5rem;padding-top:.75rem;color:#404040;font-size:.95rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:0}
nav a,nav span{display:inline-block;padding:.25rem 0}
@page{size:A4;margin:15mm}
@media print{
html{font-size:11pt}
body{max-width:none;padding:0}
nav,.skip,.screen{display:none}
h2{break-after:avoid}
header{padding-top:0}
a{color:inherit;text-decoration:none}
}
`
