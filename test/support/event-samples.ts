import type { EventData, EventType } from '../../src/core/event.ts'

/** Every member, also those that may be left out. */
export type Full<T> = T extends string | number | boolean | null
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Full<Item>[]
    : { readonly [M in keyof T]-?: Full<NonNullable<T[M]>> }

const text = { en: 'x', nl: 'x' }
const reason = { reason: 'x' }
export const blob = { name: 'x', sha256: 'c'.repeat(64), size: 1 }
const order = 1
const signature = { text: 'x', key: 'x', signature: 'x' }
const bound = { incident: 'x', after: 1, actor: 'x', acts: [{ act: 'x', title: text, what: text, attempts: 1 }] }
export const before = { subject: 'x', there: 'yes', seen: 'x', held: { end: 'ended', seen: 'x' } } as const
const contradicted = { by: [text], reason: 'x' }
const change = { service: 'x', state: 'x', where: 'x', message: 'x', lang: 'nl' }
const service = { name: 'x', state: 'healthy', url: 'x' } as const

/** One of every kind with every member. A new member does not compile before it stands here, and is then looked at by every test of all kinds. */
export const samples: { readonly [T in EventType]: Full<Omit<EventData[T], 'proof' | 'detail'>> } = {
  'incident.opened': {
    ...{ incident: 'x', plan: 'x', version: 'x', nis2: 'x', base: 'x', pinned: [blob] },
    municipality: { nis: 'x', name: 'x', province: 'x', policeZone: 'x' },
    unread: ['links[0].probe'],
    exercise: { scenario: 'x', level: 'x', start: '2026-11-24T02:12:00.000Z' },
    doubted: {
      ...{ clock: '2026-11-24T02:12:00.000Z', told: 'person' },
      against: [{ from: 'record', at: '2026-11-25T02:12:00.000Z' }],
    },
    needs: 'x',
  },
  'session.started': {
    ...{ version: 'x', mode: 'interactive', machine: { id: 'x', name: 'x' }, shared: true, needs: 'x' },
  },
  'session.ended': { why: 'left' },
  'session.lost': { run: 'x', person: 'x', needs: 'x' },
  'step.claimed': { needs: 'x' },
  'step.released': { needs: 'x' },
  'step.taken': { run: 'x', person: 'x', reason: 'x', needs: 'x' },
  'step.overtaken': { result: 'done', summary: text, facts: { some_fact: 'x' }, blobs: [blob], needs: 'x' },
  'step.expanded': { source: 'x', items: [{ id: 'x', name: 'x' }] },
  'step.intent': { attempt: 1, what: text, before },
  'step.outcome': { result: 'done', summary: text, facts: { some_fact: 'x' }, blobs: [blob], contradicted },
  'step.approved': {
    ...{ approver: 'x', role: 'x', reason: 'x', form: 'signed' },
    ...{ signature, bound, unlisted: true, needs: 'x' },
  },
  'step.transcribed': {
    ...{ needs: 'x', result: 'done', by: 'x', at: '2026-11-24T02:12:00.000Z', said: 'x', words: 'x', summary: text },
    ...{ facts: { some_fact: 'x' }, approval: { approver: 'x', role: 'x', unlisted: true } },
    sent: { obligation: 'x', how: 'x', reference: 'x' },
  },
  'step.alone': { needs: 'x', role: 'x', reason: 'x', bound },
  'alone.decided': {
    ...{ needs: 'x', of: 1, decision: 'ratified', approver: 'x', role: 'x', reason: 'x', form: 'signed' },
    ...{ signature, bound, unlisted: true },
  },
  'step.refused': { approver: 'x', role: 'x', reason: 'x', form: 'asserted', unlisted: true, needs: 'x' },
  'step.skipped': reason,
  'step.blocked': reason,
  'step.unblocked': reason,
  'step.reopened': reason,
  'step.advanced': { reason: 'x', waits: ['a/one'], needs: '0.3.0' },
  'step.decided': { decision: 'done', reason: 'x', probe: text },
  'notice.prepared': { obligation: 'x', files: [blob], values: { some_field: 'x' } },
  'notice.sent': { obligation: 'x', how: 'x', at: '2026-11-24T02:12:00.000Z', reference: 'x' },
  'note.added': { text: 'x', redline: 'x', at: '2026-11-24T02:12:00.000Z', needs: 'x' },
  'evidence.added': {
    files: [{ ...blob, source: 'x', modified: '2026-11-24T02:12:00.000Z' }],
    ...{ source: 'x', note: 'x', notTaken: [{ name: 'x', why: text }] },
  },
  'evidence.copied': { files: [blob], where: 'x', offline: true },
  'fact.corrected': {
    ...{ needs: 'x', fact: 'some_fact', value: 'x', of: 1, reason: 'x' },
    against: [{ step: 'x', by: [text] }],
  },
  'handover.made': { from: 'x', to: 'x', note: 'x' },
  redaction: {
    seq: 1,
    path: 'x',
    digest: 'x',
    basis: 'x',
    approver: 'x',
    reason: 'x',
    form: 'signed',
    signature,
    bound,
    unlisted: true,
    needs: 'x',
  },
  'cloud.changed': { act: 'x', services: ['x'], seen: [service], needs: 'x' },
  'cloud.intent': { act: 'up', what: text, services: ['x'], change, folder: 'x' },
  'cloud.outcome': { intent: 1, act: 'up', result: 'done', summary: text, services: [service], needs: 'x' },
  'cloud.decided': { intent: 1, act: 'up', decision: 'done', seen: text, services: [service], needs: 'x' },
  'drift.seen': { files: ['x'] },
  'incident.closed': {
    ...{ summary: text, contradicted, needs: 'x' },
    falseAlarm: { reason: 'x', approver: 'x', form: 'signed', signature, bound, unlisted: true },
  },
  'key.added': { use: 'log', name: 'x', person: 'x', key: 'x' },
  'drill.clock': { at: '2026-11-24T02:12:00.000Z', speed: 1, why: 'started', order, stood: 1 },
  'inject.sent': {
    ...{ inject: 'x', from: text, to: 'x', channel: 'x', text, attachment: blob, why: 'planned', order },
  },
  'inject.held': { inject: 'x', held: true, order },
  'inject.edited': { inject: 'x', from: text, to: 'x', channel: 'x', text, order },
  'inject.answered': { seq: 1, text: 'x' },
  'world.changed': { cause: 'x', what: text, changes: [{ x: 'x' }] },
  'drill.observed': { text: 'x', objective: 'x', player: 'x', rating: 'P', order },
  'drill.ended': { why: 'scenario', order },
  'drill.answered': { form: 'hot-wash', question: 'x', answer: 'x', source: { sha256: 'c'.repeat(64), form: 1 } },
  'drill.refused': { order, why: text },
  'log.recovered': { quarantine: 'x', bytes: 1 },
  'log.continued': reason,
  'segment.start': { index: 1, prev: 'c'.repeat(64) },
  'disk.full': { freed: 1 },
  'clock.jump': { wallMs: 1, monoMs: 1 },
  'boot.changed': { boot: 'x' },
}
