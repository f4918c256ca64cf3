import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { eventText } from '../../../src/ui/event.ts'
import { sampleView } from '../../support/sample-view.ts'

const base = { actor: 'Els Peeters', seq: 9, t: '2026-11-24T02:31:00.000Z', run: 'r', step: 'isolate/cut-links' }
const needs = '0.3.0'
const joined = { version: '0.3.0', mode: 'interactive', needs, shared: true, machine: { id: 'x', name: 'laptop-2' } }
const gone = { run: 'x', person: 'Bram Claes', needs }

test.each([
  [
    ...(['session.started', joined, 'session started, at a terminal on laptop-2: Els Peeters'] as const),
    'sessie gestart, aan een terminal op laptop-2: Els Peeters',
  ],
  [
    ...([
      'session.started',
      { version: '0.2.0', mode: 'command' },
      'session started, one command: Els Peeters',
    ] as const),
    'sessie gestart, één opdracht: Els Peeters',
  ],
  [
    ...(['session.lost', gone] as const),
    'THE SESSION OF Bram Claes IS GONE: nobody knows how far it came with what it was doing',
    'DE SESSIE VAN Bram Claes IS WEG: niemand weet hoever ze kwam met wat ze aan het doen was',
  ],
  ['step.claimed', { needs }, 'Els Peeters takes this up', 'Els Peeters neemt dit op zich'],
  ['step.released', { needs }, 'Els Peeters lets this go', 'Els Peeters laat dit los'],
  [
    ...(['step.taken', { ...gone, reason: 'he is on the phone' }] as const),
    'TAKEN OVER by Els Peeters from Bram Claes: he is on the phone',
    'OVERGENOMEN door Els Peeters van Bram Claes: he is on the phone',
  ],
  [
    ...(['step.overtaken', { result: 'failed', summary: { en: 'no answer', nl: 'geen antwoord' }, needs }] as const),
    'what Els Peeters did came too late for this step, and does not count: FAILED: no answer',
    'wat Els Peeters deed, kwam te laat voor deze stap, en telt niet: MISLUKT: geen antwoord',
  ],
])('%s, %j', (type, data, en, nl) => {
  expect(eventText({ ...base, type, data } as unknown as LogEvent, sampleView())).toEqual({ en, nl })
})
