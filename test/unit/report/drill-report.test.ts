import { expect, test } from 'vitest'
import { evidenceWords } from '../../../src/drill/evidence-words.ts'
import { buildDrillReport } from '../../../src/report/drill/build-drill-report.ts'
import { drillDocument } from '../../../src/report/drill/drill-document.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { drillParts, sampleDrill, serviceTargets } from '../../support/sample-drill.ts'
import { sampleReport } from '../../support/sample-report.ts'

const hostile = '</title><script>alert(1)</script> | "x" \u202e\u001b[31m'

/** Every text of the record replaced by one that means harm. */
function poisoned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poisoned)
  if (value === null || typeof value !== 'object') return value
  const harmful = new Set(['text', 'answer', 'question', 'what', 'reason', 'player'])
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, harmful.has(key) ? hostile : poisoned(one)]),
  )
}

const reportOf = (parts = drillParts) =>
  buildDrillReport({
    played: sampleDrill(parts),
    verification: sampleReport().record,
    planTitle: { en: 'Ransomware', nl: 'Ransomware' },
    ...{ targets: serviceTargets, known: [], madeAt: '2026-11-25T15:00:00.000Z', madeWith: '0.1.0' },
  })

test.each(['en', 'nl'] as const)('nothing that a player or trainer wrote gets out of its place, in %s', (lang) => {
  const parts = drillParts.map(([minute, draft]) => [minute, poisoned(draft) as typeof draft] as const)
  const document = drillDocument(reportOf(parts), lang)
  const html = renderHtml(document)
  expect(html).not.toContain('<script')
  const markdown = renderMarkdown(document)
  expect(markdown).not.toMatch(/(?<!\\)<script/)
  for (const text of [html, markdown]) for (const code of ['\u202e', '\u001b']) expect(text).not.toContain(code)
  const rows = markdown.split('\n').filter((line) => line.startsWith('| #') || line.startsWith('| \\#'))
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(8)
})

test('the report is the same each time, and plain JSON', () => {
  expect(JSON.parse(JSON.stringify(reportOf()))).toEqual(JSON.parse(JSON.stringify(reportOf())))
  expect(reportOf().plan.every(({ owner, due, done }) => owner === null && due === null && done === null)).toBe(true)
})

test('a message is for a role by the name that the scenario gives it', () => {
  const { messages } = reportOf()
  expect(messages.map(({ to, toTitle }) => [to, toTitle.en, toTitle.nl])).toEqual([
    ['lead', 'Incident lead', 'Incidentleider'],
    ['communication', 'Communication', 'Communicatie'],
  ])
  expect(renderMarkdown(drillDocument(reportOf(), 'nl'))).toContain('Iemand → Incidentleider (telefoon)')
})

test('people read names of messages and steps, and not their ids', () => {
  const unsent = drillParts.filter(([minute]) => minute !== 60)
  for (const lang of ['en', 'nl'] as const) {
    const told = renderMarkdown(drillDocument(reportOf(), lang))
    expect(told).not.toMatch(/care-home|isolate\/cut-links/)
    expect(renderMarkdown(drillDocument(reportOf(unsent), lang))).not.toMatch(/niet kwamen: |did not come: /)
  }
  const told = renderMarkdown(drillDocument(reportOf(unsent), 'nl'))
  expect(told).toContain('- Op tijd na het bericht van Iemand, "Nothing works any more.": I1 ')
  expect(told).toMatch(/die niet kwamen; wat erna verwacht wordt, is aan niemand gevraagd:\n\n- .+, "/)
  expect(told).toMatch(/Wijziging aan het draaiboek, I3 [^/]+: The switch/)
  expect(told).toMatch(/\| I3 [^/]+ \| Els Verzinsel \| The switch/)
  const { unsent: ids, redlines, gaps, runbooks } = reportOf(unsent)
  expect(ids).toContain('press')
  expect(redlines.map(({ step }) => step)).toEqual(['isolate/cut-links'])
  expect(gaps.some(({ what }) => what.nl.includes('press'))).toBe(false)
  expect(runbooks[0]).toMatchObject({ id: 'isolate', title: { nl: 'Isoleren' } })
})

test('what a measure looks at has the name of the scenario', () => {
  const words = (name: string, member: string) => evidenceWords(name, member, sampleDrill()).nl
  expect(words('backups', 'tape')).toBe('back-up: Weekly tapes')
  expect(words('hosts', 'pc')).toBe('toestellen: Werkposten')
  expect(words('done', 'isolate/cut-links')).toBe('I3 Sluit … af')
  expect(words('backups', 'other')).toBe('backups other')
})

test('the report of an exercise that goes on names no message that is still to come', () => {
  const going = reportOf(drillParts.filter(([minute]) => minute < 60))
  expect(going.drill.ended).toBeNull()
  expect([going.unsent, going.unsentNames]).toEqual([[], []])
  const over = reportOf(drillParts.filter(([minute]) => minute < 60 || minute === 120))
  expect(over.unsent).toContain('press')
})

test('one is one, and none of them is many', () => {
  const told = (lang: 'en' | 'nl', until: number) =>
    renderMarkdown(drillDocument(reportOf(drillParts.filter(([minute]) => minute <= until)), lang))
  expect(told('en', 19)).toContain('1 message (\\#1, \\#2…) above, 1 step done below')
  expect(told('nl', 19)).toContain('1 bericht (\\#1, \\#2…) boven, 1 gedane stap onder')
  expect(told('nl', 120)).toContain('2 berichten (\\#1, \\#2…) boven, 4 gedane stappen onder')
  expect(told('nl', 19)).toMatch(
    /Verwachte reacties\W+1 op tijd, 0 op tijd beantwoord, 0 te laat, 0 niet gekomen, 0 niet aan toegekomen/,
  )
})

test('an objective that nobody judged is no failure', () => {
  const end = drillParts.filter(([, { type }]) => type === 'drill.ended')
  const told = renderMarkdown(drillDocument(reportOf([...drillParts.slice(0, 2), ...end]), 'nl'))
  expect(told).toContain('| **niet beoordeeld** | niemand |')
  expect(told.match(/\*\*U, niet gelukt\*\* \| maatstaf/g)).toHaveLength(2)
})
