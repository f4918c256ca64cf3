/** The settings that a service process gets at its start, as JSON in its one argument. They hold no secret. */
export interface ServiceSettings {
  /** The folder in which the service keeps its data. */
  readonly folder: string
  readonly identity: Identity
  readonly bind: string
  /** 0: any free one. */
  readonly port: number
  readonly municipality: { readonly nis: string; readonly name: string; readonly slug: string }
  /** Every page says that it is one. */
  readonly exercise: boolean
}

/** The service's word of itself in `/health`, so that nobody takes another program on that port for it. */
export interface Identity {
  /** The folder. */
  readonly cloud: string
  /** The supervisor's run. A service whose supervisor is gone ends when the folder has another generation. */
  readonly generation: string
}

/** A message of a service to its supervisor, over the channel between the two processes. */
export type ServiceMessage = { readonly ready: { readonly port: number } } | { readonly refused: Refusal }

/** The reason why a service can't start: its data is in use, or its address is. */
export interface Refusal {
  readonly why: 'data-in-use' | 'port-taken' | 'no-such-address' | 'port-forbidden'
}

/** A message of a supervisor to the status page. */
export interface DeskNews {
  readonly desk: 'open' | 'frozen' | 'down'
}

/** The milliseconds for which a process whose folder is gone says so to who comes to it: a session at the counter. */
export const tellsLossMs = 12 * 60 * 60 * 1000
