import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { areKeysHere, forgetSecrets, goWithout, isKitOpen } from '../../src/adapters/kit/kit-home.ts'
import { root, tempFolder } from '../support/run-cli.ts'

/** Opens a kit in a process that is killed before this sync (0: never). Whether it was. */
function open(home: string, runtime: string | null, killAt: number): boolean {
  const args = ['--import', join(root, 'test/crash/kill-at-sync.js'), join(root, 'test/crash/kit-placer.ts'), home]
  const env = { PATH: process.env.PATH, KILL_AT: String(killAt), CYBER_RESPOND_HOME: home }
  const { signal, status, stderr } = spawnSync(process.execPath, [...args, runtime ?? ''], { env, encoding: 'utf8' })
  expect([stderr, signal ?? status]).toEqual(['', signal === null ? 0 : 'SIGKILL'])
  return signal !== null
}

/** The files below a folder in which something of the closed file stands, half or whole. */
function secretsIn(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  return names.filter((name) => {
    const path = join(folder, name)
    return lstatSync(path).isFile() && (/\.part-/.test(name) || readFileSync(path, 'utf8').includes('SECRET'))
  })
}

describe.each([
  ['beside the rest', false],
  ['in memory', true],
])('keys %s', (_where, isInMemory) => {
  test('killed at any point of the opening, nothing of it stays on the laptop once it is closed', {
    timeout: 120_000,
  }, () => {
    let kills = 0
    let halfway = 0
    for (let sync = 1; ; sync += 1) {
      const place = tempFolder()
      const [home, memory] = [join(place, 'home'), join(place, 'memory')]
      mkdirSync(memory)
      const runtime = isInMemory ? join(memory, 'kit') : null
      const wasKilled = open(home, runtime, sync)
      if (secretsIn(place).length > 0) halfway += 1
      if (wasKilled) kills += 1
      // The next start opens it whole, or somebody goes on without, or closes it at once.
      if (sync % 3 === 0) open(home, runtime, 0)
      if (sync % 3 === 1) goWithout(home)
      forgetSecrets(home)
      expect(secretsIn(place), `killed at ${sync}`).toEqual([])
      expect(isKitOpen(home)).toBe(false)
      if (!wasKilled) break
    }
    expect(kills).toBeGreaterThan(8)
    expect(halfway).toBeGreaterThan(4)
  })
})

test('what the laptop had before the kit was opened is its own, and stays', () => {
  const home = join(tempFolder(), 'home')
  mkdirSync(join(home, 'keys'), { recursive: true })
  writeFileSync(join(home, 'keys/log.key'), 'of this laptop')
  expect(open(home, null, 0)).toBe(false)
  expect(areKeysHere(home)).toBe(true)

  expect(readFileSync(join(home, 'keys/log.key'), 'utf8')).toBe('of this laptop')
  forgetSecrets(home)
  expect(readdirSync(home, { recursive: true })).toEqual(['keys', 'keys/log.key'])
})
