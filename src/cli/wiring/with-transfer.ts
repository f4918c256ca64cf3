import { createProgress } from '../../ui/progress.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { createTransfer, type Transfer } from '../../ui/transfer.ts'
import type { Host } from './host.ts'

/** Work that shows how far it is; nothing of that stays on the screen. */
export async function withTransfer<T>(
  host: Host,
  work: (transfer: Transfer, clear: () => void) => Promise<T>,
): Promise<T> {
  const terminal = createTerminal(host.process, host)
  const progress = createProgress(terminal, host.process.stderr)
  try {
    return await work(createTransfer(progress, terminal, host.lang), () => progress.clear())
  } finally {
    progress.clear()
  }
}
