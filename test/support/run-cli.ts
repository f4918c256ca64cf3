import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, onTestFinished } from 'vitest'
import { runCli } from '../../src/cli/program.ts'
import type { HostProcess } from '../../src/cli/wiring/host.ts'
import type { TypingTerminal } from './typing-terminal.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** An empty folder that goes when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The same for all tests of a file. */
export function keptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command line in this process, without a terminal. What it prints is normalised: no temporary paths. */
export async function cli(home: string, ...argv: readonly string[]): Promise<Said> {
  let out = ''
  let err = ''
  const screen = (write: (text: string) => void) => {
    const stream = { isTTY: false, columns: 80, write, on: () => stream, off: () => stream }
    return stream as unknown as NodeJS.WriteStream
  }
  const stdout = screen((text) => {
    out += text
  })
  const stderr = screen((text) => {
    err += text
  })
  const process: HostProcess = {
    env: { CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els', PATH: globalThis.process.env.PATH },
    stdin: { isTTY: false } as NodeJS.ReadStream,
    stdout,
    stderr,
    print: (to, text) => void { stdout, stderr }[to].write(text),
    cwd: () => root,
  }
  const code = await runCli(argv, process)
  const clean = (text: string): string => text.replaceAll(home, 'HOME').replaceAll(root, '')
  return { code, out: clean(out), err: clean(err) }
}

/** The same with somebody at a terminal, who sees all that it prints. Gives the exit code. */
export function cliAt(terminal: TypingTerminal, home: string, ...argv: readonly string[]): Promise<number> {
  const { stdin, stdout } = terminal
  return runCli(argv, {
    env: { CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els', PATH: globalThis.process.env.PATH },
    ...{ stdin, stdout, stderr: stdout },
    print: (_to, text) => void stdout.write(text),
    cwd: () => root,
  })
}

/** The same on a screen that nobody types at, so wide and with this environment: what is seen there, colours and all. */
export async function cliOn(
  screen: { readonly columns: number; readonly env?: Readonly<Record<string, string>> },
  home: string,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly seen: string }> {
  let seen = ''
  const stream = {
    ...{ isTTY: true, columns: screen.columns, on: () => stream, off: () => stream },
    write: (text: string): void => {
      seen += text
    },
  } as unknown as NodeJS.WriteStream
  const code = await runCli(argv, {
    env: {
      ...{ CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els', PATH: globalThis.process.env.PATH },
      ...screen.env,
    },
    stdin: { isTTY: false } as NodeJS.ReadStream,
    ...{ stdout: stream, stderr: stream },
    print: (_to, text) => void stream.write(text),
    cwd: () => root,
  })
  return { code, seen: seen.replaceAll(home, 'HOME').replaceAll(root, '') }
}
