import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activateSmall, exampleProfile } from '../support/begun-incident.ts'
import { type Browser, type Page, startBrowser } from '../support/browser.ts'
import { lacks } from '../support/needs.ts'
import { cli, keptFolder, root } from '../support/run-cli.ts'

const lacking = [
  lacks('chromium, a browser: how pages look and print', ['chromium', '--version']),
  lacks('pdftotext: what stands on printed pages', ['pdftotext', '-v']),
].includes(true)

const langs = ['en', 'nl'] as const
type Lang = (typeof langs)[number]
const plans = ['ransomware', 'supplier', 'data-theft', 'account-takeover', 'ddos'] as const
const planTitle = {
  en: { ransomware: 'Ransomware', ddos: 'Flooded with traffic (DDoS)' },
  nl: { ransomware: 'Ransomware', ddos: 'Overbelast door verkeer (DDoS)' },
} as const

/** What one may be called, and what a link may be: long words, and one that is nothing else. */
const longNames: readonly (readonly [string, string])[] = [
  ['Karim Geenechte', 'Maria-Magdalena Vandenbroucke-Van Overstraeten van der Noodplanningscoördinatie'],
  ['Internet edge of the town hall', `Internetaansluiting${'van'.repeat(30)}`],
  ['Voorbeeld ICT', 'Informatieveiligheidsconsulentenbureau Voorbeeldinformatica'],
]

describe.skipIf(lacking)('pages in a browser', () => {
  const home = keptFolder()
  const at = (name: string): string => join(home, `${name}.html`)
  let browser: Browser
  let record = ''

  async function write(lang: Lang, name: string, ...argv: readonly string[]): Promise<void> {
    const said = await cli(home, '--lang', lang, ...argv, '--out', at(name))
    expect(said.code, said.err).toBe(0)
  }
  const print = (lang: Lang, plan: string, name: string, profile: string): Promise<void> =>
    write(lang, name, 'runbook', 'print', plan, '--municipality', 'willebroek', '--profile', profile)

  beforeAll(async () => {
    browser = startBrowser()
    const long = join(home, 'long.yaml')
    const example = readFileSync(exampleProfile, 'utf8').replaceAll('../bin/', join(root, 'fixtures/bin/'))
    writeFileSync(
      long,
      longNames.reduce((text, [from, to]) => text.replaceAll(from, to), example),
    )
    const [begin, answers] = [activateSmall.slice(0, 6), activateSmall.slice(8)]
    expect((await cli(home, ...begin, '--profile', long, ...answers)).code).toBe(0)
    record = JSON.parse((await cli(home, '--json', 'status', 'willebroek')).out).incident
    for (const lang of langs) {
      await write(lang, `report.${lang}`, 'report', record, '--format', 'html')
      await print(lang, 'ransomware', `long.${lang}`, long)
      for (const plan of plans) await print(lang, plan, `${plan}.${lang}`, exampleProfile)
    }
    // What this program says of a kept drill, as test/homes holds it.
    const drill = readFileSync(join(root, 'fixtures/homes/0.2.0/golden/drills.drill-report.html'), 'utf8')
    writeFileSync(at('drill.en'), drill.slice(drill.indexOf('<!doctype')))
  })
  afterAll(() => browser.close())

  const all = langs.flatMap((lang) => [...plans, 'long', 'report'].map((name) => `${name}.${lang}`))

  test.each([...all, 'drill.en'])('%s fits on a telephone, without scrolling sideways', async (name) => {
    const page = await browser.open(at(name), 390)
    expect(await page.evaluate<Sideways>(sideways)).toEqual({ width: 390, over: [] })
  })

  // A4 less the margins of each: 186 mm and 180 mm, at 96 dots an inch.
  test.each(langs.flatMap((lang) => plans.map((plan) => `${plan}.${lang}`)))(
    '%s cuts no word on paper',
    async (name) => {
      const page = await browser.open(at(name), 703, 'print')
      expect(await page.evaluate<readonly string[]>(cutWords('th, td, dt, h2, h3'))).toEqual([])
      expect(await page.evaluate<Sideways>(sideways)).toEqual({ width: 703, over: [] })
    },
  )
  test.each([...langs.map((lang) => `report.${lang}`), 'drill.en'])('%s cuts no word of a heading', async (name) => {
    const page = await browser.open(at(name), 680, 'print')
    expect(await page.evaluate<readonly string[]>(cutWords('thead th, dt, h2, h3'))).toEqual([])
  })
  test.each(langs)('whatever the names are, a plan is not wider than its paper (%s)', async (lang) => {
    const page = await browser.open(at(`long.${lang}`), 703, 'print')
    expect(await page.evaluate<Sideways>(sideways)).toEqual({ width: 703, over: [] })
  })

  test.each([
    ['report.en', 'page', 'of', () => record],
    ['report.nl', 'blz.', 'van', () => record],
    ['drill.en', 'page', 'of', () => 'willebroek-drill-2026-11-30'],
    ['ransomware.en', 'page', '/', () => `cyber-respond · ${planTitle.en.ransomware}: Willebroek`],
    ['ddos.nl', 'blad', '/', () => `cyber-respond · ${planTitle.nl.ddos}: Willebroek`],
  ])('each printed page of %s has its number and whose it is', async (name, word, of, whose) => {
    const pages = await printedPages(await browser.open(at(name), 800))
    expect(pages.length).toBeGreaterThan(3)
    for (const [index, text] of pages.entries()) {
      const foot = text.trimEnd().split('\n').at(-1)?.trim().replaceAll(/ {2,}/g, '  ')
      expect(foot).toBe(`${whose()}  ${word} ${index + 1} ${of} ${pages.length}`)
    }
  })
})

interface Sideways {
  readonly width: number
  readonly over: readonly string[]
}

/** How wide the page is, and what sticks out of it; a part that scrolls by itself may be wider. */
const sideways = `(() => {
  const seen = document.documentElement.clientWidth
  const over = [...document.querySelectorAll('body *')]
    .filter((one) => one.closest('.wide[role=region]') === null && one.getBoundingClientRect().right > seen + 0.5 && one.getBoundingClientRect().left >= 0)
    .map((one) => one.tagName + ': ' + one.textContent.slice(0, 60))
  return { width: document.documentElement.scrollWidth, over }
})()`

/** What holds a word that is wider than its place, and would be cut where nobody wants it. */
function cutWords(what: string): string {
  return `(() => {
    const all = [...document.querySelectorAll(${JSON.stringify(what)})]
    for (const one of all) one.style.overflowWrap = 'normal'
    return all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)
  })()`
}

async function printedPages(page: Page): Promise<readonly string[]> {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await page.pdf(), encoding: 'utf8' })
  // Each page ends with a form feed.
  return text.split('\f').slice(0, -1)
}
