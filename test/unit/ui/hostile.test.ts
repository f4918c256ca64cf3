import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../../src/core/harmless.ts'
import { plain, type Text } from '../../../src/core/text.ts'
import type { View } from '../../../src/core/view.ts'
import { renderDryRun } from '../../../src/ui/dry-run.ts'
import { renderEvent } from '../../../src/ui/event.ts'
import { createLook } from '../../../src/ui/look.ts'
import { renderSituation } from '../../../src/ui/situation.ts'
import { renderStatus } from '../../../src/ui/status.ts'
import { logged, plainStep, sampleNow, sampleView } from '../../support/sample-view.ts'

const hostile = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('\u001b[2J', '\u009b', '\u202e', '\r', '\n', '\t', '漢', 'é', '👩‍💻', 'W', ' '),
    maxLength: 80,
  }),
  fc.constantFrom('x'.repeat(500), '"; $(reboot)', '../../etc/passwd'),
)
const terminals = fc.record({
  columns: fc.constantFrom(40, 41, 50, 80, 100),
  colour: fc.constant(false),
  unicode: fc.boolean(),
  plain: fc.constant(false),
})
const langs = fc.constantFrom('en', 'nl')

/** The sample with one text everywhere where a profile, a runbook, a person or a command can put one. */
function poisoned(bad: string): View {
  const view = sampleView([
    { type: 'step.blocked', actor: bad, step: 'notify/crisis-cell', data: { reason: bad } },
    { type: 'note.added', actor: bad, data: { text: bad } },
    {
      type: 'step.outcome',
      actor: bad,
      step: 'isolate/cut-links',
      data: { result: 'done', summary: bad, proof: { kind: 'word', person: bad, statement: bad } },
    },
    {
      type: 'evidence.added',
      actor: bad,
      data: { files: [{ name: bad, sha256: 'a'.repeat(64), size: 1 }], source: bad, note: bad },
    },
    { type: 'drift.seen', actor: bad, data: { files: [bad] } },
  ])
  const text: Text = plain(bad)
  const steps = view.steps.map((step) => ({
    ...plainStep(step),
    title: text,
    runbookTitle: text,
    doneWhen: text,
    text,
    step: { ...step.step, role: bad, code: step.step.code },
  }))
  const { opened } = view.state
  if (opened === null) throw new Error('the sample is open')
  const municipality = { nis: bad, name: bad, province: bad, policeZone: bad }
  return {
    ...view,
    steps,
    ready: steps.filter(({ status }) => status === 'ready' || status === 'failed'),
    clocks: view.clocks.map((clock) => ({
      ...clock,
      reference: bad,
      obligation: { ...clock.obligation, title: text },
    })),
    state: { ...view.state, opened: { ...opened, incident: bad, plan: bad, municipality } },
  }
}

describe('whatever a profile, a runbook or a command says', () => {
  test('no line is wider than the screen, and no control code reaches it', () => {
    fc.assert(
      fc.property(hostile, terminals, langs, (bad, terminal, lang) => {
        const view = poisoned(bad)
        const events = logged([
          { type: 'step.intent', actor: bad, step: 'isolate/cut-links', data: { attempt: 2, what: bad } },
          { type: 'note.added', actor: bad, data: { text: bad } },
        ])
        const shown = [
          renderSituation(view, view.ready[0] ?? null, sampleNow, createLook(terminal, lang)),
          renderStatus(view, sampleNow, terminal, lang),
          renderDryRun(view, terminal, lang),
          ...events.map((event) => renderEvent(event, view, terminal, lang)),
        ].join('\n')
        for (const line of shown.split('\n')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(terminal.columns)
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
          if (!terminal.unicode) expect(line).toMatch(/^[\x20-\x7e]*$/)
        }
      }),
      { numRuns: 300 },
    )
  })
})
