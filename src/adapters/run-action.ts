import { parseDuration } from '../core/duration.ts'
import { Fault } from '../core/fault.ts'
import { harmless, harmlessLine } from '../core/harmless.ts'
import type { RunSpec } from '../core/model.ts'
import type { ActionContext, ActionPort, BlobPort, Expressions, Outcome, Scope } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import { commandEnv } from './command-env.ts'
import { elapsed } from './elapsed.ts'
import { KeptOutput } from './kept-output.ts'
import { type CommandEnd, type CommandOptions, runCommand } from './run-command.ts'
import { showTemplates } from './show-command.ts'

interface RunParts {
  /** The folder that commands run in. */
  readonly cwd: string
  readonly blobs: BlobPort
  readonly expressions: Expressions
  /** Monotonic time in milliseconds. */
  now(): number
}

interface Ready extends RunParts {
  /** What every command sees of the environment. */
  readonly env: Readonly<Record<string, string>>
}

/** How long a command may take when its step doesn't say. */
const defaultTimeout = '10m'
/** Of longer output, the first and the last half of this are kept. */
const keptBytes = 1024 * 1024
/** Output up to this size stands in the record itself, more becomes a file next to it. */
const inlineBytes = 4096

/**
 * Runs a step's command. Exit code 0 is done; anything else, also a command that can't be started or whose values are
 * missing, is failed, with the reason in the summary. Its output is made harmless before it is kept.
 */
export function createRunAction(given: RunParts): ActionPort<'run'> {
  const parts = { ...given, env: commandEnv(process.env) }
  return {
    describe: ({ run }, scope) => `runs ${showTemplates(run.command, parts.expressions, scope)}`,
    perform: ({ run }, context) => perform(parts, run, context),
    probe: async ({ run }) => (run.changes ? 'cannot-tell' : 'not-done'),
  }
}

async function perform(parts: Ready, run: RunSpec, context: ActionContext): Promise<Outcome> {
  const prepared = prepare(parts, run, context.scope)
  if (prepared instanceof Fault) {
    return { result: 'failed', summary: oneLine(prefixed({ en: 'not run', nl: 'niet uitgevoerd' }, prepared.text)) }
  }
  const kept = new KeptOutput(keptBytes)
  const follow = followOutput(context.progress)
  const began = parts.now()
  const end = await runCommand(prepared.argv, {
    ...prepared.options,
    signal: context.signal,
    onOutput(chunk) {
      kept.add(chunk)
      follow.add(chunk)
    },
  }).finally(follow.stop)
  const ms = Math.round(parts.now() - began)
  const done = end.kind === 'exited' && end.code === 0
  return {
    result: done ? 'done' : 'failed',
    summary: oneLine(summary(end, ms)),
    ...(await record(parts.blobs, kept, `${context.code}-${context.attempt}-output.txt`, {
      end: end.kind,
      ...(end.kind === 'exited' ? { exit: end.code } : {}),
      ms,
    })),
  }
}

interface Prepared {
  readonly argv: readonly string[]
  readonly options: Omit<CommandOptions, 'signal' | 'onOutput'>
}

/** Fills in the values. What can't be filled in is a mistake of the runbook or a gap in the profile: the step fails. */
function prepare({ cwd, env, expressions }: Ready, run: RunSpec, scope: Scope): Prepared | Fault {
  try {
    const fill = (template: string) => expressions.render(template, scope)
    const declared = Object.entries(run.env ?? {}).map(([name, value]) => [name, fill(value)])
    const timeoutMs = parseDuration(fill(run.timeout ?? defaultTimeout))
    const stdin = run.stdin === undefined ? undefined : fill(run.stdin)
    const whole = { ...env, ...Object.fromEntries(declared) }
    return { argv: expressions.renderArgs(run.command, scope), options: { cwd, env: whole, stdin, timeoutMs } }
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

/** How a command ended. */
function summary(end: CommandEnd, ms: number): Text {
  if (end.kind === 'not-started') return prefixed({ en: 'not started', nl: 'niet gestart' }, end.why)
  const took = elapsed(ms)
  if (end.kind === 'exited' || end.kind === 'signalled') {
    const { en, nl } =
      end.kind === 'exited'
        ? { en: `exit ${end.code} in ${took}`, nl: `exitcode ${end.code} in ${took}` }
        : { en: `ended by ${end.signal} after ${took}`, nl: `beëindigd door ${end.signal} na ${took}` }
    if (!end.leftBehind) return { en, nl }
    return {
      en: `${en}; processes that it left behind were ended`,
      nl: `${nl}; processen die het achterliet, zijn beëindigd`,
    }
  }
  const how =
    end.kind === 'timed-out' ? { en: 'timed out', nl: 'tijd verstreken' } : { en: 'interrupted', nl: 'onderbroken' }
  const by = end.forced
    ? { en: 'it ignored SIGTERM and was killed', nl: 'het negeerde SIGTERM en is gedood' }
    : { en: 'ended by SIGTERM', nl: 'beëindigd met SIGTERM' }
  return { en: `${how.en} after ${took}; ${by.en}`, nl: `${how.nl} na ${took}; ${by.nl}` }
}

function prefixed(what: Text, why: Text): Text {
  return { en: `${what.en}: ${why.en}`, nl: `${what.nl}: ${why.nl}` }
}

function oneLine({ en, nl }: Text): Text {
  return { en: harmlessLine(en, 500), nl: harmlessLine(nl, 500) }
}

async function record(
  blobs: BlobPort,
  kept: KeptOutput,
  name: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<Pick<Outcome, 'detail' | 'blobs'>> {
  const text = harmless(kept.text(), { lines: true })
  const known = { ...detail, bytes: kept.total, ...(kept.dropped === 0 ? {} : { dropped: kept.dropped }) }
  if (Buffer.byteLength(text) <= inlineBytes) return { detail: { ...known, output: text } }
  return { detail: known, blobs: [await blobs.putText(name, text)] }
}

/** Shows the last line of what comes in, ten times a second at most, so that a flood doesn't drown the screen. */
function followOutput(progress: (line: string) => void): { add(chunk: Uint8Array): void; stop(): void } {
  let latest: Uint8Array | null = null
  let timer: NodeJS.Timeout | undefined
  const show = () => {
    if (latest === null) return
    const lines = Buffer.from(latest.subarray(-400))
      .toString('utf8')
      .split(/[\r\n]+/)
    const line = lines.findLast((candidate) => candidate.trim() !== '')
    if (line !== undefined) progress(harmlessLine(line.trim(), 200))
    latest = null
  }
  return {
    add(chunk) {
      latest = chunk
      timer ??= setInterval(show, 100)
    },
    stop: () => clearInterval(timer),
  }
}
