import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { liveRecords } from '../../../../src/adapters/home/live-records.ts'
import { tempFolder } from '../../../support/run-cli.ts'

let open: number | null = null

afterEach(() => {
  if (open !== null) closeSync(open)
  open = null
})

function record(pid: number | string): { readonly home: string; readonly log: string } {
  const home = tempFolder()
  const folder = join(home, 'incidents', 'diest-2026-11-25')
  mkdirSync(folder, { recursive: true })
  const log = join(folder, 'log.000000.jsonl')
  writeFileSync(log, '')
  writeFileSync(join(folder, 'holder'), `${pid}\n`)
  return { home, log }
}

test('a record is live while the process that is named beside it has its log open', () => {
  const { home, log } = record(process.pid)
  open = openSync(log, 'r')
  expect(liveRecords(home, 'incident')).toEqual(['diest-2026-11-25'])
})

test('the number of a killed process that somebody else got since holds nothing', () => {
  expect(liveRecords(record(process.pid).home, 'incident')).toEqual([])
})

test('what is no number of a process holds nothing', () => {
  for (const pid of [0, -1, 'x', '', 99_999_999]) expect(liveRecords(record(pid).home, 'incident')).toEqual([])
})

test('a session beside the one that is named keeps it live, also when that one is over', () => {
  const { home, log } = record(99_999_999)
  const locks = join(log, '..', 'locks')
  mkdirSync(locks)
  writeFileSync(join(locks, 'a-run'), `${process.pid} Cato Denkbeeld\n`)
  expect(liveRecords(home, 'incident')).toEqual([])
  open = openSync(log, 'r')
  expect(liveRecords(home, 'incident')).toEqual(['diest-2026-11-25'])
})
