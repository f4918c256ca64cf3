import { harmlessLine } from '../../core/harmless.ts'

/**
 * Makes what a text says to run into what can be run here: with the words that this program was started with, the options
 * without which it would look elsewhere, and the incident that is worked on.
 */
export interface Runnable {
  (text: string): string
  /** From now on a command that takes an incident and names none is about this one: its name, or its path. */
  about(incident: string): void
}

export interface RunnableFrom {
  /** The words that a command line begins with. Asked when a command is to be shown. */
  start(): string
  /** Options that go along with every command, as words. */
  readonly options: readonly string[]
  /** The commands by their words (`evidence list`), each with whether it takes an incident first. */
  commands(): ReadonlyMap<string, boolean>
}

/** Between the words of a command until its line is broken: what somebody copies stays on one line. */
const within = '\x1f'

/** The text with its commands as they are printed. */
export function withBlanks(text: string): string {
  return text.replaceAll(within, ' ')
}

/** A command as texts name it: its words, then an incident, or the place for one. */
const named = /cyber-respond ([a-z-]+)( [a-z-]+(?![\w.-]))?((?: [<'"/.][^ ]*)| \S*\d{4}-\d\d-\d\d\S*)?/g

export function runnable({ start, options, commands }: RunnableFrom): Runnable {
  let incident: string | null = null
  const shown = (text: string): string => {
    if (!text.includes('cyber-respond ')) return text
    const known = commands()
    const words = [start(), ...options].join(' ')
    if (words === 'cyber-respond' && incident === null) return text
    return text.replaceAll(named, (whole: string, first: string, second = '', argument = '') => {
      // Help needs no home, and looks into none.
      if (first === '--help') return `${start()} --help`.replaceAll(' ', within) + second + argument
      const isTwo = known.has(first + second) && second !== ''
      const takesIncident = known.get(isTwo ? first + second : first)
      if (takesIncident === undefined) return whole
      const command = `${words} ${isTwo ? first + second : first}`
      const [given, prose] = isTwo || second === '' ? [argument, ''] : ['', second + argument]
      return `${command}${takesIncident ? withIncident(given, prose) : given}`.replaceAll(' ', within) + prose
    })
  }
  /** The argument of a command that takes an incident: as given, or else this incident, unless what stands behind names it. */
  const withIncident = (given: string, prose: string): string => {
    if (incident === null) return given
    const own = ` ${incident}`
    if (given.startsWith(' <')) return given.replace(/^ <[^>]*>/, own)
    const [, next = ''] = /^ ([^ ]+)/.exec(prose) ?? []
    return given !== '' || (next !== '' && incident.startsWith(`${next}-`)) ? given : own
  }
  return Object.assign(shown, {
    about: (name: string): void => {
      incident = harmlessLine(name, 200)
    },
  })
}

/** Commands as the texts name them. */
export const asWritten: Runnable = Object.assign((text: string) => text, { about: () => {} })
