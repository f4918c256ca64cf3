import { counted } from '../core/counted.ts'
import { pick, type Text } from '../core/text.ts'
import { escapeHtml } from './escape.ts'
import { frontHtml } from './paper-front.ts'
import type { PaperParts } from './paper-parts.ts'
import { stepHtml } from './paper-step.ts'
import { paperStyle } from './paper-style.ts'

/**
 * A plan for one municipality as one HTML file to print: no script, nothing from elsewhere (its policy forbids both; a hash of
 * the style would cost more than the rest of the page). Whatever a runbook or a profile says is text in it.
 */
export function renderPlanHtml(parts: PaperParts): string {
  const { book, municipality, lang } = parts
  const name = [pick(book.plan.title, lang), municipality?.name ?? ''].filter((one) => one !== '').join(': ')
  const title = `cyber-respond · ${name}`
  const style = paperStyle(title, pick({ en: 'page', nl: 'blad' }, lang))
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
  const runbooks = book.runbooks.map((runbook) => {
    const { length } = runbook.steps
    const count: Text = { en: counted(length, 'step', 'steps'), nl: counted(length, 'stap', 'stappen') }
    const codes = [runbook.steps[0]?.code, runbook.steps.at(-1)?.code].join('–')
    return `<section class="runbook">
<h2>${escapeHtml(parts.filling.text(runbook.title))} · ${escapeHtml(codes)} · ${pick(count, lang)}</h2>
${runbook.steps.map((step) => stepHtml(parts, runbook, step)).join('\n')}
</section>`
  })
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${frontHtml(parts)}
${runbooks.join('\n')}
</body>
</html>
`
}
