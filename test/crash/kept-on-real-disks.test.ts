import { execFile, execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Fault } from '../../src/core/fault.ts'
import { compiledOnce } from '../support/compiled-once.ts'
import { temporaryFolder } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { below } from './below.ts'
import { filesOn, keepAll, look } from './look-at-room.ts'
import { diskImage, evidence, type Kept, type Room, rooms } from './rooms.ts'
import { faults, noStrace } from './under-strace.ts'

const storer = fileURLToPath(new URL('storer.ts', import.meta.url))
const noMount = lacks('the right to mount a tmpfs, for a disk that is really full', [
  'sh',
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs -o size=64k none "$d" && umount "$d" && rmdir "$d"',
])

function roomsOf(finished: typeof onTestFinished = onTestFinished): {
  readonly source: string
  readonly all: readonly Room[]
} {
  const source = temporaryFolder(finished)
  writeFileSync(join(source, 'app.log'), 'a line\n')
  writeFileSync(join(source, 'disk.img'), diskImage)
  return { source, all: [...rooms, evidence(source)] }
}

/** The calls that make a file durable and give it its name, and how often a whole run makes each in its main thread. */
const calls = { fdatasync: 11, fsync: 30, rename: 15, link: 1 } as const
const stride = process.env.CI === 'true' ? 2 : 6
const cases = Object.entries(calls).flatMap(([call, times]) =>
  Array.from({ length: Math.ceil(times / stride) }, (_, at) => [call, 1 + at * stride, faults[at % 3] ?? ''] as const),
)

interface Ended {
  readonly died: boolean
  /** How much was told in each room. */
  readonly told: ReadonlyMap<string, number>
  readonly failed: readonly string[]
}

function underStrace(folder: string, source: string, call: string, when: number, fault: string): Promise<Ended> {
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${fault}:when=${when}`]
  const argv = ['-f', '-qq', '-o', '/dev/null', ...inject, process.execPath, storer, folder, source]
  const env = { ...process.env, ...compiledOnce, UV_THREADPOOL_SIZE: '1' }
  return new Promise((resolve) => {
    execFile('strace', argv, { env }, (error, stdout, stderr) => {
      const lines = stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split('\t'))
      const told = new Map(lines.map(([room = '', count]) => [room, Number(count)]))
      resolve({ died: error?.signal === 'SIGKILL', told, failed: stderr.split('\n').slice(0, -1) })
    })
  })
}

describe.skipIf(noStrace)('a fault of the system', () => {
  it.concurrent.for(cases)(
    '%s, time %i, %s, in a real process: what was told is there, whole',
    async ([call, when, fault], { expect: expected, onTestFinished: finished }) => {
      const { source, all } = roomsOf(finished)
      const whole = join(temporaryFolder(finished), 'whole')
      const clean = below(whole)
      const folder = join(temporaryFolder(finished), 'disk')
      const disk = below(folder)
      const { died, told, failed } = await underStrace(folder, source, call, when, fault)
      expected(died).toBe(fault === 'signal=SIGKILL')
      if (!died) {
        // It is told, once: or twice, because the call is counted in this thread and in the one that waits for the disk.
        expected([1, 2], failed.join()).toContain(failed.length)
      }
      for (const room of all) {
        clean.makeFolder('/')
        room.prepare(clean)
        const known: Kept[] = []
        expected(await keepAll(room, clean, known)).toBeNull()
        look(disk, room, known.slice(0, told.get(room.name) ?? 0))
        if (!died) expected(filesOn(disk, room.folder).hidden).toEqual([])
      }
    },
  )
})

it.skipIf(noMount)('a disk that is full takes each whole or not at all, and goes on when there is room', async () => {
  const { all } = roomsOf()
  let full = 0
  for (const kilobytes of [8, 24, 48, 64, 300, 1200]) {
    const mount = temporaryFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'none', mount])
    try {
      const disk = below(mount)
      for (const room of all) room.prepare(disk)
      // What fills it up, but for a little.
      const told = new Map<Room, Kept[]>()
      for (const room of all) {
        const kept: Kept[] = []
        told.set(room, kept)
        const end = await keepAll(room, disk, kept)
        if (end !== null) full += 1
        if (end !== null && !(end instanceof Fault)) throw end
        expect(filesOn(disk, room.folder).hidden, room.name).toEqual([])
      }
      for (const room of all) look(disk, room, told.get(room) ?? [])
      execFileSync('mount', ['-o', 'remount,size=4m', mount])
      for (const room of all) {
        const kept = told.get(room) ?? []
        expect(await keepAll(room, disk, kept), room.name).toBeNull()
        look(disk, room, kept)
      }
    } finally {
      execFileSync('umount', [mount])
    }
  }
  expect(full).toBeGreaterThan(4)
})
