import { exit, Fault } from '../core/fault.ts'

/** The operator pressed Ctrl-C, or the process was told to stop, while a question was open. */
export function interrupted(): Fault {
  return new Fault({
    code: 'interrupted',
    exit: exit.interrupted,
    message: { en: 'interrupted', nl: 'onderbroken' },
    hint: {
      en: 'everything is in the record; go on with cyber-respond resume',
      nl: 'alles staat in het logboek; ga verder met cyber-respond resume',
    },
  })
}

/** Nobody can answer any more: Ctrl-D, or the input has ended. */
export function terminalClosed(): Fault {
  return new Fault({
    code: 'terminal.closed',
    exit: exit.stopped,
    message: {
      en: 'the input ended while a question was open',
      nl: 'de invoer stopte terwijl er een vraag open stond',
    },
    hint: {
      en: 'everything is in the record; go on with cyber-respond resume',
      nl: 'alles staat in het logboek; ga verder met cyber-respond resume',
    },
  })
}

/** What `answer` gives, or `otherwise` when the input ended: to leave is always an answer. */
export async function unlessClosed<T>(otherwise: T, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof Fault && error.code === 'terminal.closed') return otherwise
    throw error
  }
}
