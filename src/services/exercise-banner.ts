import { html } from 'hono/html'
import type { PageLang } from '../cloud/citizen-services.ts'

/** The mark of an exercise in all languages, for everybody who could come upon such a page. */
export const exerciseSign = 'EXERCISE / OEFENING / EXERCICE / ÜBUNG'

/** The banner above every page of an exercise, on the screen and on paper. */
export function bannerHtml(lang: string): ReturnType<typeof html> {
  return html`<p class="exercise" role="note"><strong>${exerciseSign}</strong><br>${sentences[lang as PageLang] ?? sentences.en}</p>`
}

const sentences: Readonly<Record<PageLang, string>> = {
  nl: 'Dit is een oefening. Niets op deze pagina is echt, en niets wat u hier invult, wordt behandeld.',
  fr: 'Ceci est un exercice. Rien sur cette page n’est réel, et rien de ce que vous y inscrivez ne sera traité.',
  en: 'This is an exercise. Nothing on this page is real, and nothing that you enter here will be dealt with.',
  de: 'Dies ist eine Übung. Nichts auf dieser Seite ist echt, und nichts, was Sie hier eintragen, wird bearbeitet.',
}
