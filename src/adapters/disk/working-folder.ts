/**
 * The name in the place of a working folder that is gone: nothing can be read or made below a device, so whoever gives
 * a relative path is told of it by this name.
 */
const gone = '/dev/null/working-folder-is-gone'

/**
 * Gives this process a working folder to speak of when its own is gone (a stick that was pulled, a folder that was deleted
 * meanwhile). Without one every package and Node itself fail at the first look, also for who gave no relative path at all.
 */
export function mindWorkingFolder(): void {
  try {
    process.cwd()
  } catch {
    process.cwd = () => gone
  }
}
