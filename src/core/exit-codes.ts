/** The exit codes of the program, for scripts and for who reads what came of a night's run. */
export const exit = {
  done: 0,
  /** Finished, and a check or a step failed. */
  failed: 1,
  usage: 2,
  /** A runbook, plan, profile, scenario or answers file is invalid. */
  invalid: 3,
  /** Stopped, and can be resumed. */
  stopped: 4,
  /** The record can't be written, or does not verify. */
  log: 5,
  /** A person must answer, and there is no terminal to ask at. */
  answerNeeded: 6,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exit)[keyof typeof exit]
