import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { citizenServices, pageLangs } from '../../../src/cloud/citizen-services.ts'
import { changePage, emptyPage, type PageContent } from '../../../src/cloud/page-content.ts'
import { createStatusPage } from '../../../src/services/status-page/app.ts'

const identity = { cloud: 'c', generation: 'g' }

async function shown(
  page: PageContent,
  path = '/nl',
  headers: Record<string, string> = {},
  exercise = false,
  stands = true,
): Promise<string> {
  const app = createStatusPage({
    municipality: '<i>Sint-Gillis</i>',
    identity,
    exercise,
    read: () => page,
    stands: () => stands,
  })
  return (await app.request(path, { headers })).text()
}

const hostile = `<script>alert("1")</script>'&\u202e`

describe('the page for citizens', () => {
  test('claims nothing about what nobody said', async () => {
    const page = await shown(emptyPage)
    expect(page).not.toMatch(/class="state|class="available|class="unavailable/)
    for (const title of Object.values(citizenServices)) expect(page).toContain(`<li>${title.nl}</li>`)
    expect(page).toContain('nog niet gewijzigd')
    expect(page).toContain('112')
  })

  test('says what was said, in words and not in colour only, and when, in the time of Brussels', async () => {
    const change = { service: 'deaths', state: 'limited', where: 'Loket 3', lang: 'nl' } as const
    const page = changePage(emptyPage, change, '2026-11-23T22:30:00Z')
    const html = await shown(page)
    expect(html).toMatch(/Aangifte van overlijden<\/dt>\s*<dd class="state limited">.*Werkt beperkt/)
    expect(html).toContain('Loket 3')
    expect(html).not.toContain('<li>Aangifte van overlijden</li>')
    expect(html).toContain('datetime="2026-11-23T23:30:00+01:00"')
    expect(html).toContain('maandag 23 november 2026')
  })

  test('shows a text in another language than the page as what it is', async () => {
    const page = changePage(emptyPage, { message: 'Bel ons', lang: 'nl' }, '2026-11-23T22:30:00Z')
    expect(await shown(page, '/fr')).toMatch(/<bdi lang="nl">Bel ons<\/bdi> <small>\(uniquement en néerlandais\)/)
    expect(await shown(page, '/nl')).not.toContain('alleen in het')
    const both = changePage(page, { message: 'Appelez-nous', lang: 'fr' }, '2026-11-23T22:31:00Z')
    expect(await shown(both, '/fr')).toContain('<bdi>Appelez-nous</bdi>')
    expect(await shown(both, '/de')).toContain('Bel ons')
  })

  test('tells of the counter desk only what its provider sees', async () => {
    expect(await shown({ ...emptyPage, desk: 'open' })).toContain('Het register werkt:')
    expect(await shown({ ...emptyPage, desk: 'frozen' })).toContain('afgesloten')
    expect(await shown({ ...emptyPage, desk: 'down' })).toContain('werkt op dit moment niet')
    expect(await shown({ ...emptyPage, desk: 'unknown' })).not.toContain('Noodregister')
  })

  test('says in an exercise, in its language and in the title, that it is one, and never else', async () => {
    const said = { nl: 'Dit is een oefening', fr: 'Ceci est un exercice', en: 'This is an exercise', de: 'eine Übung' }
    for (const lang of pageLangs) {
      const page = await shown(emptyPage, `/${lang}`, {}, true)
      expect(page).toContain(said[lang])
      expect(page).toContain('<title>EXERCISE / OEFENING / EXERCICE / ÜBUNG: ')
      expect(await shown(emptyPage, `/${lang}`)).not.toMatch(/EXERCISE|OEFENING|role="note"/)
    }
  })

  test('comes in the language of the browser, and else in Dutch', async () => {
    const lang = async (accept: string) =>
      /<html lang="(..)"/.exec(await shown(emptyPage, '/', { 'accept-language': accept }))?.[1]
    expect(await lang('fr-BE,fr;q=0.9')).toBe('fr')
    expect(await lang('es, de;q=0.5')).toBe('de')
    expect(await lang('es')).toBe('nl')
    expect(await lang('')).toBe('nl')
  })

  test.each(pageLangs)('is light, one file, without script, and marked up for everybody (%s)', async (lang) => {
    let page = changePage(emptyPage, { message: hostile.repeat(5), lang }, '2026-11-23T22:30:00Z')
    for (const service of Object.keys(citizenServices)) {
      page = changePage(page, { service, state: 'limited', where: hostile.repeat(5), lang }, '2026-11-23T22:30:00Z')
    }
    const html = await shown({ ...page, desk: 'open' }, `/${lang}`)
    expect(Buffer.byteLength(html)).toBeLessThan(30 * 1024)
    expect(html).not.toMatch(/<script|<i>|\u202e| src=|url\(|@import|href="(?!\/|#|data:,")/)
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html.match(/<h1>/g)).toHaveLength(1)
    for (const part of [
      '<main id="main"',
      '<header>',
      '<footer>',
      'class="skip" href="#main"',
      'name="viewport"',
      '@media print',
    ]) {
      expect(html).toContain(part)
    }
    for (const other of pageLangs) expect(html).toContain(`lang="${other}"`)
  })

  test('has headers that allow its own style and nothing else', async () => {
    const app = createStatusPage({
      municipality: 'Diest',
      identity,
      exercise: false,
      read: () => emptyPage,
      stands: () => true,
    })
    const response = await app.request('/nl')
    const style = /<style>([\s\S]*?)<\/style>/.exec(await response.text())?.[1] ?? ''
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect((await app.request('/nothing')).status).toBe(404)
  })

  test('that nobody can change any more says so in each language, and is not healthy', async () => {
    const sentences = {
      nl: 'wordt op dit moment niet bijgewerkt',
      fr: 'n’est pas mise à jour',
      en: 'is not being updated',
      de: 'wird zurzeit nicht aktualisiert',
    }
    for (const lang of pageLangs) {
      expect(await shown(emptyPage, `/${lang}`, {}, false, false)).toContain(sentences[lang])
      expect(await shown(emptyPage, `/${lang}`)).not.toContain(sentences[lang])
    }
    const app = (stands: boolean) =>
      createStatusPage({
        municipality: 'Diest',
        identity,
        exercise: false,
        read: () => emptyPage,
        stands: () => stands,
      })
    expect((await app(true).request('/health')).status).toBe(200)
    expect((await app(false).request('/health')).status).toBe(503)
  })

  test('that can not be read is not healthy, and says nothing of the cause', async () => {
    const app = createStatusPage({
      municipality: 'Diest',
      identity,
      exercise: false,
      read: () => {
        throw new Error('database disk image is malformed')
      },
      stands: () => true,
    })
    for (const path of ['/health', '/']) {
      const response = await app.request(path)
      expect(response.status).toBe(500)
      expect(await response.text()).not.toContain('malformed')
    }
  })
})
