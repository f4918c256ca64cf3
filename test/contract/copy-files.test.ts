import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createBlobs } from '../../src/adapters/evidence/blob-files.ts'
import { copyFiles } from '../../src/adapters/evidence/copy-files.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import type { Blob } from '../../src/core/event.ts'
import { tempFolder } from '../support/run-cli.ts'

let place = ''
let files: Blob[] = []
const at = (name: string) => join(place, name)
const fault = (code: string, exit: number) => expect.objectContaining({ name: 'Fault', code, exit })
const nothing = () => {}

beforeEach(async () => {
  place = tempFolder()
  mkdirSync(at('inc/blobs'), { recursive: true })
  const blobs = createBlobs(at('inc/blobs'))
  writeFileSync(at('large'), randomBytes(600_000))
  files = [await blobs.putText('small.txt', 'small'), await blobs.putFile(at('large'), nothing)]
})

const copy = async (target = 'stick', progress: (done: number, total: number) => void = nothing) =>
  copyFiles(await openRecord(at('inc')), files, at(target), progress)

function checked(target: string): number {
  const said = execFileSync('sha256sum', ['--check', '--strict', 'MANIFEST.sha256'], {
    cwd: at(target),
    encoding: 'utf8',
  })
  return said.match(/: OK$/gm)?.length ?? 0
}

test('every file is copied, read back, and named in a manifest that sha256sum reads', async () => {
  const steps: (readonly [number, number])[] = []
  expect(await copy('stick', (...step) => steps.push(step))).toEqual({ copied: files, damaged: [] })
  expect(checked('stick')).toBe(2)
  const total = 2 * 600_005
  expect(steps.at(-1)).toEqual([total, total])
  expect(steps.map(([done]) => done)).toEqual(steps.map(([done]) => done).toSorted((a, b) => a - b))
})

test('again it only reads, and mends what is no longer right', async () => {
  await copy()
  const [small = files[0] as Blob] = files
  writeFileSync(at(`stick/blobs/${small.sha256}`), 'worn')
  expect(await copy()).toEqual({ copied: files, damaged: [] })
  expect(readFileSync(at(`stick/blobs/${small.sha256}`), 'utf8')).toBe('small')
  expect(readdirSync(at('stick/blobs'))).toHaveLength(2)
})

test('of what is gone or damaged no copy is made, and of the rest one is', async () => {
  const [small, large] = files as [Blob, Blob]
  writeFileSync(at(`inc/blobs/${small.sha256}`), 'other')
  expect(await copy()).toEqual({ copied: [large], damaged: [small] })
  rmSync(at(`inc/blobs/${small.sha256}`))
  expect(await copy()).toEqual({ copied: [large], damaged: [small] })
  expect(readdirSync(at('stick/blobs'))).toEqual([large.sha256])
  expect(checked('stick')).toBe(1)
})

test('a disk that gives back something else is found out', async () => {
  const { sha256, size } = files[1] as Blob
  files = files.slice(1)
  await expect(
    copy('stick', (done) => {
      // All is written, and nothing of it was read back yet but its first part.
      if (done > size) writeFileSync(at(`stick/blobs/${sha256}`), 'x'.repeat(size))
    }),
  ).rejects.toEqual(fault('copy.differs', 1))
})

test('a place that can not be written, or is full', async (context) => {
  writeFileSync(at('file'), '')
  await expect(copy('file')).rejects.toEqual(fault('copy.not-writable', 5))
  mkdirSync(at('stick'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1400k', 'tmpfs', at('stick')], { stdio: 'ignore' })
  } catch {
    return context.skip('a small disk can only be made by root')
  }
  try {
    // Somebody else fills it meanwhile.
    let isFull = false
    const others = (): void => {
      if (!isFull) writeFileSync(at('stick/others'), randomBytes(1_200_000))
      isFull = true
    }
    await expect(copy('stick', others)).rejects.toEqual(fault('copy.disk-full', 5))
    expect(readdirSync(at('stick/blobs'))).toEqual([(files[0] as Blob).sha256])
    // Full from the beginning: nothing is written.
    rmSync(at('stick/blobs'), { recursive: true })
    await expect(copy('stick')).rejects.toEqual(fault('copy.no-room', 5))
    expect(readdirSync(at('stick'))).toEqual(['others'])
  } finally {
    execFileSync('umount', [at('stick')])
  }
})
