import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'

/** Where Debian puts Go modules; nothing is fetched. */
const debian = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' }

export const noGo = lacks('Go and golang.org/x/mod (golang-go, golang-golang-x-mod-dev)', [
  'sh',
  '-c',
  'command -v go && test -d /usr/share/gocode/src/golang.org/x/mod/sumdb/tlog',
])

/** Builds one of the programs beside this file into a folder; gives its path. */
export function builtGo(name: string, folder: string): string {
  const path = join(folder, name)
  const env = { ...process.env, ...debian, GOCACHE: join(folder, 'cache') }
  execFileSync('go', ['build', '-o', path, join(root, 'test/strangers', `${name}.go`)], { env, cwd: folder })
  return path
}

/** How a program ends, and what it says. */
export function ran(
  file: string,
  args: readonly string[],
  input = '',
): { readonly code: number; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(file, args, { input, encoding: 'utf8', maxBuffer: 2 ** 25 })
  return { code: status ?? -1, said: stdout + stderr }
}
