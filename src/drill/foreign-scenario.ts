import type { Text } from '../core/text.ts'
import { municipalityOf } from '../municipality/find-municipality.ts'
import type { Municipality } from '../municipality/register.ts'
import type { Scenario } from './scenario.ts'

/**
 * A warning for a scenario that was written for one municipality and is played for another one; null when it is not.
 */
export function foreignWarning(
  { id, municipality: nis }: Pick<Scenario, 'id' | 'municipality'>,
  { nis: played, name }: Pick<Municipality, 'nis' | 'name'>,
): Text | null {
  if (nis === null) return null
  const own = municipalityOf(nis)
  if (own.nis === played) return null
  return {
    en: `WARNING: the scenario ${id} was written for ${own.name}. The people, places and services in it are not those of ${name}.`,
    nl: `LET OP: het scenario ${id} is geschreven voor ${own.name}. De mensen, plaatsen en diensten erin zijn niet die van ${name}.`,
  }
}
