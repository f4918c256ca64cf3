/** The exit codes of the program. */
export const exit = {
  done: 0,
  failed: 1,
  usage: 2,
  invalid: 3,
  stopped: 4,
  log: 5,
  answerNeeded: 6,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exit)[keyof typeof exit]
