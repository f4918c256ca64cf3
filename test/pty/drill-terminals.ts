import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')

/** Terminals around one home, for the tests of a file: each test has its own home, and all terminals end with it. */
export function drillTerminals() {
  let home = ''
  let terminals: TmuxTerminal[] = []
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'cyber-respond-drill-'))
    terminals = []
  })
  afterEach(() => {
    for (const terminal of terminals) terminal.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 20 })
  })
  const start = (runbooks: string, ...args: readonly string[]): TmuxTerminal => {
    const command = [process.execPath, program, '--home', home, '--runbooks', runbooks, ...args]
    const terminal = startTmux({ command, cwd: root })
    terminals.push(terminal)
    return terminal
  }
  const folder = (): string => {
    const [name = ''] = readdirSync(join(home, 'drills')).filter((one) => !one.startsWith('.'))
    return join(home, 'drills', name)
  }
  const events = (): readonly LogEvent[] => {
    const text = readFileSync(join(folder(), 'log.000000.jsonl'), 'utf8')
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  }
  /** Whether an event of this type says this. */
  const has = (type: LogEvent['type'], data: object): boolean =>
    events().some(
      (event) =>
        event.type === type &&
        Object.entries(data).every(([key, value]) => (event.data as Record<string, unknown>)[key] === value),
    )
  const evening = join(root, 'fixtures/scenarios/evening.yaml')
  const small = join(root, 'fixtures/small')
  const run = ['drill', 'run', 'willebroek', '--scenario']
  return {
    ...{ start, folder, events, home: () => home, small },
    /** The players of the evening. */
    players: (...more: readonly string[]) => start(small, '--operator', 'Els Peeters', ...run, evening, ...more),
    /** The facilitator beside them. */
    control: (...more: readonly string[]) => start(small, '--operator', 'Tom', 'drill', 'control', ...more),
    has,
    /** Waits until an event of this type says this. */
    recorded: async (type: LogEvent['type'], data: object): Promise<void> => {
      await expect.poll(() => has(type, data), { message: `${type} ${JSON.stringify(data)}`, interval: 30 }).toBe(true)
    },
  }
}

/** The processes whose command line has all of these words, with that line. */
export function processesWith(...words: readonly string[]): readonly { readonly pid: number; readonly line: string }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        const line = readFileSync(join('/proc', pid, 'cmdline'), 'latin1').replaceAll('\0', ' ')
        return words.every((word) => line.includes(word)) ? [{ pid: Number(pid), line }] : []
      } catch {
        // It ended meanwhile.
        return []
      }
    })
}
