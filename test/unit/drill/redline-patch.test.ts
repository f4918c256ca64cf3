import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { redlinePatch } from '../../../src/drill/redline-patch.ts'
import { root, tempFolder } from '../../support/run-cli.ts'

const names = readdirSync(join(root, 'runbooks')).filter((name) => name.endsWith('.yaml'))
const files = new Map(names.map((name) => [name, readFileSync(join(root, 'runbooks', name), 'utf8')]))
const steps = ['isolate', 'notify', 'emergency', 'restore'].flatMap((runbook) => {
  const { steps: found } = parse(files.get(`${runbook}.yaml`) ?? '') as { steps: { id: string }[] }
  return found.map(({ id }) => `${runbook}/${id}`)
})
const redline = (step: string, text: string) => ({ step, text, actor: 'Els Peeters', date: '2026-11-25' })

/** The runbooks after the patch, by `patch` or by git. */
function applied(patch: string, how: 'patch' | 'git'): (name: string) => string {
  const folder = tempFolder()
  mkdirSync(join(folder, 'runbooks'))
  for (const [name, text] of files) writeFileSync(join(folder, 'runbooks', name), text)
  const options = { cwd: folder, input: patch, stdio: ['pipe', 'ignore', 'pipe'] as ('pipe' | 'ignore')[] }
  if (how === 'patch') execFileSync('patch', ['-p1', '--fuzz=0'], options)
  else execFileSync('git', ['apply', '--unidiff-zero', '-'], options)
  return (name) => readFileSync(join(folder, 'runbooks', name), 'utf8')
}

test.each(['patch', 'git'] as const)('%s takes the diff, and it stands above its step', (how) => {
  const { patch, lost } = redlinePatch(
    files,
    [
      redline('isolate/cut-links', 'the switch is in "rack B" # really'),
      redline('isolate/cut-links', 'and the key is with Jan'),
      redline('notify/public-statement', `ask first. ${'longword '.repeat(40)}`),
      redline('isolate/declare', 'say who leads'),
      redline('isolate/no-such-step', 'gone'),
    ],
    'willebroek-drill-2026-11-25',
  )
  expect(lost.map(({ step }) => step)).toEqual(['isolate/no-such-step'])
  const after = applied(patch, how)
  const isolate = after('isolate.yaml')
  expect(
    isolate,
  ).toContain(`  # REDLINE 2026-11-25 Els Peeters (willebroek-drill-2026-11-25): the switch is in "rack B" # really
  # REDLINE 2026-11-25 Els Peeters (willebroek-drill-2026-11-25): and the key is with Jan
  - id: cut-links
`)
  expect(parse(isolate)).toEqual(parse(files.get('isolate.yaml') ?? ''))
  const redlines = after('notify.yaml')
    .split('\n')
    .filter((line) => line.includes('longword'))
  expect(redlines.every((line) => line.length <= 120)).toBe(true)
})

test('whatever is said at whichever steps, the diff applies and changes comments only', () => {
  const one = fc.record({ step: fc.constantFrom(...steps), text: fc.string({ unit: 'grapheme', maxLength: 300 }) })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (said) => {
      const { patch } = redlinePatch(
        files,
        said.map(({ step, text }) => redline(step, text)),
        'x',
      )
      const after = applied(patch, 'patch')
      for (const name of ['isolate.yaml', 'notify.yaml', 'emergency.yaml', 'restore.yaml']) {
        expect(parse(after(name))).toEqual(parse(files.get(name) ?? ''))
      }
    }),
    { numRuns: 15 },
  )
})

test.each([
  ['a file without a last line feed', 'id: r\nsteps:\n  - id: a\n  - id: b'],
  ['lines that end as in Windows', 'id: r\r\nsteps:\r\n  - id: a\r\n  - id: b\r\n'],
  ['a dash on a line of its own', 'id: r\nsteps:\n  -\n    id: a\n  -\n    code: B\n    id: b\n'],
])('%s', (_name, text) => {
  const { patch } = redlinePatch(new Map([['r.yaml', text]]), [redline('r/b', 'later'), redline('r/a', 'first')], 'x')
  const folder = tempFolder()
  mkdirSync(join(folder, 'runbooks'))
  writeFileSync(join(folder, 'runbooks/r.yaml'), text)
  execFileSync('patch', ['-p1', '--fuzz=0', '--binary'], {
    cwd: folder,
    input: patch,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const after = readFileSync(join(folder, 'runbooks/r.yaml'), 'utf8')
  expect(after).toMatch(/first\r?\n {2}-[\s\S]*later\r?\n {2}-/)
  expect(parse(after)).toEqual(parse(text))
})
