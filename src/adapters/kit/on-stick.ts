import { realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

/**
 * Whether a folder, there or not yet, lies on the stick of a kit: in the kit's folder, or on its disk where that is none of the
 * laptop's own (of the system, of what is only for a while, of `own`, the folder of who uses it).
 */
export function isOnStick(folder: string, kit: string, own: string): boolean {
  const [place, stick] = [nearest(folder), nearest(kit)]
  const isInside = !relative(stick, join(place, 'x')).startsWith('..')
  const disk = deviceOf(stick)
  return isInside || (deviceOf(place) === disk && !['/', tmpdir(), own].map(nearest).map(deviceOf).includes(disk))
}

/** The folder itself, or the first one above it that is there, without links. */
function nearest(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return dirname(path) === path ? path : nearest(dirname(path))
  }
}

function deviceOf(path: string): number | undefined {
  try {
    return statSync(path).dev
  } catch {
    return undefined
  }
}
