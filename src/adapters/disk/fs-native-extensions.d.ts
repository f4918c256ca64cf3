/** The package has no types of its own. */
declare module 'fs-native-extensions' {
  /** Asks the kernel for the lock on an open file, exclusive unless told otherwise. false: somebody else's lock forbids it. */
  export function tryLock(file: number, options?: { readonly shared: boolean }): boolean
}
