/** What a service process is told at its start, as JSON in its one argument. It holds no secret. */
export interface ServiceSettings {
  /** Where the service keeps its data. */
  readonly folder: string
  readonly identity: Identity
  readonly bind: string
  /** 0: any free one. */
  readonly port: number
  readonly municipality: { readonly nis: string; readonly name: string; readonly slug: string }
  /** Every page says that it is one. */
  readonly exercise: boolean
}

/** What a service says of itself in `/health`, so that nobody takes another program on that port for it. */
export interface Identity {
  /** The folder. */
  readonly cloud: string
  /** The supervisor's run. A service whose supervisor is gone ends when the folder has another generation. */
  readonly generation: string
}

/** What a service tells its supervisor, over the channel between the two processes. */
export type ServiceMessage = { readonly ready: { readonly port: number } } | { readonly refused: Refusal }

/** Why a service can't start: its data is in use, or its address is. */
export interface Refusal {
  readonly why: 'data-in-use' | 'port-taken' | 'no-such-address' | 'port-forbidden'
}

/** What a supervisor tells the status page. */
export interface DeskNews {
  readonly desk: 'open' | 'frozen' | 'down'
}

/** How long a process whose folder is gone tells so to who comes to it: the length of a session at the counter. */
export const tellsLossMs = 12 * 60 * 60 * 1000
