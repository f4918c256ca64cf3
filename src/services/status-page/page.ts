import { html } from 'hono/html'
import { type CitizenService, citizenServices, type PageLang, pageLangs } from '../../cloud/citizen-services.ts'
import type { PageContent, ServiceState } from '../../cloud/page-content.ts'
import { baseStyle, type Html, pageFrame } from '../page-frame.ts'
import { languageNames, pageWords } from './words.ts'

export const pageStyle = `${baseStyle}
.said{font-size:1.15rem;border-left:6px solid #0b3d91;padding:.5rem 0 .5rem 1rem;margin:1rem 0;white-space:pre-line}
dl{margin:0}
dt{font-weight:700;margin-top:1rem}
dd{margin:.1rem 0 0}
.state{font-weight:700}
.available{color:#0b5a1e}.limited{color:#6b4500}.unavailable{color:#8a1111}
@media print{dl>div,li{break-inside:avoid}.state{color:#000}}
`

// A sign beside the word, so that nobody needs to see colours.
const signs: Readonly<Record<ServiceState, string>> = { available: '✔', limited: '◐', unavailable: '✘' }

interface Place {
  readonly municipality: string
  readonly exercise: boolean
  /** Whether nobody can change any more what this page says: its folder was moved, deleted or unmounted. */
  readonly outdated: boolean
}

/** The page that citizens read, in one language. Texts that nobody wrote in it are shown in the language they exist in. */
export function statusPage({ municipality, exercise, outdated }: Place, lang: PageLang, page: PageContent): Html {
  const w = pageWords[lang]
  const said = localText(page.message, lang)
  const ids = Object.keys(citizenServices) as CitizenService[]
  const silent = ids.filter((id) => page.services[id] === undefined)
  return pageFrame({
    lang,
    title: w.title(municipality),
    style: pageStyle,
    exercise,
    skip: w.skip,
    header: html`<nav aria-label="${w.languages}"><ul>${pageLangs.map((other) => languageLink(other, lang))}</ul></nav>`,
    main: html`
<h1>${w.title(municipality)}</h1>
${outdated ? html`<p class="said" role="status"><strong>${w.outdated}</strong></p>` : ''}
${said === null ? html`<p>${w.intro}</p>` : html`<p class="said">${said}</p>`}
<h2>${w.today}</h2>
<dl>
${ids.map((id) => serviceItem(id, lang, page))}
${deskItem(lang, page)}
</dl>
${silent.length === 0 ? '' : html`<p>${w.noneYet}</p><ul>${silent.map((id) => html`<li>${citizenServices[id][lang]}</li>`)}</ul>`}
<p><strong>${w.emergency}</strong></p>`,
    footer: html`<p>${w.changed} ${page.changedAt === null ? w.never : inBrussels(page.changedAt, lang)}</p>`,
  })
}

function languageLink(other: PageLang, current: PageLang): Html {
  const name = pageWords[other].language
  return other === current
    ? html`<li><span lang="${other}" aria-current="page">${name}</span></li>`
    : html`<li><a href="/${other}" lang="${other}" hreflang="${other}">${name}</a></li>`
}

function serviceItem(id: CitizenService, lang: PageLang, page: PageContent): Html | '' {
  const said = page.services[id]
  if (said === undefined) return ''
  const where = localText(said.where, lang)
  return html`<div><dt>${citizenServices[id][lang]}</dt>
<dd class="state ${said.state}"><span aria-hidden="true">${signs[said.state]}</span> ${pageWords[lang].states[said.state]}</dd>
${where === null ? '' : html`<dd>${pageWords[lang].where} ${where}</dd>`}</div>
`
}

/**
 * The desk's line on the page, which says only what the provider itself sees: it knows whether the register runs, not
 * whether somebody sits at the counter.
 */
function deskItem(lang: PageLang, page: PageContent): Html | '' {
  if (page.desk === 'unknown') return ''
  const state = page.desk === 'open' ? 'available' : 'unavailable'
  return html`<div><dt>${pageWords[lang].desk}</dt>
<dd class="${state}"><span aria-hidden="true">${signs[state]}</span> ${pageWords[lang].deskStates[page.desk]}</dd></div>
`
}

function localText(texts: PageContent['message'], lang: PageLang): Html | null {
  const own = texts[lang]
  if (own !== undefined) return html`<bdi>${own}</bdi>`
  const other = pageLangs.find((candidate) => texts[candidate] !== undefined)
  if (other === undefined) return null
  return html`<bdi lang="${other}">${texts[other]}</bdi> <small>${pageWords[lang].only(languageNames[lang][other])}</small>`
}

const locales: Readonly<Record<PageLang, string>> = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB', de: 'de-BE' }

function inBrussels(instant: string, lang: PageLang): Html {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Brussels')
  const shown = time.toLocaleString(locales[lang], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  return html`<time datetime="${time.toString({ timeZoneName: 'never', smallestUnit: 'second' })}">${shown}</time>`
}
