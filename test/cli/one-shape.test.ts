import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { divergences } from '../../src/core/divergence.ts'
import { appendAnything, begunIncident } from '../support/begun-incident.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

const sha256 = 'c'.repeat(64)
const file = { name: 'a', sha256, size: 1 }
const bound = { incident: 'x', after: 0, actor: 'Els', acts: [{ act: 'x', title: 'x', what: 'x', attempts: 1 }] }
const approved = { approver: 'An', role: 'lead', reason: 'r', form: 'asserted' }
const sent = { inject: null, from: 'x', to: 'lead', channel: 'phone', text: 'x', why: 'planned' }
const clock = { at: '2026-11-24T02:12:00.000Z', speed: 1, why: 'paused' }

/** Data of one event each, and whether they have the shape that their type is written with. */
const probes: readonly (readonly [what: string, type: string, data: object, fits: boolean])[] = [
  [
    'a file of less than nothing',
    'step.outcome',
    { result: 'done', summary: 'x', blobs: [{ ...file, size: -1 }] },
    false,
  ],
  ['evidence of less than nothing', 'evidence.added', { files: [{ ...file, size: -1 }], source: '', note: '' }, false],
  ['an attempt before the first', 'step.intent', { attempt: -1, what: 'x' }, false],
  ['an approval before the first line', 'step.approved', { ...approved, bound: { ...bound, after: -1 } }, false],
  [
    'an act that is tried less than never',
    'step.approved',
    { ...approved, bound: { ...bound, acts: [{ ...bound.acts[0], attempts: -1 }] } },
    false,
  ],
  [
    'an erasure before the first line',
    'redaction',
    { seq: -1, path: '/x', digest: 'x', basis: 'x', approver: 'x', reason: 'x' },
    false,
  ],
  [
    'an outcome of an act before the first line',
    'cloud.outcome',
    { intent: -1, act: 'up', result: 'done', summary: 'x', services: [] },
    false,
  ],
  ['a clock that runs backwards', 'drill.clock', { ...clock, speed: -1 }, false],
  ['an order before the first', 'drill.refused', { order: -1, why: 'x' }, false],
  ['an answer to what was before the first line', 'inject.answered', { seq: -1, text: 'x' }, false],
  ['less than nothing set aside', 'log.recovered', { quarantine: 'x', bytes: -1 }, false],
  ['less than nothing freed', 'disk.full', { freed: -1 }, false],
  ['a number for a text', 'note.added', { text: 7 }, false],
  ['nothing for what can be left out', 'note.added', { text: 'x', redline: null }, false],
  ['a hidden list for a text', 'note.added', { text: { digest: 'x', personal: 'list' } }, false],
  ['a list for a set of answers', 'notice.prepared', { obligation: 'x', files: [], values: [] }, false],
  ['a way to begin', 'session.started', { version: '0.2.0', mode: 'by telex' }, false],
  ['a way to end', 'session.ended', { why: 'by telex' }, false],
  ['a form of a refusal', 'step.refused', { ...approved, form: 'by telex' }, false],
  ['a reason for a clock', 'drill.clock', { ...clock, why: 'by telex' }, false],
  ['a reason for a message', 'inject.sent', { ...sent, why: 'by telex' }, false],
  ['a hidden text', 'note.added', { text: { digest: 'x', personal: 'text' } }, true],
  ['a clock that went back', 'clock.jump', { wallMs: -5000, monoMs: 1 }, true],
  ['a member of a later version', 'note.added', { text: 'x', colour: 'red' }, true],
]

const shape = Object.values(divergences.shape)

test.each([[false], [true]])(
  'verify, replay, report and evidence agree about the shape of an event: fits %s',
  async (wanted) => {
    const { home, folder: begun } = await begunIncident()
    for (const [what, type, data] of probes.filter(([, , , fits]) => fits === wanted)) {
      const folder = join(tempFolder(), 'copy')
      cpSync(begun, folder, { recursive: true })
      await appendAnything(folder, [{ type, actor: 'An', step: 'first/note', data }])
      const line = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n').length
      const verified = await cli(home, '--json', 'verify', folder)
      expect.soft(JSON.parse(verified.out).firstBadLine, what).toBe(wanted ? null : line)
      for (const command of [['verify'], ['replay'], ['report'], ['evidence', 'list']]) {
        const { code, out, err } = await cli(home, ...command, folder)
        const said = `${what}, ${command.join(' ')}: ${out}${err}`.replaceAll(/\s+/g, ' ')
        if (wanted) {
          // A line of the right shape may be out of place, but not for its shape.
          expect.soft(code, said).not.toBe(70)
          expect.soft(said).not.toMatch(/tampered/i)
          for (const words of shape) expect.soft(said).not.toContain(words)
        } else {
          expect.soft(code, said).toBe(5)
          expect.soft(said).toContain(`line ${line}`)
        }
      }
    }
  },
)
