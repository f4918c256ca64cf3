import { exit } from '../../core/exit-codes.ts'
import type { Fault } from '../../core/fault.ts'
import { listenForSignals } from './signals.ts'

/**
 * Work that Ctrl-C stops where that does no harm: `goOn` throws `stopped` then. Whoever presses it once more does not wait for a disk
 * that hangs.
 */
export async function stoppable<T>(
  stopped: (by: 130 | 143) => Fault,
  work: (goOn: () => void) => Promise<T>,
): Promise<T> {
  const signals = listenForSignals()
  // Not at once: a spinner looks whether it is alone with the signal, and would end the program then.
  signals.signal.addEventListener('abort', () => void setImmediate(() => signals.stop()), { once: true })
  try {
    return await work(() => {
      if (signals.signal.aborted) {
        throw stopped(signals.exitCode() === exit.terminated ? exit.terminated : exit.interrupted)
      }
    })
  } finally {
    signals.stop()
  }
}
