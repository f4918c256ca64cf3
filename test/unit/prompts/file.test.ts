import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realPaths } from '../../../src/prompts/file.ts'
import { temporaryFolder } from '../../support/log-samples.ts'

describe('a path that was typed', () => {
  it.each([
    ['package.json', join(process.cwd(), 'package.json')],
    ['/etc/hosts', '/etc/hosts'],
    ["'/tmp/a b'", '/tmp/a b'],
    ['"/tmp/a b"', '/tmp/a b'],
    ['/tmp/a\\ b\\(1\\)', '/tmp/a b(1)'],
    ['~', homedir()],
    ['~/a', join(homedir(), 'a')],
    ['~a', join(process.cwd(), '~a')],
  ])('%s leads to %s', (typed, path) => {
    expect(realPaths.typed(typed)).toBe(path)
  })
})

describe('what a typed path leads to', () => {
  const neither = 'this is neither a file nor a folder'
  const pipe = (): string => {
    const path = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [path])
    return path
  }
  it.each<[string, () => string, string | undefined, string | undefined]>([
    ['nothing typed', () => '', undefined, undefined],
    ['a file', () => 'package.json', undefined, undefined],
    ['a folder', () => 'test', 'this is not a file', undefined],
    ['a device', () => '/dev/null', 'this is not a file', neither],
    ['a pipe, for which nobody waits', pipe, 'this is not a file', neither],
    ['nothing there', () => 'no-such-file', 'there is no such file', 'there is no such file'],
    ['a path through a file', () => 'package.json/x', "this file can't be read", "this file can't be read"],
  ])('%s proves something, or goes into custody, or is told why not', (_, path, asFile, asEvidence) => {
    const typed = path()
    expect([realPaths.wrongFile(typed)?.en, realPaths.wrongEvidence(typed)?.en]).toEqual([asFile, asEvidence])
  })
})
