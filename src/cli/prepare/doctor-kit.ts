import { readKit } from '../../adapters/kit/kit-folder.ts'
import { type KnownKit, knownKits } from '../../adapters/kit/known-kits.ts'
import { monthsBefore, monthsUntilOld } from '../../core/ages.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from '../wiring/host.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

/** Whether the kit that the program was started from, or the newest that this home knows, was looked at in the last quarter. */
export function kitFindings({ home, kit }: Pick<Host, 'home' | 'kit'>, today: string): readonly DoctorFinding[] {
  const known = knownKits(home)
  const from = monthsBefore(today, monthsUntilOld.kit)
  if (kit !== null) return ownFindings(kit, known.find(({ id }) => id === kit.id) ?? null, today, from)
  const [newest] = known
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
  const isRecent = seen >= from
  return [
    finding(
      'kit',
      isRecent,
      `kit ${id} was last looked at on ${seen}${isRecent ? '' : ', MORE THAN A QUARTER AGO: cyber-respond kit check FOLDER'}`,
      `kit ${id} werd laatst bekeken op ${seen}${isRecent ? '' : ', MEER DAN EEN KWARTAAL GELEDEN: cyber-respond kit check MAP'}`,
    ),
  ]
}

/** Of the kit from which the program was started: this laptop may never have seen it before. */
function ownFindings(
  { folder, id }: NonNullable<Host['kit']>,
  known: KnownKit | null,
  today: string,
  from: string,
): readonly DoctorFinding[] {
  const made = madeOn(folder)
  if (made === null) {
    return [
      finding(
        'kit',
        false,
        `started from kit ${id}, whose kit.json CAN'T BE READ: cyber-respond kit check`,
        `gestart vanaf kit ${id}, waarvan kit.json NIET TE LEZEN is: cyber-respond kit check`,
      ),
    ]
  }
  const seen = known === null ? null : known.seen_at.slice(0, 10)
  const [en, nl] = [`started from kit ${id}, made on ${made}`, `gestart vanaf kit ${id}, gemaakt op ${made}`]
  if (made > today) {
    return [
      finding(
        'kit',
        false,
        `${en}, WHICH IS STILL TO COME: the clock of this laptop says ${today}`,
        `${nl}, DAT MOET NOG KOMEN: de klok van deze laptop zegt ${today}`,
      ),
    ]
  }
  const isOld = made < from
  const isUnseen = isOld && (seen === null || seen < from)
  if (isOld && !isUnseen) {
    return [
      finding(
        'kit',
        false,
        `${en}, MORE THAN A QUARTER AGO: make it anew; last looked at here on ${seen}`,
        `${nl}, MEER DAN EEN KWARTAAL GELEDEN: maak ze opnieuw; hier laatst bekeken op ${seen}`,
      ),
    ]
  }
  if (isUnseen) {
    return [
      finding(
        'kit',
        false,
        `${en}, MORE THAN A QUARTER AGO, and not looked at here since: cyber-respond kit check`,
        `${nl}, MEER DAN EEN KWARTAAL GELEDEN, en hier sindsdien niet bekeken: cyber-respond kit check`,
      ),
    ]
  }
  return [
    finding(
      'kit',
      true,
      seen === null
        ? `${en}; look at it each quarter: cyber-respond kit check`
        : `${en}, and last looked at here on ${seen}`,
      seen === null
        ? `${nl}; bekijk ze elk kwartaal: cyber-respond kit check`
        : `${nl}, en hier laatst bekeken op ${seen}`,
    ),
  ]
}

function madeOn(folder: string): string | null {
  try {
    return readKit(folder).manifest.made_at.slice(0, 10)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return null
  }
}
