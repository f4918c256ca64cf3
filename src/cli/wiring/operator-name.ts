import { personName } from '../../core/person-name.ts'
import type { Host } from './host.ts'

/** The name of who writes when a command is given outside a session. */
export function operatorName(host: Host): string {
  return host.operator ?? loginName(host) ?? 'operator'
}

/** The name of the login, where it is one that a person can have. */
export function loginName({ process }: Host): string | null {
  const found = personName(process.env.USER ?? '')
  return 'name' in found ? found.name : null
}
