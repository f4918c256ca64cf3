import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, tempFolder } from '../support/run-cli.ts'

const program = join(root, 'bin/cyber-respond.js')

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built program in a folder that is deleted before it starts. */
function nowhere(home: string, ...line: readonly string[]): Ended {
  const folder = join(tempFolder(), 'gone')
  mkdirSync(folder)
  const argv = ['-c', 'rmdir "$PWD" && exec "$@"', 'sh', process.execPath, program, ...line]
  const { status, stdout, stderr } = spawnSync('sh', argv, {
    cwd: folder,
    env: { PATH: process.env.PATH, CYBER_RESPOND_HOME: home },
    encoding: 'utf8',
  })
  expect(existsSync(folder)).toBe(false)
  expect(readdirSync(join(folder, '..'))).toEqual([])
  expect(`${stdout}${stderr}`).not.toMatch(/^ {4}at |node:internal|uv_cwd|this is a bug/m)
  return { code: status, out: stdout, err: stderr }
}

test('what needs no working folder works without one', () => {
  const home = tempFolder()
  const small = ['--runbooks', join(root, 'fixtures/small')]
  expect(nowhere(home, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('activate') })
  expect(nowhere(home, '--lang', 'nl', '--help').out).toContain('Gebruik:')
  expect(nowhere(home, '--version').code).toBe(0)
  expect(nowhere(home, 'runbook', 'lint').code).toBe(0)
  expect(nowhere(home, 'status')).toMatchObject({ code: 2, err: expect.stringContaining('there is no incident here') })
  const profile = join(root, 'fixtures/profiles/willebroek.yaml')
  const answers = join(root, 'fixtures/small/answers.yaml')
  const activate = ['activate', 'willebroek', '--plan', 'small', '--profile', profile, '--answers', answers]
  expect(nowhere(home, ...small, ...activate)).toMatchObject({ code: 0 })
  expect(nowhere(home, 'verify', readdirSync(join(home, 'incidents'))[0] as string).code).toBe(0)
  expect(nowhere(home, 'report', 'willebroek').code).toBe(0)
  expect([0, 1]).toContain(nowhere(home, 'doctor').code)
})

test('a relative path leads nowhere, and that is said', () => {
  const home = tempFolder()
  for (const line of [
    ['municipality', 'init', 'diest', '--out', 'x.yaml'],
    ['activate', 'diest', '--dry-run', '--profile', 'x.yaml'],
    ['runbook', 'lint', 'x.yaml'],
    ['--home', 'here', 'activate', 'diest', '--answers', join(root, 'fixtures/answers/willebroek.yaml')],
  ]) {
    const { code, err } = nowhere(home, ...line)
    expect([1, 2, 3, 5], `${line.join(' ')}: ${err}`).toContain(code)
    expect(err).toMatch(/cyber-respond: error: /)
  }
  expect(nowhere(home, 'runbook', 'lint', 'x.yaml').err).toContain('working-folder-is-gone')
  expect(execFileSync('ls', [home], { encoding: 'utf8' })).toBe('')
})
