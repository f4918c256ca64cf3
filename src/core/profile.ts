import type { Days } from './ages.ts'

/**
 * The things that a municipality prepared. Every list is null when nothing is known about it, and empty when it is
 * known to be empty.
 */
export interface Profile {
  /** NIS code, 5 digits. */
  readonly municipality: string
  /** The day (YYYY-MM-DD) on which somebody last called every number. */
  readonly checked: string | null
  readonly organisation: { readonly name: string; readonly kbo: string | null; readonly address: string | null }
  readonly nis2: { readonly status: Nis2Status }
  readonly contacts: readonly Contact[] | null
  readonly links: readonly Link[] | null
  readonly partners: readonly Partner[] | null
  readonly suppliers: readonly Supplier[] | null
  readonly neighbours: readonly Neighbour[] | null
  readonly services: readonly ProfileService[] | null
  readonly backups: readonly Backup[] | null
  readonly cloud: CloudSettings
  /** The parts that are personal data, so that the record must be able to erase them. */
  readonly personal: readonly 'contacts'[]
}

/** `voluntary`: notifying is a choice, the clocks are targets. The other two make them duties. */
export type Nis2Status = 'voluntary' | 'important' | 'essential'

/** Phones are written as dialled, mail addresses are outside the municipality's own network. */
export interface Contact extends Days {
  readonly role: string
  readonly name: string
  readonly phone: string | null
  readonly mail: string | null
}

/** A way in or out. `cut` and `restore` are argument arrays that a machine can run; `probe` is `host:port`; `watch` a duration. */
export interface Link {
  readonly id: string
  readonly name: string
  readonly kind: 'internet' | 'vpn' | 'supplier' | 'partner' | 'sync' | 'phone' | 'other'
  readonly cut?: readonly string[]
  readonly restore?: readonly string[]
  readonly probe?: string
  readonly watch?: string
}

/** `links` holds ids of links that the partner is on. */
export interface Partner extends Days {
  readonly id: string
  readonly name: string
  readonly phone?: string
  readonly mail?: string
  readonly links?: readonly string[]
}

/** `links` holds ids of links by which the supplier gets in. */
export interface Supplier extends Days {
  readonly id: string
  readonly name: string
  readonly phone?: string
  readonly mail?: string
  readonly contract?: string
  readonly links?: readonly string[]
}

export interface Neighbour extends Days {
  readonly id: string
  readonly name: string
  readonly phone?: string
}

/** `id` is one of the catalogue's (births, deaths, …); tier 0 (first) to 4. */
export interface ProfileService {
  readonly id: string
  readonly tier: number
  readonly owner: string | null
}

export interface Backup {
  readonly id: string
  readonly name: string
  readonly location?: string
  readonly detach?: readonly string[]
  readonly probe?: string
}

/** `bind` is an IP address, `ports` a port for each service id (0: any free one). */
export interface CloudSettings {
  readonly provider: 'embedded'
  readonly services: readonly string[]
  readonly bind: string
  readonly ports: Readonly<Record<string, number>>
}
