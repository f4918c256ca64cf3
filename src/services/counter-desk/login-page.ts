import { html } from 'hono/html'
import { pick, type Text } from '../../core/text.ts'
import type { Html } from '../page-frame.ts'
import { type DeskFrame, deskPage } from './frame.ts'

/**
 * The login: who sits at the counter, and the access code of this desk. The name typed stays, the code never does.
 * `resume` is a form that somebody sent after the session had ended: it comes back filled in after the login.
 */
export function loginPage(frame: DeskFrame, clerk: string, error: Text | null, resume: string): Html {
  const t = (text: Text) => pick(text, frame.lang)
  const title = { en: 'Log in', nl: 'Aanmelden' }
  return deskPage(
    frame,
    title,
    html`<h1>${t(title)}</h1>
${error === null ? '' : html`<p class="notice" role="alert">${t(error)}</p>`}
<form method="post" action="/login">
${resume === '' ? '' : html`<input type="hidden" name="resume" value="${resume}">`}
<div class="field"><label for="clerk">${t({ en: 'Your name', nl: 'Uw naam' })}
<span class="hint">${t({ en: 'stands on every entry that you make', nl: 'staat bij elke inschrijving die u doet' })}</span></label>
<input id="clerk" name="clerk" value="${clerk}" autocomplete="name" maxlength="100" required></div>
<div class="field"><label for="code">${t({ en: 'Access code', nl: 'Toegangscode' })}
<span class="hint">${t({ en: 'from whoever started the emergency cloud', nl: 'van wie de noodomgeving startte' })}</span></label>
<input id="code" name="code" type="password" autocomplete="off" maxlength="64" required></div>
<p><button>${t(title)}</button></p>
</form>`,
  )
}
