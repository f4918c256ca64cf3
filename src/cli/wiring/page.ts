import { displayWidth } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import type { Terminal } from '../../ui/terminal.ts'
import type { Host } from './host.ts'

/**
 * Prints a long result a screenful at a time, where a person looks at it: what is printed and what is typed are of a terminal, and
 * it does not fit. Anywhere else, and for a screen reader, all of it at once. What was shown stays above, as if it had been
 * printed, and no other program sees it.
 */
export async function page(host: Host, { rows, plain }: Terminal, text: string): Promise<void> {
  const lines = text.split('\n')
  const isSeen = host.process.stdout.isTTY === true && host.interactive && !plain
  if (!isSeen || rows === undefined || lines.length < rows) {
    host.stdout(`${text}\n`)
    return
  }
  const { replayKeys } = await import('../../adapters/terminal/replay-keys.ts')
  const keys = replayKeys(host.process.stdin)
  // One line stays of what was read last, and one is for the question.
  const step = Math.max(1, rows - 2)
  try {
    for (let at = 0; at < lines.length; at += step) {
      const end = at + step
      host.stdout(`${lines.slice(at, end).join('\n')}\n`)
      const left = lines.length - end
      if (left <= 0) return
      const hint = pick(
        {
          en: `-- ${left} more lines: space or Enter, q ends --`,
          nl: `-- nog ${left} regels: spatie of Enter, q stopt --`,
        },
        host.lang,
      )
      host.stderr(hint)
      const key = await keys.next()
      host.stderr(`\r${' '.repeat(displayWidth(hint))}\r`)
      if (key !== 'next') return
    }
  } finally {
    keys.close()
  }
}
