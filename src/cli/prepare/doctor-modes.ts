import { type OpenPlace, openPlaces } from '../../adapters/home/who-may.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { shellWord } from '../../core/shell-word.ts'
import type { Host } from '../wiring/host.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

/** More than this is one fault that repeats itself: a disk without modes, or a home that was copied. */
const most = 8

/** Whether only this user may read and write what is secret in a home, and what to do about each place where others may. */
export function modeFindings({ home }: Pick<Host, 'home'>): readonly DoctorFinding[] {
  const open = placesOf(home)
  if (open === null) return []
  if (open.length === 0) {
    return [
      finding(
        'access',
        true,
        'home, keys and personal values are for this user alone',
        'home, sleutels en persoonsgegevens zijn alleen voor deze gebruiker',
      ),
    ]
  }
  const more = open.length - most
  return [
    ...open.slice(0, most).map(openFinding),
    ...(more <= 0
      ? []
      : [
          finding(
            'access.more',
            false,
            `${more} more places are open to others`,
            `nog ${more} plaatsen staan open voor anderen`,
          ),
        ]),
  ]
}

function placesOf(home: string): readonly OpenPlace[] | null {
  try {
    return openPlaces(home)
  } catch {
    // That the home can't be looked at is told elsewhere.
    return null
  }
}

function openFinding({ path, wrong, mode }: OpenPlace): DoctorFinding {
  const shown = harmlessLine(path, 200)
  const chmod = `chmod ${mode.toString(8)} ${shellWord(shown)}`
  switch (wrong) {
    case 'writable':
      return finding(
        'access',
        false,
        `OTHERS MAY WRITE ${shown}: ${chmod}`,
        `ANDEREN MOGEN SCHRIJVEN IN ${shown}: ${chmod}`,
      )
    case 'readable':
      return finding('access', false, `OTHERS MAY READ ${shown}: ${chmod}`, `ANDEREN MOGEN ${shown} LEZEN: ${chmod}`)
    case 'of-another':
      return finding(
        'access',
        false,
        `${shown} BELONGS TO ANOTHER USER, who may read and replace it: chown it to yourself, or use another home`,
        `${shown} IS VAN EEN ANDERE GEBRUIKER, die het mag lezen en vervangen: maak uzelf eigenaar met chown, of gebruik een andere home`,
      )
    case 'folder-above':
      return finding(
        'access',
        false,
        `ANYBODY MAY REPLACE the home, because the folder above it is open: ${chmod}`,
        `IEDEREEN MAG de home VERVANGEN, omdat de map erboven openstaat: ${chmod}`,
      )
  }
}
