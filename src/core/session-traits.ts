import { calm, type EventTraits, troubling } from './event-trait.ts'
import type { SessionEvents } from './session-event.ts'
import { list, maybe, object, words } from './shape.ts'
import { file, proof, reason, said } from './shape-parts.ts'

type Type = keyof SessionEvents<never, never, never, never>

/** The traits of sessions, and of what they say to each other. */
export const sessionTraits: { readonly [T in Type]: EventTraits<T> } = {
  'session.started': {
    shape: {
      ...{ version: 'text', mode: words('interactive', 'unattended', 'command'), shared: maybe('yes-no') },
      ...{ machine: maybe(object({ id: 'text', name: 'text' })), needs: maybe('text') },
    },
    is: ['sealed', 'after-closing', 'checked'],
    filters: [],
    ocsf: calm,
  },
  'session.ended': {
    shape: { why: words('left', 'interrupted', 'finished', 'stopped') },
    is: ['sealed', 'after-closing'],
    filters: [],
    ocsf: calm,
  },
  'session.lost': {
    shape: { run: 'text', person: 'text', needs: 'text' },
    is: ['sealed', 'after-closing', 'disturbance'],
    filters: [],
    ocsf: troubling,
  },
  'step.claimed': { shape: { needs: 'text' }, is: [], filters: ['steps'], ocsf: calm },
  'step.released': { shape: { needs: 'text' }, is: [], filters: ['steps'], ocsf: calm },
  'step.taken': {
    shape: { run: 'text', person: 'text', ...reason, needs: 'text' },
    is: ['decision', 'owned', 'told-as-decision', 'sealed'],
    filters: ['steps', 'decisions'],
    ocsf: troubling,
  },
  'step.overtaken': {
    shape: {
      ...{ result: words('done', 'failed', 'deferred'), summary: said, facts: maybe('map'), proof: maybe(proof) },
      ...{ blobs: maybe(list(file)), detail: maybe('anything'), needs: 'text' },
    },
    is: ['after-closing', 'disturbance'],
    filters: ['steps'],
    ocsf: troubling,
  },
}
