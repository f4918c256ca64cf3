import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { toolState } from '../../../../src/adapters/commands/tool-path.ts'

test('a program is there, may not be run, or is missing: by its path and on the PATH', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-tool-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, mode] of [
    ['cut', 0o755],
    ['plain', 0o644],
  ] as const) {
    writeFileSync(join(folder, name), '#!/bin/sh\n')
    chmodSync(join(folder, name), mode)
  }
  mkdirSync(join(folder, 'folder'))
  const wanted = { cut: 'there', plain: 'not-executable', folder: 'missing', gone: 'missing' }
  for (const [name, state] of Object.entries(wanted)) {
    expect([name, toolState(`./${name}`, folder, '')]).toEqual([name, state])
    expect([name, toolState(name, '/', `/nowhere::${folder}`)]).toEqual([name, state])
  }
  // One that may be run stands behind one that may not.
  mkdirSync(join(folder, 'second'))
  writeFileSync(join(folder, 'second/plain'), '#!/bin/sh\n', { mode: 0o755 })
  expect(toolState('plain', '/', `${folder}:${join(folder, 'second')}`)).toBe('there')
})
