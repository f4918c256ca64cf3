import type { Draft, LogEvent } from './event.ts'
import { isFault } from './fault.ts'
import type { LogPort } from './ports.ts'

/**
 * Writes what is true whatever others wrote meanwhile, where no journal is open. Gives what others wrote and then its own, in
 * the order of the log, once it is durable.
 */
export async function appendFacts(log: LogPort, drafts: readonly Draft[]): Promise<readonly LogEvent[]> {
  const others: LogEvent[] = []
  for (;;) {
    try {
      return [...others, ...(await log.append(drafts, log.size))]
    } catch (error) {
      if (!isFault(error, 'log.wrong-size')) throw error
      const news = await log.follow()
      if (news.length === 0) throw error
      others.push(...news)
    }
  }
}
