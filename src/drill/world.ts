import type { Json } from '../core/event.ts'
import type { Profile } from '../core/profile.ts'
import type { BackupState, Change, Mood, Scenario, SimulatedServiceState } from './scenario.ts'

/** The simulated world at one moment. It follows from the scenario, the profile, and the changes on record. */
export interface World {
  /** `probe` is the address (`host:port`) that answers while the link is open. */
  readonly links: { readonly [id: string]: LinkState }
  readonly hosts: { readonly [group: string]: { readonly total: number; readonly encrypted: number } }
  readonly services: { readonly [id: string]: SimulatedServiceState }
  readonly backups: { readonly [id: string]: BackupRecord }
  readonly people: { readonly [id: string]: Mood }
  /** The number of times that each scripted command has run. */
  readonly runs: { readonly [match: string]: number }
}

export interface LinkState {
  readonly state: 'open' | 'closed'
  readonly probe: string | null
}

export interface BackupRecord {
  readonly attached: boolean
  readonly state: BackupState
  readonly probe: string | null
}

/**
 * The world at the beginning. Links and backups are those of the profile, with what the scenario says of the ones that it
 * names too; hosts, services and people are the scenario's.
 */
export function startWorld({ world }: Scenario, profile: Profile): World {
  const backups = new Map(world.backups.map(({ id, attached, state }) => [id, { attached, state, probe: null }]))
  return {
    links: record(profile.links ?? [], ({ id, probe }) => [id, { state: 'open', probe: probe ?? null }]),
    hosts: record(world.hosts, ({ id, count, encrypted }) => [id, { total: count, encrypted }]),
    services: record(world.services, ({ id, state }) => [id, state]),
    backups: {
      ...Object.fromEntries(backups),
      ...record(profile.backups ?? [], ({ id, probe }) => [
        id,
        { ...(backups.get(id) ?? { attached: true, state: 'clean' }), probe: probe ?? null },
      ]),
    },
    people: record(world.people, ({ id, mood }) => [id, mood]),
    runs: {},
  }
}

function record<T, V>(items: readonly T[], entry: (item: T) => readonly [string, V]): { readonly [id: string]: V } {
  return Object.fromEntries(items.map(entry))
}

/**
 * The world with the links or backups that the players named, because the profile has no list of them. What is there
 * already stays as it is.
 */
export function withNamed(world: World, source: string, items: readonly { readonly id: string }[]): World {
  if (source === 'profile.links') {
    return { ...world, links: { ...record(items, ({ id }) => [id, { state: 'open', probe: null }]), ...world.links } }
  }
  if (source !== 'profile.backups') return world
  const unknown = { attached: true, state: 'clean', probe: null } as const
  return { ...world, backups: { ...record(items, ({ id }) => [id, unknown]), ...world.backups } }
}

/** The world after some changes. What a change names and the world does not have is left alone. */
export function changed(world: World, changes: readonly Change[]): World {
  return changes.reduce(apply, world)
}

function apply(world: World, change: Change): World {
  if ('link' in change) {
    const link = own(world.links, change.link)
    return link === null ? world : { ...world, links: { ...world.links, [change.link]: { ...link, state: change.to } } }
  }
  if ('hosts' in change) {
    const group = own(world.hosts, change.hosts)
    if (group === null) return world
    const encrypted = group.encrypted + (change.encrypt ?? 0) - (change.clean ?? 0)
    const within = Math.min(Math.max(encrypted, 0), group.total)
    return { ...world, hosts: { ...world.hosts, [change.hosts]: { ...group, encrypted: within } } }
  }
  if ('service' in change) {
    if (own(world.services, change.service) === null) return world
    return { ...world, services: { ...world.services, [change.service]: change.to } }
  }
  if ('backup' in change) {
    const backup = own(world.backups, change.backup)
    if (backup === null) return world
    return { ...world, backups: { ...world.backups, [change.backup]: backupAfter(backup, change.to) } }
  }
  if ('person' in change) {
    if (own(world.people, change.person) === null) return world
    return { ...world, people: { ...world.people, [change.person]: change.to } }
  }
  return world
}

function backupAfter(backup: BackupRecord, to: BackupState | 'attached' | 'detached'): BackupRecord {
  if (to === 'attached' || to === 'detached') return { ...backup, attached: to === 'attached' }
  return { ...backup, state: to }
}

function own<T>(map: { readonly [id: string]: T }, id: string): T | null {
  return Object.hasOwn(map, id) ? (map[id] ?? null) : null
}

/** The changes that an event of the log says, or none where it says none that make sense. */
export function changesOf(found: readonly Json[]): readonly Change[] {
  return found.filter((one): one is Change & Json => one !== null && typeof one === 'object' && !Array.isArray(one))
}
