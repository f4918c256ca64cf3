import type { Host } from './host.ts'

/** A command's work: gets the host and returns the exit code. */
export type Work = (host: Host) => Promise<number>

/** The way in which the command tree does a command's work, with the options that stand before it. */
export type Does = (work: Work) => () => Promise<void>
