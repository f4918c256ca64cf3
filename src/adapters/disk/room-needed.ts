/**
 * A file that is to be written: its size, and that of the file whose place it takes (0: there is none), which stays until the new
 * one is whole. In bytes.
 */
export interface PlannedFile {
  readonly size: number
  readonly before: number
}

/** The most bytes that must be free at once while these files are written one after another, on a disk that gives room by `unit`. */
export function roomNeeded(files: readonly PlannedFile[], unit: number): number {
  let taken = 0
  let most = 0
  for (const { size, before } of files) {
    taken += inUnits(size, unit)
    most = Math.max(most, taken)
    taken -= inUnits(before, unit)
  }
  return most
}

/** The room that a file of so many bytes takes. */
export function inUnits(size: number, unit: number): number {
  return Math.ceil(size / unit) * unit
}
