/** The package has no types of its own. */
declare module 'fs-native-extensions' {
  /** Asks the kernel for the lock on an open file, exclusive unless told otherwise. false: somebody else's lock forbids it. */
  export function tryLock(file: number, options?: { readonly shared: boolean }): boolean
  /** Lets go of whatever lock there is on an open file. */
  export function unlock(file: number): void
}
