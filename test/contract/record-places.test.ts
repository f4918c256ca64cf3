import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { temporaryFolder } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { sealedLog } from '../support/sealed-log.ts'

const noTar = lacks('tar', ['tar', '--version'])

/** Moves what stands there away, and puts a link to it in its place. */
function linked(folder: string, name: string): void {
  renameSync(join(folder, name), join(dirname(folder), 'moved'))
  symlinkSync(join(dirname(folder), 'moved'), join(folder, name))
}

function madeFolder(folder: string, name: string): void {
  rmSync(join(folder, name))
  mkdirSync(join(folder, name))
}

describe('in the place of a file of the record', () => {
  it.each([
    ['checkpoint', linked],
    ['checkpoint', madeFolder],
    ['checkpoints/101.note', linked],
    ['checkpoints', linked],
    ['keys/log.vkey', linked],
    ['keys/log.vkey', madeFolder],
    ['keys', linked],
  ])('%s can be nothing else: %o', async (name, put) => {
    const folder = await sealedLog(temporaryFolder(), 300)
    expect((await verifyRecord(await openRecord(folder))).verdict).toBe('signed')
    put(folder, name)
    const { verdict, found } = await verifyRecord(await openRecord(folder))
    expect(verdict).toBe('tampered')
    expect(found.en).toContain(`${name} is no `)
    expect(found.nl).toContain(`${name} is geen `)
  })

  it('may lie anything that is not of the record', async () => {
    const folder = await sealedLog(temporaryFolder(), 10)
    symlinkSync('nowhere', join(folder, 'notes'))
    mkdirSync(join(folder, 'more'))
    symlinkSync('nowhere', join(folder, 'checkpoints/readme'))
    expect((await verifyRecord(await openRecord(folder))).verdict).toBe('signed')
  })

  it.skipIf(noTar).each([[true], [false]])('stands no folder in an archive either, empty: %o', async (isEmpty) => {
    const folder = await sealedLog(temporaryFolder(), 10)
    madeFolder(folder, 'checkpoint')
    if (!isEmpty) writeFileSync(join(folder, 'checkpoint/one'), 'x')
    const file = join(dirname(folder), 'record.tar.gz')
    // The empty one has an entry of its own, the other one is only there by what lies in it.
    const names = isEmpty ? [basename(folder)] : ['--no-recursion', ...files(folder)]
    execFileSync('tar', ['-C', dirname(folder), '-czf', file, ...names])
    const { verdict, found } = await verifyRecord(await openRecord(file))
    expect([verdict, found.en]).toEqual(['tampered', expect.stringContaining('checkpoint is no file')])
  })
})

function files(folder: string): readonly string[] {
  const found = execFileSync('find', [basename(folder), '-type', 'f'], { cwd: dirname(folder), encoding: 'utf8' })
  return found.trim().split('\n')
}
