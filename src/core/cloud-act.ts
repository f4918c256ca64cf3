import { needs03 } from './needs.ts'
import { pick, type Said, type Text } from './text.ts'

/** The commands on the emergency cloud. A hand-back is none: it is a step, with the intent of one. */
export const cloudCommandNames = ['up', 'down', 'access-renew', 'page-set', 'export'] as const

export type CloudCommand = (typeof cloudCommandNames)[number]

/** One act as it was asked for. `folder` is where an export goes. */
export type CloudAsked =
  | { readonly act: 'up' | 'down' | 'access-renew' }
  | { readonly act: 'page-set'; readonly change: PageChange }
  | { readonly act: 'export'; readonly folder: string }

/** One change of what citizens read. `lang` is the language of `where` and `message`; an empty text takes it away. */
export interface PageChange {
  readonly service?: string
  readonly state?: string
  readonly where?: string
  readonly message?: string
  readonly lang: string
}

/** A service as it was when somebody looked. */
export interface SeenService {
  readonly name: string
  readonly state: 'healthy' | 'not-healthy' | 'stopped'
  /** Its address. Since 0.3.0. */
  readonly url?: string
}

/**
 * The traits of a command's act on the emergency cloud: `what` it will do, in one line; and what settles one that was
 * cut off: that every service is in this state, what the page says, or nothing, with what is to be said then. All of
 * them change something, are done by the program itself, and may be repeated.
 */
export interface CloudActTraits {
  readonly what: Text
  readonly settledBy: { readonly every: SeenService['state'] } | 'page' | { readonly nothing: Text }
}

export const cloudActTraits: { readonly [C in CloudCommand]: CloudActTraits } = {
  up: {
    what: {
      en: 'starts the minimal services and waits until each is healthy',
      nl: 'start de minimale diensten en wacht tot elk ervan gezond is',
    },
    settledBy: { every: 'healthy' },
  },
  down: {
    what: {
      en: 'stops the minimal services; their data stays',
      nl: 'stopt de minimale diensten; hun gegevens blijven',
    },
    settledBy: { every: 'stopped' },
  },
  'access-renew': {
    what: {
      en: 'replaces the access code of the counter desk and ends every login',
      nl: 'vervangt de toegangscode van het loketregister en meldt iedereen af',
    },
    settledBy: {
      nothing: {
        en: 'the access code that people have may work no more; cloud access makes a new one',
        nl: 'de toegangscode die men heeft, werkt misschien niet meer; cloud access maakt een nieuwe',
      },
    },
  },
  'page-set': {
    what: { en: 'changes what the status page says', nl: 'wijzigt wat de statuspagina zegt' },
    settledBy: 'page',
  },
  export: {
    what: { en: 'writes every entry of the counter desk', nl: 'schrijft elke inschrijving van het loketregister weg' },
    settledBy: {
      nothing: {
        en: 'an export may have been written; exporting again changes nothing',
        nl: 'er is misschien een export geschreven; opnieuw exporteren wijzigt niets',
      },
    },
  },
}

/** A service in a record. `started`: a record of 0.1.0 says no more than that. */
export interface RecordedService {
  readonly name: string
  readonly state: SeenService['state'] | 'started'
  readonly url?: string
}

/** The services as a provider tells of them. */
export function seenServices(
  services: readonly {
    readonly name: string
    readonly pid: number | null
    readonly healthy: boolean
    readonly url?: string
  }[],
): readonly SeenService[] {
  return services.map(({ name, pid, healthy, url = '' }) => ({
    name,
    state: healthy ? 'healthy' : pid === null ? 'stopped' : 'not-healthy',
    ...(url === '' || pid === null ? {} : { url }),
  }))
}

/** What a line that has these must say it needs: 0.2.0 knew no address of a service. */
export function neededFor(services: readonly SeenService[]): { readonly needs?: string } {
  return services.some(({ url }) => url !== undefined) ? { needs: needs03 } : {}
}

const states: Readonly<Record<RecordedService['state'], Text>> = {
  started: { en: 'started', nl: 'gestart' },
  healthy: { en: 'healthy', nl: 'gezond' },
  'not-healthy': { en: 'not healthy', nl: 'niet gezond' },
  stopped: { en: 'stopped', nl: 'gestopt' },
}

/** The words for how many services are healthy, or that none runs; and which is how when they differ. */
export function servicesText(services: readonly RecordedService[]): Text {
  const count = services.length
  const healthy = services.filter(({ state }) => state === 'healthy').length
  if (services.every(({ state }) => state === 'stopped')) return { en: 'no service runs', nl: 'er draait geen dienst' }
  if (services.every(({ state }) => state === 'started')) return { en: `${count} started`, nl: `${count} gestart` }
  const counted = healthyOf(healthy, count)
  if (healthy === count) return counted
  const each = (lang: 'en' | 'nl'): string =>
    services.map(({ name, state }) => `${name} ${pick(states[state], lang)}`).join(', ')
  return { en: `${counted.en}: ${each('en')}`, nl: `${counted.nl}: ${each('nl')}` }
}

export function healthyOf(healthy: number, count: number): Text {
  return { en: `${healthy} of ${count} services healthy`, nl: `${healthy} van ${count} diensten gezond` }
}

/** The words after a stop: nothing runs, or what still does. */
export function stoppedText(services: readonly SeenService[]): Said {
  const running = services.filter(({ state }) => state !== 'stopped').map(({ name }) => name)
  if (running.length > 0) return { en: `still running: ${running.join(', ')}`, nl: `draait nog: ${running.join(', ')}` }
  return { en: 'every service is stopped; the data stays', nl: 'elke dienst is gestopt; de gegevens blijven' }
}
