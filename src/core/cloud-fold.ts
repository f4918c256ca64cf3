import type { RecordedService } from './cloud-act.ts'
import type { EventType, Json, LogEvent } from './event.ts'
import type { CloudRecord, State } from './state.ts'

type Of<T extends EventType> = Extract<LogEvent, { type: T }>
interface Folding {
  cloud: State['cloud']
}

const untouched: CloudRecord = { services: [], at: null, actor: null, open: null }

/** The record with its open act unknown when whoever began it is gone: how far it came, nobody knows. */
export function leftBy(isGone: (run: string) => boolean, cloud: CloudRecord | null): CloudRecord | null {
  if (cloud === null || cloud.open === null || !isGone(cloud.open.run)) return cloud
  return { ...cloud, open: { ...cloud.open, status: 'unknown' } }
}

function looked(
  cloud: CloudRecord | null,
  services: readonly RecordedService[],
  { t, actor }: { readonly t: string; readonly actor: string },
): CloudRecord {
  const before = cloud ?? untouched
  return services.length === 0 ? before : { ...before, services, at: t, actor }
}

/** The handlers of the acts on the emergency cloud. */
export const cloudHandlers = {
  'cloud.changed': (state: Folding, event: Of<'cloud.changed'>): void => {
    const { act, services, seen, detail } = event.data
    const claimed = claims.get(act)
    if (seen !== undefined) state.cloud = looked(state.cloud, seen, event)
    else if (claimed !== undefined)
      state.cloud = looked(
        state.cloud,
        services.map((name) => ({ name, state: claimed })),
        event,
      )
    const file = act === 'hand-back' ? fileIn(detail) : null
    if (file !== null) state.cloud = { ...(state.cloud ?? untouched), handedBack: file }
  },
  'cloud.intent': (state: Folding, event: Of<'cloud.intent'>): void => {
    const { act, what, change } = event.data
    const { seq, run, actor, t: at } = event
    const asked = change === undefined ? {} : { change }
    state.cloud = { ...(state.cloud ?? untouched), open: { seq, run, act, what, actor, at, ...asked, status: 'doing' } }
  },
  'cloud.outcome': (state: Folding, event: Of<'cloud.outcome'>): void => {
    state.cloud = { ...looked(state.cloud, event.data.services, event), open: null }
  },
  'cloud.decided': (state: Folding, event: Of<'cloud.decided'>): void => {
    state.cloud = { ...looked(state.cloud, event.data.services, event), open: null }
  },
} as const

function fileIn(detail: Json | undefined): string | null {
  const { file } = (detail ?? {}) as { readonly file?: unknown }
  return typeof file === 'string' ? file : null
}

/** The state that each event of 0.1.0 claims for the services that it names. */
const claims: ReadonlyMap<string, RecordedService['state']> = new Map([
  ['up', 'started'],
  ['down', 'stopped'],
  ['up failed', 'not-healthy'],
  ['down failed', 'not-healthy'],
])
