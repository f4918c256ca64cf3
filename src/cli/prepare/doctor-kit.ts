import { knownKits } from '../../adapters/kit/known-kits.ts'
import { monthsBefore, monthsUntilOld } from '../../core/ages.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from '../wiring/host.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

/** Whether a kit was made from this home or looked at with it in the last quarter. */
export function kitFindings({ home }: Pick<Host, 'home'>, today: string): readonly DoctorFinding[] {
  const [newest] = knownKits(home)
  if (newest === undefined) {
    return [
      finding(
        'kit',
        false,
        'NO KIT was made yet, the stick for when no machine can be trusted: cyber-respond kit make FOLDER',
        'er werd nog GEEN KIT gemaakt, de stick voor als geen toestel te vertrouwen is: cyber-respond kit make MAP',
      ),
    ]
  }
  const seen = newest.seen_at.slice(0, 10)
  const id = harmlessLine(newest.id, 20)
  const isRecent = seen >= monthsBefore(today, monthsUntilOld.kit)
  return [
    finding(
      'kit',
      isRecent,
      `kit ${id} was last looked at on ${seen}${isRecent ? '' : ', MORE THAN A QUARTER AGO: cyber-respond kit check FOLDER'}`,
      `kit ${id} werd laatst bekeken op ${seen}${isRecent ? '' : ', MEER DAN EEN KWARTAAL GELEDEN: cyber-respond kit check MAP'}`,
    ),
  ]
}
