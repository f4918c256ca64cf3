/** The wish of a person who steps through a replay. */
export type ReplayKey = 'next' | 'quit' | 'interrupt'

/** The keyboard, key by key: Enter and space go on, q and Ctrl-D end, Ctrl-C interrupts. `close` gives it back. */
export function replayKeys(stdin: NodeJS.ReadStream): { next(): Promise<ReplayKey>; close(): void } {
  const typed: ReplayKey[] = []
  let waiting: ((key: ReplayKey) => void) | null = null
  const give = (key: ReplayKey): void => {
    const take = waiting
    waiting = null
    if (take === null) typed.push(key)
    else take(key)
  }
  const heard = (bytes: Buffer): void => {
    for (const character of bytes.toString('latin1')) {
      const key = meaning[character]
      if (key !== undefined) give(key)
    }
  }
  const ended = (): void => give('quit')
  stdin.setRawMode(true)
  stdin.on('data', heard).on('end', ended).on('close', ended).resume()
  return {
    next: () => {
      const key = typed.shift()
      return key === undefined ? new Promise((resolve) => (waiting = resolve)) : Promise.resolve(key)
    },
    close: () => {
      stdin.off('data', heard).off('end', ended).off('close', ended).pause()
      stdin.setRawMode(false)
    },
  }
}

const meaning: Readonly<Record<string, ReplayKey>> = {
  '\r': 'next',
  '\n': 'next',
  ' ': 'next',
  q: 'quit',
  Q: 'quit',
  '\x04': 'quit',
  '\x03': 'interrupt',
}
