import type { Clock } from '../../src/core/clocks.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { empty, fold } from '../../src/core/fold.ts'
import type { Obligation, Step } from '../../src/core/model.ts'
import { plan } from '../../src/core/planner.ts'
import type { State } from '../../src/core/state.ts'
import type { StepView, View } from '../../src/core/view.ts'
import { book, simpleExpressions } from './world.ts'

/** Tuesday 24 November 2026, 03:31 in Brussels. */
export const sampleNow = Temporal.Instant.from('2026-11-24T02:31:00Z')

/** Runbooks like the shipped ones, small enough to read on a golden screen. */
export const sampleSteps: { readonly [runbook: string]: readonly Step[] } = {
  isolate: [
    {
      id: 'declare',
      code: 'I1',
      title: { en: 'Declare the incident', nl: 'Kondig het incident af' },
      doneWhen: { en: 'Both times are on record.', nl: 'Beide tijdstippen staan genoteerd.' },
      role: 'lead',
      action: {
        kind: 'ask',
        fields: [
          {
            id: 'detected_at',
            type: 'datetime',
            past: true,
            title: { en: 'When was it first noticed?', nl: 'Wanneer is het voor het eerst opgemerkt?' },
          },
          {
            id: 'aware_at',
            type: 'datetime',
            past: true,
            notBefore: 'detected_at',
            title: { en: 'When did you know that it is an attack?', nl: 'Sinds wanneer weet u dat het een aanval is?' },
          },
        ],
      },
    },
    {
      id: 'cut-links',
      code: 'I2',
      title: { en: 'Cut the outside links', nl: 'Sluit de verbindingen naar buiten af' },
      text: {
        en: 'Cut every way in and out in one go: internet edge, VPN, supplier tunnels, cloud sync. Leave the machines on: memory is evidence.',
        nl: 'Sluit elke weg naar binnen en naar buiten in één keer af: internet, VPN, tunnels van leveranciers, cloudsynchronisatie. Laat de machines aan: het geheugen is bewijs.',
      },
      doneWhen: {
        en: 'No connection passes either way for 15 minutes.',
        nl: 'Gedurende 15 minuten gaat er in geen enkele richting verkeer door.',
      },
      role: 'network',
      danger: 'disruptive',
      approve: 'lead',
      action: { kind: 'run', run: { command: ['nft', '--file', 'cut.nft'], changes: true } },
      proof: { kind: 'word', title: { en: 'Who saw it?', nl: 'Wie zag het?' } },
    },
    {
      id: 'custody',
      code: 'I3',
      title: { en: 'Two copies of the evidence', nl: 'Twee kopieën van het bewijs' },
      doneWhen: { en: 'One of them is offline.', nl: 'Eén ervan is offline.' },
      role: 'scribe',
      action: { kind: 'confirm' },
    },
  ],
  notify: [
    {
      id: 'crisis-cell',
      code: 'N1',
      title: { en: 'Tell the crisis cell', nl: 'Verwittig de crisiscel' },
      doneWhen: { en: 'The mayor knows.', nl: 'De burgemeester weet het.' },
      role: 'lead',
      after: [],
      action: { kind: 'call', call: { who: 'the mayor', phone: '0470 00 00 00', say: { en: 'attack', nl: 'aanval' } } },
    },
    {
      id: 'early-warning',
      code: 'N2',
      title: { en: 'Early warning to the CCB', nl: 'Vroegtijdige waarschuwing aan het CCB' },
      doneWhen: { en: 'You have a reference.', nl: 'U hebt een referentie.' },
      role: 'lead',
      after: ['isolate/declare'],
      action: { kind: 'notify', obligation: 'ccb-early-warning' },
      proof: { kind: 'reference', title: { en: 'Reference', nl: 'Referentie' } },
    },
  ],
}

const obligation = (id: string, part: Partial<Obligation> & Pick<Obligation, 'title' | 'from'>): Obligation => ({
  id,
  channel: null,
  binding: 'nis2',
  within: 'PT24H',
  metBy: 'sent',
  fields: [],
  source: { en: 'test', nl: 'test' },
  ...part,
})

export const sampleObligations: readonly Obligation[] = [
  obligation('ccb-early-warning', {
    title: { en: 'CCB early warning', nl: 'CCB vroegtijdige waarschuwing' },
    from: { fact: 'aware_at' },
  }),
  obligation('ccb-notification', {
    title: { en: 'CCB notification', nl: 'CCB melding' },
    from: { fact: 'aware_at' },
    within: 'PT72H',
  }),
  obligation('ccb-final', {
    title: { en: 'CCB final report', nl: 'CCB eindverslag' },
    from: { sent: 'ccb-notification' },
    within: 'P1M',
  }),
  obligation('gba', {
    title: { en: 'GBA, article 33', nl: 'GBA, artikel 33' },
    from: { fact: 'breach_at' },
    binding: 'duty',
    within: 'PT72H',
  }),
]

type Part = Draft & { readonly t?: string }

/** The events so far: declared, the links tried and failed, one note, one file of evidence. */
export const sampleEvents: readonly Part[] = [
  {
    type: 'incident.opened',
    actor: 'Els Peeters',
    data: {
      incident: 'willebroek-2026-11-24',
      municipality: {
        nis: '12040',
        name: 'Willebroek',
        province: 'Antwerpen',
        policeZone: 'PZ Mechelen-Willebroek',
      },
      plan: 'ransomware',
      version: '0.1.0',
      nis2: 'voluntary',
      base: '/srv',
      pinned: [],
    },
  },
  { type: 'session.started', actor: 'Els Peeters', data: { version: '0.1.0', mode: 'interactive' } },
  {
    type: 'step.outcome',
    actor: 'Els Peeters',
    step: 'isolate/declare',
    data: {
      result: 'done',
      summary: 'answered: detected_at, aware_at',
      facts: { detected_at: '2026-11-24T02:00:00.000Z', aware_at: '2026-11-24T02:12:00.000Z' },
    },
  },
  { type: 'note.added', actor: 'Els Peeters', data: { text: 'Burgemeester is onderweg' } },
  {
    type: 'evidence.added',
    actor: 'Els Peeters',
    data: { files: [{ name: 'note.txt', sha256: 'ab12'.repeat(16), size: 512 }], source: 'note.txt', note: '' },
  },
]

export function logged(drafts: readonly Part[]): readonly LogEvent[] {
  return drafts.map((draft, seq) => ({ t: '2026-11-24T02:14:05.000Z', ...draft, seq, run: 'run-1' }) as LogEvent)
}

/** The view of the sample after `more` events. `clocks` replaces the computed clocks. */
export function sampleView(
  more: readonly Part[] = [],
  { now = sampleNow, clocks }: { readonly now?: Temporal.Instant; readonly clocks?: readonly Clock[] } = {},
): View {
  const state: State = fold(empty, logged([...sampleEvents, ...more]))
  const sample = book(sampleSteps, { obligations: sampleObligations })
  const runbooks = sample.runbooks.map((runbook) => ({ ...runbook, title: titles[runbook.id] ?? runbook.title }))
  const view = plan({ ...sample, runbooks }, state, simpleExpressions, now)
  return clocks === undefined ? view : { ...view, clocks }
}

const titles: { readonly [id: string]: { readonly en: string; readonly nl: string } } = {
  isolate: { en: 'Isolate', nl: 'Isoleren' },
  notify: { en: 'Notify', nl: 'Melden' },
}

/** The visible parts of a step, as plain values. */
export function plainStep(step: StepView): StepView {
  const {
    instance,
    runbook,
    runbookTitle,
    position,
    of,
    title,
    text,
    doneWhen,
    status,
    needsItems,
    unproven,
    contradicted,
  } = step
  return {
    ...{
      instance,
      runbook,
      runbookTitle,
      position,
      of,
      title,
      text,
      doneWhen,
      status,
      needsItems,
      unproven,
      contradicted,
    },
    ...{ step: step.step, waitsFor: step.waitsFor, scope: { ...step.scope }, record: step.record },
    ...{ applies: step.applies, look: (...given) => step.look(...given), fill: (text) => step.fill(text) },
  }
}
