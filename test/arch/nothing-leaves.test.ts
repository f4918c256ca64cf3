import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { importsIn } from '../support/imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Reached {
  /** Source files, from the root of the project. */
  readonly files: readonly string[]
  /** Modules of Node and packages, each with who imports it: `node:path < src/a.ts`. */
  readonly others: readonly string[]
}

/** Everything that these files load, at once or later. An import of types only is gone when the program runs. */
function reach(entries: readonly string[]): Reached {
  const files = new Set<string>()
  const others = new Set<string>()
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue
    files.add(file)
    for (const { from, isOfTypes } of importsIn(file, source(file))) {
      if (isOfTypes || from.endsWith('.json')) continue
      if (from.startsWith('src/')) waiting.push(from)
      else others.add(`${from} < ${file}`)
    }
  }
  return { files: [...files].sort(), others: [...others].sort() }
}

function source(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

const simulated = [
  ...readdirSync(join(root, 'src/adapters/simulated')).map((name) => `src/adapters/simulated/${name}`),
  'src/cli/drill/simulated-world.ts',
]

/** What computes, what reads, writes and locks files, and what tells how long the machine has been on. */
const harmlessModules = [
  'fs-native-extensions',
  'node:crypto',
  'node:fs',
  'node:fs/promises',
  'node:os',
  'node:path',
  'node:timers/promises',
  'node:util',
]

test('the simulated world loads nothing with which something could leave', () => {
  const { files, others } = reach(simulated)
  const left = others.filter((line) => !harmlessModules.some((name) => line.startsWith(`${name} < `)))
  // It puts a mail together, as text; its transports are other modules.
  expect(left).toEqual(['nodemailer/lib/mail-composer < src/adapters/notices/mail-message.ts'])
  expect(files).toContain('src/adapters/notices/notify-action.ts')
  expect(files.filter((file) => /-probe|run-command|starter|cloud\/embedded\/|process-group/.test(file))).toEqual([])
})

test('nor does it use what Node has without an import', () => {
  const ways =
    /\bfetch\s*\(|\bWebSocket\b|\bEventSource\b|\bprocess\.(binding|dlopen|kill)\b|\brequire\s*\(|\beval\s*\(|\bFunction\s*\(|createRequire|getBuiltinModule/
  for (const file of reach(simulated).files) expect(source(file), file).not.toMatch(ways)
})

test('the same walk finds what the real world loads', () => {
  const { others } = reach(['src/cli/wiring/world.ts', 'src/cli/wiring/cloud-provider.ts'])
  for (const wanted of [
    'execa < src/adapters/commands/run-command.ts',
    'node:net < src/adapters/checks/tcp-probe.ts',
  ]) {
    expect(others).toContain(wanted)
  }
  const names = others.map((line) => line.split(' ')[0])
  expect(names).toEqual(expect.arrayContaining(['node:child_process', 'node:http', 'node:https']))
})
