import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What is put where, and what the compiler then says of which table. */
const planted: readonly (readonly [file: string, before: string, put: string, missing: RegExp | null])[] = [
  [
    'event.ts',
    "  'boot.changed': ",
    "  'planted.event': { readonly text: string }\n",
    /event-traits\.ts.*Property '"?planted\.event"?' is missing/s,
  ],
  ['event.ts', "  'boot.changed': ", '', null],
  [
    'event.ts',
    'readonly text: string; readonly redline?: string; readonly at?: string; readonly needs?: string }',
    'readonly planted: string; ',
    /event-traits\.ts.*Property 'planted' is missing/s,
  ],
  [
    'model.ts',
    "  | { readonly kind: 'confirm' }",
    "  | { readonly kind: 'planted' }\n",
    /act-traits\.ts.*Property 'planted' is missing/s,
  ],
  ['cloud-act.ts', "'export'] as const", "'planted', ", /cloud-act\.ts.*Property 'planted' is missing/s],
]

/** What the compiler says of the core with one thing planted in it. */
function compiled(file: string, before: string, put: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-traits-'))
  try {
    cpSync(`${root}src/core`, join(folder, 'core'), { recursive: true })
    const source = readFileSync(join(folder, 'core', file), 'utf8')
    expect(source.split(before).length, before).toBe(2)
    writeFileSync(
      join(folder, 'core', file),
      source.replace(before, () => put + before),
    )
    const { compilerOptions } = JSON.parse(readFileSync(`${root}tsconfig.json`, 'utf8'))
    const tables = ['event-traits.ts', 'act-traits.ts', 'cloud-act.ts'].map((name) => `core/${name}`)
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, types: [] }, files: tables }),
    )
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const { stdout } = spawnSync(`${root}node_modules/.bin/tsc`, ['-p', '.'], { cwd: folder, encoding: 'utf8' })
    return stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.each(planted)(
  'what is planted in %s before %j does not compile without its row: %j',
  (file, before, put, missing) => {
    const said = compiled(file, before, put)
    if (missing === null) expect(said).toBe('')
    else expect(said).toMatch(missing)
  },
)
