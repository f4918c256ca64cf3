import { limitsOf } from '../../src/audit/limits.ts'
import { checkedLines, type Verification } from '../../src/audit/verification.ts'
import { buildReport } from '../../src/report/build-report.ts'
import type { Report } from '../../src/report/report.ts'
import { logged, sampleEvents, sampleNow, sampleView } from './sample-view.ts'

type Part = (typeof sampleEvents)[number]

const at = (minute: number): string => `2026-11-24T02:${String(14 + minute).padStart(2, '0')}:05.000Z`
const els = 'Els Peeters'
const cut = 'isolate/cut-links'

/** A night with something of everything that a report tells: a refusal, a failure, a crash, a skip, custody, an erasure. */
export const troubledNight: readonly Part[] = [
  {
    type: 'step.refused',
    actor: 'Jan Maes',
    step: cut,
    t: at(1),
    data: { approver: 'Jan Maes', role: 'lead', reason: 'wait for the back-up', form: 'asserted' },
  },
  {
    type: 'step.approved',
    actor: 'Jan Maes',
    step: cut,
    t: at(2),
    data: {
      approver: 'Jan Maes',
      role: 'lead',
      reason: 'cut now',
      form: 'signed',
      signature: { text: 'I2', key: 'ssh-ed25519 AAAA', signature: 'S' },
    },
  },
  {
    type: 'step.intent',
    actor: els,
    step: cut,
    t: at(3),
    data: { attempt: 1, what: { en: 'runs nft --file cut.nft', nl: 'voert nft --file cut.nft uit' } },
  },
  { type: 'step.outcome', actor: els, step: cut, t: at(4), data: { result: 'failed', summary: 'exit code 1' } },
  {
    type: 'step.intent',
    actor: els,
    step: cut,
    t: at(5),
    data: { attempt: 2, what: { en: 'runs nft --file cut.nft', nl: 'voert nft --file cut.nft uit' } },
  },
  { type: 'boot.changed', actor: 'cyber-respond', t: at(6), data: { boot: 'boot-2' } },
  { type: 'clock.jump', actor: 'cyber-respond', t: at(6), data: { wallMs: 65_000, monoMs: 5000 } },
  {
    type: 'step.decided',
    actor: els,
    step: cut,
    t: at(7),
    data: { decision: 'done', reason: 'the rack is dark', probe: { en: 'no probe can tell', nl: 'niet te zeggen' } },
  },
  { type: 'step.skipped', actor: els, step: 'isolate/custody', t: at(8), data: { reason: 'no second disk' } },
  { type: 'step.blocked', actor: els, step: 'notify/crisis-cell', t: at(9), data: { reason: 'no phones' } },
  {
    type: 'notice.sent',
    actor: els,
    t: at(10),
    data: { obligation: 'ccb-early-warning', how: 'portal', at: '2026-11-25T04:12:00.000Z', reference: 'CCB-7' },
  },
  {
    type: 'evidence.copied',
    actor: els,
    t: at(11),
    data: {
      files: [{ name: 'note.txt', sha256: 'ab12'.repeat(16), size: 512 }],
      where: 'disk A, in the safe',
      offline: true,
    },
  },
  {
    type: 'evidence.added',
    actor: els,
    t: at(11),
    data: {
      files: [],
      source: '/mnt/disk',
      note: '',
      notTaken: [{ name: 'swap', why: { en: 'not a regular file', nl: 'geen gewoon bestand' } }],
    },
  },
  {
    type: 'key.added',
    actor: 'Jan Maes',
    t: at(11),
    data: { use: 'operator', name: 'jan@example.org', person: 'Jan Maes', key: 'ssh-ed25519 AAAA' },
  },
  { type: 'handover.made', actor: els, t: at(12), data: { from: els, to: 'Jan Maes', note: 'end of my shift' } },
  {
    type: 'redaction',
    actor: 'Jan Maes',
    t: at(13),
    data: {
      seq: 3,
      path: '/text',
      digest: 'd',
      basis: 'GDPR, article 17',
      approver: els,
      reason: 'a name of a citizen',
    },
  },
  { type: 'drift.seen', actor: 'cyber-respond', t: at(14), data: { files: ['isolate.yaml'] } },
]

/** The report of the sample after some more events. `verification` changes what verifying the log found. */
export function sampleReport(more: readonly Part[] = troubledNight, verification: Partial<Verification> = {}): Report {
  const events = logged([...sampleEvents, ...more])
  return buildReport({
    events,
    view: sampleView(more),
    verification: {
      verdict: 'unsealed',
      state: 'open',
      lines: events.length,
      sealed: 0,
      tail: events.length,
      root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      origin: null,
      firstBadLine: null,
      found: { en: 'all lines are whole', nl: 'alle regels zijn heel' },
      signatures: [],
      checked: [checkedLines],
      remarks: [],
      limits: limitsOf({ verdict: 'unsealed', state: 'open', tail: events.length, sealed: 0, signatures: [] }),
      ...verification,
    },
    planTitle: { en: 'Ransomware', nl: 'Ransomware' },
    madeAt: sampleNow.toString({ smallestUnit: 'millisecond' }),
    madeWith: '0.1.0',
  })
}
