import { describe, expect, test } from 'vitest'
import { remarked, statementsOf } from '../../../src/core/statements.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { ocsfEvent } from '../../../src/report/ocsf.ts'
import { reportDocument } from '../../../src/report/report-document.ts'
import { renderEvent } from '../../../src/ui/event.ts'
import { rulesOf } from '../../../src/ui/stated.ts'
import { renderStatus, statusJson } from '../../../src/ui/status.ts'
import { sampleReport, type troubledNight } from '../../support/sample-report.ts'
import { logged, sampleEvents, sampleView } from '../../support/sample-view.ts'

const els = 'Els Peeters'
/** Due at 03:12 on the 25th: sent at 23:12 on the 24th, as she says, and written at 15:12 on the 26th. */
const backdated: typeof troubledNight = [
  {
    type: 'notice.prepared',
    actor: els,
    t: '2026-11-26T14:10:00.000Z',
    data: { obligation: 'ccb-early-warning', files: [], values: {} },
  },
  {
    type: 'notice.sent',
    actor: els,
    t: '2026-11-26T14:12:00.000Z',
    data: { obligation: 'ccb-early-warning', how: 'portal', at: '2026-11-24T22:12:00.000Z', reference: 'CCB-7' },
  },
]
const morning = Temporal.Instant.from('2026-11-26T14:31:00Z')
const view = sampleView(backdated, { now: morning })
const screen = { columns: 80, colour: false, unicode: true, plain: false }

describe('a notice that was written down a day and a half after it was due', () => {
  test('is met as stated in every format of a report, with both margins', () => {
    const report = sampleReport(backdated)
    expect(report.clocks[0]).toMatchObject({
      ...{ id: 'ccb-early-warning', status: 'met-as-stated', lateMs: null, writtenLateMs: 36 * 3_600_000 },
      ...{ metAt: '2026-11-24T22:12:00Z', metWritten: '2026-11-26T14:12:00.000Z', metSaidBy: els },
    })
    const [en, nl] = (['en', 'nl'] as const).map((lang) => renderMarkdown(reportDocument(report, lang)))
    expect(en).toContain('**target met as stated, 4 h 0 m before it was due; WRITTEN DOWN 1 d 12 h AFTER IT WAS DUE**')
    expect(en).toContain('Tue 24 Nov 2026, 23:12 as Els Peeters says, written Thu 26 Nov 2026, 15:12 (CCB-7)')
    expect(nl).toContain(
      '**streefdoel gehaald naar eigen zeggen, 4 u 0 m op voorhand; OPGESCHREVEN 1 d 12 u NA DE TERMIJN**',
    )
    expect(en).toContain('met as stated and written down only after they were due: 1.')
    const html = renderHtml(reportDocument(report, 'en'))
    const picture = html.slice(html.indexOf('<svg'), html.indexOf('</svg>'))
    expect(picture).toContain('>met as stated</text>')
    expect(picture).toContain('>WRITTEN 1 d 12 h LATE</text>')
    expect(en).not.toMatch(/target met, /)
  })

  test('stands in a list of its own, marked, also as JSON and OCSF', () => {
    const report = sampleReport(backdated)
    const text = renderMarkdown(reportDocument(report, 'en'))
    const list = text.slice(text.indexOf('## Written down afterwards'), text.indexOf('## Phases'))
    expect(list).toContain(
      '| CCB early warning, sent | Tue 24 Nov 2026, 23:12 | Els Peeters | Thu 26 Nov 2026, 15:12 | 1 d 16 h |',
    )
    expect(list).toContain("**CAN'T BE: sent before it was prepared (Thu 26 Nov 2026, 15:10)**")
    expect(report.writtenAfterwards.at(-1)).toMatchObject({
      ...{ kind: 'sent', name: 'ccb-early-warning', at: '2026-11-24T22:12:00.000Z', by: els },
      ...{ written: '2026-11-26T14:12:00.000Z', writtenLaterMs: 40 * 3_600_000 },
      remarks: [{ kind: 'before-preparing', at: '2026-11-26T14:10:00.000Z' }],
    })
    const events = logged([...sampleEvents, ...backdated])
    const event = events.at(-1)
    if (event === undefined) throw new Error('no event')
    const told = remarked(statementsOf(events), rulesOf(view)).filter(({ seq }) => seq === event.seq)
    const line = JSON.stringify(event)
    const ocsf = ocsfEvent({ event, line, view, told, isClosed: false, madeWith: '0.2.0' })
    expect(ocsf).toMatchObject({
      time: Date.parse('2026-11-26T14:12:00Z'),
      message: expect.stringContaining("AN ORDER THAT CAN'T BE: sent before it was prepared"),
      unmapped: {
        stated: [
          {
            ...{ happened: Date.parse('2026-11-24T22:12:00Z'), written: Date.parse('2026-11-26T14:12:00Z'), by: els },
            remarks: ['sent before it was prepared (Thu 26 Nov 2026, 15:10)'],
          },
        ],
      },
    })
    // A value that is concealed in the line is not told beside it.
    const concealed = ocsfEvent({
      event,
      line: line.replace('22:12', '##:##'),
      view,
      told,
      isClosed: false,
      madeWith: '0.2.0',
    })
    expect(concealed).not.toHaveProperty('unmapped')
  })

  test('is so on the screens: clocks, the event, and the list of the status', () => {
    const status = renderStatus(view, morning, screen, 'en')
    expect(status).toMatch(/sent Tue 24 Nov 23:12\s+as stated, 4 h 0 m before it was due/)
    expect(status).toMatch(/WRITTEN Thu 26 Nov 15:12, 1 d 12 h AFTER IT WAS\s+DUE/)
    expect(status).toMatch(
      /WRITTEN DOWN AFTERWARDS\n(?: {3}.*\n)+? {3}CCB early warning, sent: Tue 24 Nov 23:12 as Els/,
    )
    const event = logged([...sampleEvents, ...backdated]).at(-1)
    const shown = event === undefined ? '' : renderEvent(event, view, { ...screen, columns: 400 }, 'nl')
    expect(shown).toBe(
      '15:12:00        naar eigen zeggen verstuurd op di 24 nov. 2026, 23:12: CCB vroegtijdige waarschuwing: portal, CCB-7. EEN VOLGORDE DIE NIET KAN: verstuurd voordat het opgesteld was (do 26 nov. 2026, 15:10)',
    )
    expect(statusJson(view, morning).writtenAfterwards.map(({ name, line }) => [name, line])).toEqual([
      ['detected_at', 3],
      ['aware_at', 3],
      ['ccb-early-warning', 7],
    ])
  })
})

test('where everything was written down at once, the report says that, and has no list', () => {
  const t = '2026-11-24T02:14:05.000Z'
  const at = '2026-11-24T02:14:00.000Z'
  const told = { result: 'done', summary: '', facts: { detected_at: at, aware_at: at } } as const
  const report = sampleReport([{ type: 'step.outcome', actor: els, step: 'isolate/declare', t, data: told }])
  const now = { ...report, writtenAfterwards: [] }
  expect(renderMarkdown(reportDocument(now, 'en'))).toContain(
    'Everything that somebody stated with a time was written down within a minute.',
  )
})

test('a file that was changed after it was taken is marked', () => {
  const taken = (modified: string) => {
    const file = { name: 'note.txt', sha256: 'ab12'.repeat(16), size: 5, source: '/mnt/note.txt', modified }
    const data = { files: [file], source: '/mnt/note.txt', note: '' }
    const more = [{ type: 'evidence.added', actor: els, t: '2026-11-24T02:20:00.000Z', data }] as const
    return renderMarkdown(reportDocument(sampleReport(more), 'en'))
  }
  expect(taken('2026-11-24T02:19:00.000Z')).not.toContain("CAN'T BE")
  expect(taken('2026-11-24T02:20:59.000Z')).not.toContain("CAN'T BE")
  expect(taken('2026-11-24T03:20:00.000Z')).toContain(
    "last changed Tue 24 Nov 2026, 04:20:00 (CAN'T BE: later than it was taken)",
  )
})
