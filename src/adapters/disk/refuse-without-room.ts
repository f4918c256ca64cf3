import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { sizeText } from '../../core/size-text.ts'
import { nearestThere, type Room, roomOn } from './room-left.ts'
import { inUnits, type PlannedFile, roomNeeded } from './room-needed.ts'

/** What a disk keeps for itself beside the files: its folders and lists. In bytes. */
const spare = 512 * 1024

/** How a copy is to lie on a disk. `goes`: the bytes of files that are removed before anything is written. */
export interface Planned {
  readonly files: readonly PlannedFile[]
  readonly folders: number
  readonly goes: number
}

/**
 * Throws `copy.no-room` when a disk has too little room for a copy into `folder`, which may not be there yet: before anything is
 * written. A disk that does not say how much room it has is tried.
 */
export function refuseWithoutRoom(
  folder: string,
  { files, folders, goes }: Planned,
  room: (path: string) => Room | null = roomOn,
): void {
  const found = room(nearestThere(folder) ?? folder)
  if (found === null) return
  const { free, unit } = found
  const needed = roomNeeded(files, unit) + folders * unit + spare
  const freeThen = free + goes
  if (needed <= freeThen) return
  const alone = files.reduce((sum, { size }) => sum + inUnits(size, unit), 0) + folders * unit + spare
  const before = files.reduce((sum, one) => sum + inUnits(one.before, unit), 0)
  throw noRoom(folder, needed, freeThen, alone <= freeThen + before)
}

/** `fitsAlone`: it would fit if what is in its place were not there. Sizes in bytes. */
function noRoom(folder: string, needed: number, free: number, fitsAlone: boolean): Fault {
  const shown = harmlessLine(folder, 200)
  const [want, have, lack] = [sizeText(needed), sizeText(free), sizeText(needed - free)]
  return new Fault({
    code: 'copy.no-room',
    exit: exit.log,
    message: {
      en: `there is too little room in ${shown}: ${want.en} are needed, and ${have.en} are free`,
      nl: `er is te weinig plaats in ${shown}: er is ${want.nl} nodig, en ${have.nl} vrij`,
    },
    hint: fitsAlone
      ? {
          en: `nothing was written, and what was there is as it was: make ${lack.en} of room, or take another stick; without what is in its place now it would fit`,
          nl: `er is niets geschreven, en wat er stond, is zoals het was: maak ${lack.nl} plaats, of neem een andere stick; zonder wat er nu in de plaats staat, zou het passen`,
        }
      : {
          en: `nothing was written, and what was there is as it was: make ${lack.en} of room, or take a larger stick or disk`,
          nl: `er is niets geschreven, en wat er stond, is zoals het was: maak ${lack.nl} plaats, of neem een grotere stick of schijf`,
        },
  })
}
