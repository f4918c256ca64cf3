import { html } from 'hono/html'
import { type Lang, pick, type Text } from '../../core/text.ts'
import { baseStyle, type Html, pageFrame } from '../page-frame.ts'

/** The parts that every page of the desk shows around its content. `clerk` is null before somebody is logged in. */
export interface DeskFrame {
  readonly municipality: string
  readonly lang: Lang
  readonly clerk: string | null
  readonly frozen: boolean
  /** The register's files are not where they were: nothing that is written would be found again. */
  readonly lost: boolean
  readonly exercise: boolean
}

export const deskStyle = `${baseStyle}
label,legend{font-weight:700;display:block}
.field{margin:1rem 0}
.hint{font-weight:400;color:#404040;display:block}
input,select,textarea{font:inherit;width:100%;max-width:32rem;padding:.5rem;border:1px solid #595959;border-radius:3px;background:#fff;color:inherit}
input[aria-invalid],select[aria-invalid],textarea[aria-invalid]{border:2px solid #8a1111}
.error{color:#8a1111;font-weight:700;display:block}
.notice{border-left:6px solid #8a1111;padding:.25rem 0 .25rem 1rem;margin:1rem 0}
.good{border-color:#0b5a1e}
button,.button{font:inherit;font-weight:700;display:inline-block;padding:.6rem 1.2rem;border:2px solid #0b3d91;border-radius:3px;background:#0b3d91;color:#fff;text-decoration:none;cursor:pointer}
.plain{background:#fff;color:#0b3d91}
.bar{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:center;justify-content:space-between}
.kinds{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.75rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem .35rem 0;border-bottom:1px solid #767676;overflow-wrap:normal}
td bdi{overflow-wrap:break-word}
td{white-space:pre-line}
.number{font-size:clamp(1rem,5.6vw,1.5rem);font-weight:700}
.number,td:first-child a{white-space:nowrap}
.paper{display:none}
@media screen and (max-width:36rem){
table,tbody,tr,th,td{display:block;width:auto}
thead{position:absolute;left:-99rem}
tr{padding:.4rem 0;border-bottom:1px solid #767676}
th,td{padding:0;border:0}
}
@media print{
.paper{display:block}
table{font-size:10.5pt}
tr{break-inside:avoid}
.sign{margin-top:14mm;display:flex;gap:10mm}
.sign p{flex:1;border-top:1px solid #000;padding-top:1mm}
}
`

export function deskPage(frame: DeskFrame, title: Text, main: Html): Html {
  const { lang, municipality, clerk } = frame
  const t = (text: Text) => pick(text, lang)
  const other = lang === 'nl' ? 'en' : 'nl'
  return pageFrame({
    lang,
    title: `${t(title)} · ${t(desk)} ${municipality}`,
    style: deskStyle,
    exercise: frame.exercise,
    skip: t({ en: 'Skip to content', nl: 'Naar de inhoud' }),
    header: html`<div class="bar"><strong>${t(desk)} · ${municipality}</strong>
<nav aria-label="${t({ en: 'Pages', nl: 'Pagina’s' })}"><ul>
${clerk === null ? '' : html`<li><a href="/">${t({ en: 'Overview', nl: 'Overzicht' })}</a></li>`}
<li><a href="/language/${other}" lang="${other}" hreflang="${other}">${other === 'nl' ? 'Nederlands' : 'English'}</a></li>
</ul></nav></div>`,
    main: html`${frame.lost ? html`<p class="notice screen" role="alert">${t(lostText)}</p>` : ''}${frame.frozen ? html`<p class="notice screen" role="status">${t(frozenText)}</p>` : ''}${main}`,
    footer:
      clerk === null
        ? html`<p>${t(provisional)}</p>`
        : html`<form method="post" action="/logout" class="bar screen"><span>${t({ en: 'Logged in:', nl: 'Aangemeld:' })} <bdi>${clerk}</bdi></span>
<button class="plain">${t({ en: 'Log out', nl: 'Afmelden' })}</button></form><p>${t(provisional)}</p>`,
  })
}

/** A page that says one thing, and where to go from there. */
export function messagePage(frame: DeskFrame, title: Text, said: Text, link: { href: string; text: Text }): Html {
  const t = (text: Text) => pick(text, frame.lang)
  return deskPage(
    frame,
    title,
    html`<h1>${t(title)}</h1><p>${t(said)}</p><p><a class="button" href="${link.href}">${t(link.text)}</a></p>`,
  )
}

const desk: Text = { en: 'Emergency register', nl: 'Noodregister' }

const provisional: Text = {
  en: 'An entry in this register is provisional: it is no civil-status act and no decision.',
  nl: 'Een inschrijving in dit register is voorlopig: ze is geen akte van de burgerlijke stand en geen beslissing.',
}

export const lostText: Text = {
  en: 'NOTHING can be recorded: the folder of this register was moved, replaced or deleted. Write declarations on paper and warn whoever runs the emergency cloud. What you see here may exist nowhere else any more: print it or write it down.',
  nl: 'Er kan NIETS worden ingeschreven: de map van dit register is verplaatst, vervangen of gewist. Noteer aangiften op papier en verwittig wie de noodomgeving beheert. Wat u hier ziet, bestaat misschien nergens anders meer: druk het af of schrijf het over.',
}

export const frozenText: Text = {
  en: 'This register is closed: its entries were handed back to the municipality’s own systems. Nothing new can be recorded.',
  nl: 'Dit register is afgesloten: de inschrijvingen zijn teruggegeven aan de eigen systemen van het gemeentebestuur. Er kan niets nieuws worden ingeschreven.',
}
