import type { Profile } from '../core/profile.ts'
import type { Municipality } from './register.ts'

/** The profile of a municipality that prepared nothing: everything is unknown, and the defaults are safe. */
export function emptyProfile({ nis, name }: Pick<Municipality, 'nis' | 'name'>): Profile {
  return {
    municipality: nis,
    checked: null,
    organisation: { name, kbo: null, address: null },
    nis2: { status: 'voluntary' },
    contacts: null,
    links: null,
    partners: null,
    suppliers: null,
    neighbours: null,
    services: null,
    backups: null,
    cloud: { provider: 'embedded', services: ['status-page', 'counter-desk'], bind: '127.0.0.1', ports: {} },
    personal: [],
  }
}
