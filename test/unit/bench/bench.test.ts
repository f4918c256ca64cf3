import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alone, rate, times } from '../../bench/figure.ts'
import { type Results, withNew } from '../../bench/results.ts'
import { heading, row } from '../../bench/table.ts'
import { root, tempFolder } from '../../support/run-cli.ts'

test('a figure stands in one row: what, ours, theirs, ratio, bound, and whether it is missed', () => {
  const cells = (line: string): readonly string[] => line.split(/ {2,}/)
  expect(cells(heading)).toEqual(['what', 'ours', 'theirs', 'ratio', 'bound'])
  expect(cells(row(times({ what: 'lint', bound: 2.5 }, 100, 40)))).toEqual([
    'lint',
    '100 ms',
    '40.0 ms',
    '2.50',
    '≤ 2.5',
  ])
  expect(cells(row(times({ what: 'lint', bound: 2.5 }, 104, 40))).at(-1)).toBe('MISSED')
  expect(cells(row(rate({ what: 'append', bound: 0.8, unit: 'µs' }, 125, 100)))).toEqual([
    ...['append', '125 µs', '100 µs', '0.80', '≥ 0.8'],
  ])
  expect(cells(row(rate({ what: 'append', bound: 0.8, unit: 'µs' }, 130, 100))).at(-1)).toBe('MISSED')
  expect(cells(row(alone({ what: 'memory', bound: 150, unit: 'MB' }, 151)))).toEqual([
    ...['memory', '151 MB', '≤ 150', 'MISSED'],
  ])
  expect(cells(row(times({ what: 'to be seen', bound: null }, 30, 10)))).toEqual([
    'to be seen',
    '30.0 ms',
    '10.0 ms',
    '3.00',
  ])
})

test('what is measured anew replaces its own figures only', () => {
  const kept = (what: string, ratio: number, load: string): Results => ({
    [what]: { ...times({ what, bound: 1 }, ratio, 1), taken: '2026-11-24T02:12Z', machine: '2 cores', load },
  })
  const before = {
    ...kept('gone/x', 1, 'a'),
    ...kept('second/b', 2, 'a'),
    ...kept('first/a', 1, 'a'),
    ...kept('second/c', 3, 'a'),
  }
  const after = withNew(before, 'second', kept('second/b', 9, 'b'), ['first', 'second'])
  expect(Object.entries(after).map(([name, { ratio, load }]) => [name, ratio, load])).toEqual([
    ['first/a', 1, 'a'],
    ['second/b', 9, 'b'],
  ])
})

const bench = join(root, 'test/bench/bench.ts')

test('the help names what can be measured, and what there is not is a usage error that names it too', () => {
  const run = (...argv: readonly string[]) => spawnSync(process.execPath, [bench, ...argv], { encoding: 'utf8' })
  const { status, stdout } = run('--help')
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/start, complete, prompt, executable, commands, .*names, memory, .*approvals/),
  ])
  for (const argv of [['--only', 'nothing'], ['record'], ['--what']]) {
    const wrong = run(...argv)
    expect([wrong.status, wrong.stdout, wrong.stderr], argv.join(' ')).toEqual([2, '', expect.stringContaining(stdout)])
    expect(wrong.stderr).not.toContain('    at ')
  }
})

test('a reader that leaves ends nothing: what was measured is kept', () => {
  const out = join(tempFolder(), 'result.json')
  const line = `'${process.execPath}' '${bench}' --only start --out '${out}' | true`
  const { status, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' })
  expect([status, stderr, existsSync(out)]).toEqual([0, '', true])
})
