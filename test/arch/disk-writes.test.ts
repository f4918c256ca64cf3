import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../src')

/** What of Node changes a disk. */
const changes =
  /^(?:l?ch(?:mod|own)|f?truncate|appendFile|copyFile|cp|createWriteStream|link|mkdir|mkdtemp|rename|rm|rmdir|symlink|unlink|write|writeFile|writev|\*)(?:Sync)?$/
const opensToWrite = /\bopen(?:Sync|Later)?\([^)]*(?:'[wa]x?\+?'|O_WRONLY|O_RDWR|O_CREAT|O_APPEND)/

/** With what a source changes a disk by itself, and not through the port. */
function ownWrites(source: string): readonly string[] {
  const imports = source.matchAll(/import\s+(\{[^}]*\}|\*\s+as\s+\w+|\w+)\s+from\s+'(?:node:)?fs(?:\/promises)?'/g)
  const names = [...imports].flatMap(([, what = '']) =>
    what.startsWith('{')
      ? what
          .slice(1, -1)
          .split(',')
          .map((name) => name.trim().split(' as ')[0] ?? '')
      : ['*'],
  )
  const later = /import\(\s*'(?:node:)?fs(?:\/promises)?'\s*\)/.test(source) ? ['import()'] : []
  const opens = opensToWrite.test(source) ? ['open'] : []
  return [...names.filter((name) => changes.test(name)), ...later, ...opens].sort()
}

/** All that does so, each for its reason. Whoever writes anything else goes through `adapters/disk/`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // The port itself.
  'adapters/disk/disk.ts': [
    'chmodSync',
    'ftruncateSync',
    'linkSync',
    'rename',
    'renameSync',
    'rmSync',
    'write',
    'writeSync',
  ],
  'adapters/disk/make-folders.ts': ['mkdirSync'],
  // A mode only.
  'adapters/keys/log-key.ts': ['chmodSync'],
  'adapters/kit/write-kit.ts': ['chmodSync'],
  // Links to keys that are in memory only.
  'adapters/kit/kit-home.ts': ['symlinkSync'],
  // Files that another program reads, in the system's temporary folder, gone at once.
  'adapters/keys/ssh-signature.ts': ['mkdtempSync', 'rmSync', 'writeFileSync'],
  'adapters/keys/time-stamp.ts': ['mkdtempSync', 'rmSync', 'writeFileSync'],
  'adapters/terminal/editor.ts': ['mkdtempSync', 'rmSync', 'writeFileSync'],
  // Whoever reports a bug needs nothing that may be broken.
  'adapters/home/bug-report.ts': ['writeFileSync'],
  // Code that the system loads from a file only. It has no name where the disk can do that, and is gone at once.
  'adapters/program/load-addon.ts': ['mkdtempSync', 'open', 'rmSync', 'writeSync'],
  // No file: the terminal, or a pipe.
  'adapters/terminal/print.ts': ['writeSync'],
  // Logs, locks and the data of the services, which ship without the program. A log is given to the process that writes it.
  'adapters/cloud/embedded/service-process.ts': ['open'],
  'services/database.ts': ['open'],
  'services/kernel-lock.ts': ['ftruncateSync', 'open', 'writeSync'],
  'services/service-log.ts': ['ftruncateSync', 'writeSync'],
}

test('files are written in one way, through the disk port', () => {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const found = names.map((name) => [name, ownWrites(readFileSync(join(root, name), 'utf8'))] as const)
  expect(Object.fromEntries(found.filter(([, writes]) => writes.length > 0))).toEqual(allowed)
})

test.each([
  ["import { readFileSync, writeFileSync } from 'node:fs'", ['writeFileSync']],
  ["import {\n  rm,\n  stat,\n} from 'node:fs/promises'", ['rm']],
  ["import * as disk from 'node:fs'", ['*']],
  ["import fs from 'fs'", ['*']],
  ["const { writeFileSync } = await import('node:fs')", ['import()']],
  ["import { openSync } from 'node:fs'\nopenSync(path, 'a', 0o600)", ['open']],
  ["import { openSync } from 'node:fs'\nopenSync(path, constants.O_WRONLY | constants.O_CREAT)", ['open']],
  // The control: looking and reading.
  ["import { openSync, readFileSync, statSync } from 'node:fs'\nopenSync(path, 'r')", []],
])('a planted %j is noticed as %j', (source, writes) => {
  expect(ownWrites(source)).toEqual(writes)
})
