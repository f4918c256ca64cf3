import { runKept } from './kept-command.ts'
import { type FromStarter, lineOf, messagesIn, starterTitle, type ToStarter } from './starter-words.ts'

/**
 * The life of the small process that starts commands for the program: to start one, a process is copied, and this one is
 * small. It ends with the program: by SIGTERM it ends its commands first; when the pipe closes without a word, the program was
 * killed, and its commands run on, to be found by who comes after it.
 */
function starter(): void {
  const running = new Map<number, AbortController>()
  let ending = false
  const leaveWhenDone = (): void => {
    if (ending && running.size === 0) process.exit(0)
  }
  // Of what is typed at a terminal this process gets nothing, and what is meant for all is said by the program.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
  process.on('SIGTERM', () => {
    ending = true
    for (const stop of running.values()) stop.abort()
    leaveWhenDone()
  })

  const take = (message: ToStarter): void => {
    if ('abort' in message) running.get(message.abort)?.abort()
    else if (!ending) void run(message)
  }
  const run = async ({ run: id, argv, ...options }: Extract<ToStarter, { run: number }>): Promise<void> => {
    const stop = new AbortController()
    running.set(id, stop)
    const latest = (line: string): void => {
      // A program that stands still reads nothing, and a line that nobody read yet is old.
      if (!process.stdout.writableNeedDrain) void tell({ latest: id, line })
    }
    if (await tell({ begins: id })) {
      await tell({ ended: id, ran: await runKept(argv, { ...options, signal: stop.signal, latest }) })
    }
    running.delete(id)
    leaveWhenDone()
  }
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', messagesIn(take))
  process.stdin.once('close', () => {
    // A SIGTERM that came before is heard first. Nothing that would end the commands is to run now.
    setImmediate(() => {
      if (!ending) process.kill(process.pid, 'SIGKILL')
    })
  })
  process.stdout.on('error', () => {})
  void tell({ ready: true }).then(() => {
    // Who looks at the processes of the machine sees what this one is for.
    process.title = starterTitle
  })
}

/** Resolves when the system has the message; false: nobody is there to read it. */
function tell(message: FromStarter): Promise<boolean> {
  return new Promise((done) => {
    process.stdout.write(lineOf(message), (error) => done(error === null || error === undefined))
  })
}

starter()
