import { join, resolve } from 'node:path'
import { reasonOf } from '../../adapters/disk/disk-errors.ts'
import { isFolder } from '../../adapters/disk/make-folders.ts'
import { type OwnKit, ownKit } from '../../adapters/kit/own-kit.ts'
import { toldAbove } from '../../adapters/terminal/open-question.ts'
import type { Print } from '../../adapters/terminal/print.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { givenName } from '../../core/person-name.ts'
import type { Lang } from '../../core/text.ts'
import { asWritten, type Runnable, withBlanks } from './runnable.ts'
import { screenText } from './screen-text.ts'
import { homeOf, languageOf } from './surroundings.ts'

/** The part of the machine that the program sees. Only `main.ts` makes one from `process`; tests make their own. */
export interface HostProcess {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly print: Print
  /** Whether a terminal may be at the other end of a stream: false saves opening it. Left out: it may. */
  mayBeScreen?(to: 'stdout' | 'stderr'): boolean
  cwd(): string
  /** The words that a shell starts this program with. Left out: its name. */
  startWords?(): string
}

/** One call of the program: where results and messages go, in which language, and where its files are. */
export interface Host {
  readonly process: HostProcess
  stdout(text: string): void
  stderr(text: string): void
  /** Of which incident is spoken from now on, wherever a message names a command that takes one. */
  about(incident: string): void
  readonly lang: Lang
  readonly json: boolean
  readonly home: string
  /** The stick that the program was started from; null: none. */
  readonly kit: OwnKit | null
  readonly yes: boolean
  readonly colour: boolean
  readonly plain: boolean
  readonly columns: number
  /** The columns that a message may have; null: no terminal shows it. */
  readonly messageColumns: number | null
  readonly operator: string | null
  readonly runbooks: string | null
  /** SSH key that signs heads, as given; null: what the home's configuration says. */
  readonly signWith: string | null
  /** Time stamp server, as given. */
  readonly tsa: string | null
  /** A person sits at this terminal and can be asked. */
  readonly interactive: boolean
}

/** The options that every command takes. */
export interface GlobalOptions {
  readonly home?: string
  readonly lang?: string
  readonly json?: boolean
  readonly color?: boolean
  readonly plain?: boolean
  readonly yes?: boolean
  readonly operator?: string
  readonly runbooks?: string
  readonly signWith?: string
  readonly tsa?: string
}

/** `commands` is what several hosts of one call share; left out, commands are shown as they are written. */
export function createHost(process: HostProcess, options: GlobalOptions, commands: Runnable = asWritten): Host {
  const { env } = process
  const isJson = options.json === true
  const kit = ownKit(env)
  const shown = isJson ? (text: string): string => text : screenText(process, options.plain === true)
  return {
    process,
    stdout: (text) => printResult(process, shown(text, 'stdout')),
    stderr: (text) => {
      const told = withBlanks(shown(isJson ? text : commands(text), 'stderr'))
      if (!toldAbove(() => process.stderr, told)) process.print('stderr', told)
    },
    about: commands.about,
    lang: languageOf(options.lang, env),
    json: isJson,
    home: homeOf(options.home, env, process.cwd(), kit),
    kit,
    yes: options.yes === true,
    colour: options.color !== false,
    plain: options.plain === true,
    operator: operatorOf(options, env),
    runbooks: options.runbooks === undefined ? runbooksOf(kit) : resolve(process.cwd(), options.runbooks),
    signWith: options.signWith ?? null,
    tsa: options.tsa ?? null,
    // Looked at by the commands that need them: Node takes its time to open screen and keyboard.
    get columns() {
      return Math.min(process.stdout.columns || 80, 100)
    },
    get messageColumns() {
      return process.stderr.isTTY === true ? Math.min(process.stderr.columns || 80, 100) : null
    },
    get interactive() {
      return process.stdin.isTTY === true && process.stderr.isTTY === true
    },
  }
}

/** The same call in the home that a kit has on this laptop, unless another one was named. */
export function inHomeOfKit(host: Host, kit: OwnKit): Host {
  const { env } = host.process
  const cwd = host.process.cwd()
  const isNamed = host.home !== homeOf(undefined, env, cwd, host.kit)
  const home = isNamed ? host.home : homeOf(undefined, env, cwd, kit)
  return Object.create(host, { home: { value: home, enumerable: true }, kit: { value: kit, enumerable: true } }) as Host
}

/** The runbooks with which a kit was made; null: the shipped ones. */
function runbooksOf(kit: OwnKit | null): string | null {
  const folder = kit === null ? null : join(kit.folder, 'runbooks')
  return folder !== null && isFolder(folder) ? folder : null
}

/** The same call in the name of somebody who was asked for it. */
export function inNameOf(host: Host, operator: string): Host {
  return Object.create(host, { operator: { value: operator, enumerable: true } }) as Host
}

function printResult(process: HostProcess, text: string): void {
  try {
    process.print('stdout', text)
  } catch (error) {
    const why = reasonOf(error)
    throw new Fault({
      code: 'output.unwritable',
      exit: exit.failed,
      message: {
        en: `the result can't be written (${why})`,
        nl: `het resultaat kan niet geschreven worden (${why})`,
      },
      hint: {
        en: 'what was done is done; look at where the output goes, and ask for the result again',
        nl: 'wat gedaan is, is gedaan; kijk waar de uitvoer naartoe gaat, en vraag het resultaat opnieuw',
      },
      cause: error,
    })
  }
}

/**
 * The person who is said to act. Every line of a record names somebody; a variable that is set to nothing is not set.
 */
function operatorOf({ operator }: GlobalOptions, env: HostProcess['env']): string | null {
  if (operator === undefined) {
    const { CYBER_RESPOND_OPERATOR: set = '' } = env
    return set.trim() === '' ? null : givenName(set, 'CYBER_RESPOND_OPERATOR')
  }
  if (operator.trim() !== '') return givenName(operator, '--operator')
  throw new Fault({
    code: 'operator.empty',
    exit: exit.usage,
    message: { en: '--operator names nobody', nl: '--operator noemt niemand' },
    hint: { en: 'give your name, or leave --operator away', nl: 'geef uw naam, of laat --operator weg' },
  })
}
