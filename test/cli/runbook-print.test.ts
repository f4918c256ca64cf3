import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { onlyTheProgram } from '../../src/core/condition-words.ts'
import { smallRunbooks } from '../support/evening-drill.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const profile = ['--municipality', 'willebroek', '--profile', join(root, 'fixtures/profiles/willebroek.yaml')]
const plans = readdirSync(join(root, 'runbooks'))
  .filter((name) => name.endsWith('.plan.yaml'))
  .map((name) => name.slice(0, -'.plan.yaml'.length))

/** So much that each kind of line stands in the golden file. */
const ownProfile = `format: cyber-respond/profile@1
municipality: "12040"
checked: 2026-11-02
contacts:
  - { role: lead, name: An Voorbeeld, phone: "+32 3 555 01 00", mail: lead@example.org }
  - { role: network, name: Bram Fictief, phone: "+32 3 555 01 01" }
  - { role: mayor, name: Fien Niemand, phone: "+32 3 555 01 05" }
links:
  - { id: internet, name: Internet, kind: internet, cut: [cut-link, internet], probe: "127.0.0.1:17901" }
  - { id: vpn, name: VPN, kind: vpn }
partners:
  - { id: ksz, name: Kruispuntbank, phone: "+32 3 555 01 21" }
`

async function printed(lang: string, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await cli(tempFolder(), '--lang', lang, 'runbook', 'print', ...args)
  expect(code, err).toBe(0)
  return out
}

/** What a reader sees. */
function seen(html: string): string {
  return html
    .replace(/<head>.*<\/head>/s, '')
    .replaceAll(/<wbr>|&shy;/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
}

describe.each(['en', 'nl'])('a plan on paper (%s)', (lang) => {
  test('the small plan, whole', async () => {
    const file = join(tempFolder(), 'own.yaml')
    writeFileSync(file, ownProfile)
    const own = ['--municipality', 'willebroek', '--profile', file]
    const { out } = await cli(
      tempFolder(),
      '--lang',
      lang,
      '--runbooks',
      smallRunbooks,
      'runbook',
      'print',
      'small',
      ...own,
    )
    const still = out
      .replace(/(printed|afgedrukt) [^·]*·/, '$1 …·')
      .replace(/cyber-respond \d+\.\d+\.\d+/, 'cyber-respond …')
    await expect(still).toMatchFileSnapshot(`golden/plan-on-paper.${lang}.html`)
  })

  test.each(plans)('%s reads without the program: no expression, no placeholder, no id', async (plan) => {
    const html = await printed(lang, plan, ...profile)
    const text = seen(html)
    const code = /\{\{|facts\.|has\(|steps\[|contact\(|profile\.|\|\||&&|[=!]=|<\w+[.("]/.exec(text)
    expect(code === null ? null : text.slice(Math.max(0, code.index - 60), code.index + 60)).toBeNull()
    expect(text).not.toContain(lang === 'nl' ? onlyTheProgram.nl : onlyTheProgram.en)
    expect(text).not.toMatch(/\b(?:service-owner|general-director|emergency-planner|cut-links|isolate\/)/)
    const codes = [...html.matchAll(/class="code">([A-Z]+\d+)</g)].map(([, found]) => found)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThan(20)
    // What a list is of, so that no two steps of a plan are called the same, and a word in brackets once.
    const titles = [...html.matchAll(/<h3>([^<]*)</g)].map(([, title]) => title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(titles.join('\n')).not.toMatch(
      /(?:each of these|elk van deze)(?! (?:links|backups|partners|suppliers|neighbours|services|verbindingen|back-ups|leveranciers|buurgemeenten|diensten)\b)/,
    )
    expect(text).not.toMatch(/\(\([^)]*\)\)/)
    // Names and numbers of the profile, and nothing that a network would have to give.
    expect(text).toContain('Fien Niemand, +32 3 555 01 05')
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<(?:script|link|img|iframe)|src=|url\(|@import/)
    expect(html).toContain('@page{size:A4')
    expect(html).toMatch(/counter\(page\) " \/ " counter\(pages\)/)
  })

  test('without a municipality names and numbers are lines to fill in', async () => {
    const html = await printed(lang)
    expect(html).toMatch(/<td>(?:mayor|burgemeester)<\/td><td class="room"><span class="blank">/)
    expect(seen(html)).not.toMatch(/null|undefined|\?\?|\[object/)
  })
})

test('a list that the profile has is printed item by item, and only where it applies', async () => {
  const text = seen(await printed('en', 'ransomware', ...profile))
  const [cut = ''] = /I3 Cut each of these links.*?I4/.exec(text) ?? []
  expect(cut).toContain('Internet edge of the town hall $ ../bin/cut-link internet')
  expect(cut).toContain('nothing answers at 127.0.0.1:17902, within 30 seconds')
  expect(text).toContain('I4 Cut each of these links and look yourself: nothing in the profile asks for it')
  expect(text).toContain('no command cuts it, or the command failed (I3 or I4 was skipped)')
})

test('whatever a profile says is text', async () => {
  const home = tempFolder()
  const file = join(home, 'own.yaml')
  const hostile = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')
    .replace('name: Rijksregister,', 'name: "</td><script>alert(1)</script>",')
    .replace('name: VPN for telework', 'name: "{{ facts.lead }} <b onclick=x>"')
  writeFileSync(file, hostile)
  const { out } = await cli(home, 'runbook', 'print', '--municipality', 'willebroek', '--profile', file)
  expect(out).not.toMatch(/<script|<b /)
  expect(out.replaceAll('<wbr>', '')).toContain('&lt;/td&gt;&lt;script&gt;')
})

test('a file that is there stays as it is', async () => {
  const home = tempFolder()
  const out = join(home, 'plan.html')
  expect((await cli(home, 'runbook', 'print', '--out', out)).code).toBe(0)
  const before = readFileSync(out, 'utf8')
  expect((await cli(home, 'runbook', 'print', '--out', out)).code).not.toBe(0)
  expect(readFileSync(out, 'utf8')).toBe(before)
})

test('a plan that there is not', async () => {
  const { code, err } = await cli(tempFolder(), 'runbook', 'print', 'ransonware')
  expect([code, err]).toEqual([3, expect.stringContaining('there is no plan ransonware')])
})
