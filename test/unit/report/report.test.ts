import { describe, expect, test } from 'vitest'
import { clockText } from '../../../src/report/clock-words.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import type { ClockLine } from '../../../src/report/report.ts'
import { reportDocument } from '../../../src/report/report-document.ts'
import { sampleReport } from '../../support/sample-report.ts'

const golden = (name: string): string => `golden/${name}.txt`

describe.each(['en', 'nl'] as const)('a troubled night, in %s', (lang) => {
  test('as Markdown', async () => {
    const text = renderMarkdown(reportDocument(sampleReport(), lang))
    await expect(text).toMatchFileSnapshot(golden(`report.${lang}.md`))
  })

  test('as HTML', async () => {
    const text = renderHtml(reportDocument(sampleReport(), lang))
    await expect(text).toMatchFileSnapshot(golden(`report.${lang}.html`))
  })
})

test('as JSON', async () => {
  await expect(`${JSON.stringify(sampleReport(), null, 2)}\n`).toMatchFileSnapshot(golden('report.json'))
})

test('each fact of the night is in the report, where a reader looks for it', () => {
  const report = sampleReport()
  const kinds = (lines: readonly { readonly type: string }[]): readonly string[] => lines.map(({ type }) => type)
  expect(kinds(report.decisions)).toEqual([
    'step.refused',
    'step.approved',
    'step.decided',
    'step.skipped',
    'step.blocked',
    'handover.made',
  ])
  expect(kinds(report.setbacks)).toEqual(['step.outcome'])
  expect(kinds(report.disturbances)).toEqual(['boot.changed', 'clock.jump', 'step.decided', 'redaction', 'drift.seen'])
  expect(report.timeline).toHaveLength(22)
  const cut = report.steps.find(({ id }) => id === 'isolate/cut-links')
  expect(cut).toMatchObject({ status: 'done', unproven: true, attempts: 2, approvals: [{ form: 'signed', line: 7 }] })
  expect(cut?.lines).toEqual([6, 7, 8, 9, 10, 13])
  expect(report.evidence[0]?.copies).toMatchObject([{ where: 'disk A, in the safe', offline: true, line: 17 }])
  expect(report.notTaken).toMatchObject([{ name: 'swap', line: 18 }])
  expect(report.keys).toMatchObject([{ use: 'operator', person: 'Jan Maes', line: 19 }])
  const roles = report.people.map(({ name, roles }) => [name, ...roles.map(({ role, how }) => `${role} ${how}`)])
  expect(roles).toEqual([
    ['Els Peeters', 'lead acted', 'network acted', 'erasure approved'],
    ['Jan Maes', 'lead approved', 'lead took-over'],
  ])
})

test('a clock says by how much it was late, and a runbook how long it took', () => {
  const { clocks, phases } = sampleReport()
  expect(clocks[0]).toMatchObject({ id: 'ccb-early-warning', status: 'met-late', lateMs: 2 * 3_600_000 })
  expect(phases).toMatchObject([
    { runbook: 'isolate', settled: 3, steps: 3, lastedMs: 8 * 60_000 },
    { runbook: 'notify', settled: 0, lastedMs: null },
  ])
})

const clock: ClockLine = {
  id: 'c',
  title: { en: 'c', nl: 'c' },
  source: { en: '', nl: '' },
  weight: 'duty',
  status: 'running',
  startedAt: '2026-11-24T02:00:00Z',
  startedWritten: null,
  startedBy: null,
  due: '2026-11-25T02:00:00Z',
  metAt: null,
  metWritten: null,
  metSaidBy: null,
  reference: null,
  leftMs: 3_600_000,
  leftWrittenMs: null,
  lateMs: null,
  writtenLateMs: null,
}

test('a duty, a target and a threat end in words of their own', () => {
  const ends = (['duty', 'target', 'threat'] as const).flatMap((weight) => [
    clockText({ ...clock, weight }, 'en'),
    clockText({ ...clock, weight, status: 'met', metAt: '2026-11-25T01:00:00Z' }, 'en'),
    clockText({ ...clock, weight, status: 'met-late', lateMs: 7_200_000 }, 'en'),
    clockText({ ...clock, weight, status: 'overdue', lateMs: 7_200_000 }, 'nl'),
  ])
  expect(ends).toEqual([
    'open, 1 h 0 m left',
    'duty met, 1 h 0 m before it was due',
    'DUTY MET LATE, by 2 h 0 m',
    'PLICHT NIET VERVULD, al 2 u 0 m te laat',
    'open, 1 h 0 m left',
    'target met, 1 h 0 m before it was due',
    'TARGET MISSED by 2 h 0 m',
    'STREEFDOEL GEMIST, al 2 u 0 m te laat',
    'still threatens, 1 h 0 m left',
    'dealt with, 1 h 0 m before it ran out',
    'dealt with 2 h 0 m after it ran out',
    'VERSTREKEN, 2 u 0 m geleden',
  ])
})

test('of a record that was tampered with, that stands above all else', () => {
  const report = sampleReport(undefined, {
    verdict: 'tampered',
    firstBadLine: 21,
    found: { en: 'line 21 was changed', nl: 'regel 21 werd gewijzigd' },
  })
  const text = renderMarkdown(reportDocument(report, 'nl'))
  expect(text.split('\n').slice(2, 3)).toEqual(['> **MET HET LOGBOEK IS GEKNOEID**'])
  expect(text).toContain('Regel 21 werd gewijzigd.')
  const html = renderHtml(reportDocument(report, 'en'))
  expect(html.indexOf('THE RECORD WAS TAMPERED WITH')).toBeLessThan(html.indexOf('Municipality'))
})

describe('a step that the record speaks against', () => {
  const contradicted = { by: [{ en: '13 of 14 sheets', nl: '13 van 14 bladen' }], reason: 'one is lost' }
  const report = sampleReport()
  const [first] = report.steps
  const steps = report.steps.map((step) =>
    step === first ? { ...step, status: 'done' as const, strength: 'contradicted' as const, contradicted } : step,
  )
  const doubted = { ...report, steps, counts: { ...report.counts, contradicted: 1 } }

  test.each([
    ['en', 'CONTRADICTED BY THE RECORD: 13 of 14 sheets', ' 1 done though the record speaks against it,'],
    ['nl', 'TEGENGESPROKEN DOOR HET LOGBOEK: 13 van 14 bladen', ' 1 gedaan hoewel het logboek het tegenspreekt,'],
  ] as const)('says so in every form of the report: %s', (lang, said, counted) => {
    for (const text of [renderMarkdown, renderHtml].map((render) => render(reportDocument(doubted, lang)))) {
      // Among the questions that a reader will ask, and as what proves the step.
      expect(text.split(said).length - 1).toBeGreaterThanOrEqual(2)
      expect(text).toContain('one is lost')
      expect(text).toContain(counted)
    }
  })
})

test.each([
  [
    'in a line',
    23,
    'This report rests only on the 22 lines before line 23. What stands behind them is left out, and the last line that is reported may itself be the changed one.',
    'Dit verslag steunt alleen op de 22 regels vóór regel 23. Wat daarna staat, is niet opgenomen, en de laatste opgenomen regel kan zelf de gewijzigde zijn.',
  ],
  [
    'in a seal',
    6,
    'All 22 lines are reported: they follow from each other, but from line 6 on they may not be those that were sealed.',
    'Alle 22 regels zijn opgenomen: ze volgen uit elkaar, maar vanaf regel 6 kunnen het andere zijn dan die welke verzegeld werden.',
  ],
  [
    'in no line that can be named',
    null,
    'All 22 lines are reported: they follow from each other.',
    'Alle 22 regels zijn opgenomen: ze volgen uit elkaar.',
  ],
])('on what a report of a tampered record rests, where the fault is %s', (_where, firstBadLine, en, nl) => {
  const report = sampleReport(undefined, { verdict: 'tampered', firstBadLine })
  expect(renderMarkdown(reportDocument(report, 'en'))).toContain(`> ${en}\n`)
  expect(renderMarkdown(reportDocument(report, 'nl'))).toContain(`> ${nl}\n`)
})
