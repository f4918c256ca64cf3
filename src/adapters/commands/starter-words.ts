import type { KeptOptions, RanCommand } from './kept-command.ts'

/** The name of the small process in the list of processes, once it can be asked. */
export const starterTitle = 'cyber-respond: starts commands'

/** What the small process is told, a line of JSON each. Numbers name commands. */
export type ToStarter =
  | ({ readonly run: number; readonly argv: readonly string[] } & Omit<KeptOptions, 'signal' | 'latest'>)
  | { readonly abort: number }

/**
 * What it says. `begins` is on its way before anything is started: a command of which it was not said never began.
 */
export type FromStarter =
  | { readonly ready: true }
  | { readonly begins: number }
  | { readonly latest: number; readonly line: string }
  | { readonly ended: number; readonly ran: RanCommand }

/** Takes text as it comes, and gives each message in it when it is whole. */
export function messagesIn<T>(take: (message: T) => void): (text: string) => void {
  let parts: string[] = []
  return (text) => {
    let at = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
      take(JSON.parse(parts.join('') + text.slice(at, end)))
      parts = []
      at = end + 1
    }
    if (at < text.length) parts.push(text.slice(at))
  }
}

/** A message as it is written. */
export function lineOf(message: ToStarter | FromStarter): string {
  return `${JSON.stringify(message)}\n`
}
