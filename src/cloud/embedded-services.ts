import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { nearest } from '../core/nearest.ts'
import type { Text } from '../core/text.ts'

/** The services that ship with the program and that the embedded provider can run. */
export const embeddedServices = {
  'status-page': { en: 'Status page', nl: 'Statuspagina' },
  'counter-desk': { en: 'Counter desk', nl: 'Loketregister' },
} as const satisfies Readonly<Record<string, Text>>

export type EmbeddedService = keyof typeof embeddedServices

/** The services that a profile asks for, once each. Throws `cloud.unknown-service` for a name that doesn't ship. */
export function wantedServices(names: readonly string[]): readonly EmbeddedService[] {
  return [...new Set(names)].map((name) => {
    if (isEmbedded(name)) return name
    const meant = nearest(name, Object.keys(embeddedServices))
    const known = Object.keys(embeddedServices).join(', ')
    throw new Fault({
      code: 'cloud.unknown-service',
      exit: exit.invalid,
      message: {
        en: `the embedded provider has no service "${name}"`,
        nl: `de ingebouwde noodomgeving heeft geen dienst "${name}"`,
      },
      hint: meant === null ? plainHint(known) : { en: `did you mean "${meant}"?`, nl: `bedoelde u "${meant}"?` },
    })
  })
}

function isEmbedded(name: string): name is EmbeddedService {
  return Object.hasOwn(embeddedServices, name)
}

function plainHint(known: string): Text {
  return { en: `known services: ${known}`, nl: `gekende diensten: ${known}` }
}
