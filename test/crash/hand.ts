// One of several processes that write one log. Appends notes, each as a fact: where another one was quicker it takes in what
// that one wrote, and says it again until it stands. Says on stdout `seq text` of what was acknowledged, and on stderr the
// code of the Fault that ended it. `hand.ts <folder> <name> <appends>`; it begins when the file `go` is there beside the folder.
import { existsSync, watch, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { openLog } from '../../src/adapters/log/files.ts'
import { headMemory } from '../../src/adapters/log/head-memory.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { Fault, isFault } from '../../src/core/fault.ts'
import { testKey, testOrigin } from '../support/test-key.ts'

const [folder = '', name = '', appends = '0'] = process.argv.slice(2)
const memory = headMemory(realDisk, `${folder}-keys`)
const sealing = { key: testKey(), memory, origin: testOrigin, countersign: null }
const host = { ...logHost(sealing), segmentBytes: 20_000, ballastBytes: 8192, linesPerSeal: 16 }

const draft = (i: number): Draft =>
  i % 10 === 9
    ? { type: 'session.started', actor: name, data: { version: '1', mode: 'command' } }
    : { type: 'note.added', actor: name, data: { text: `${name} ${i}`.padEnd(100, '.') } }

/** All that this process was told, in order. */
const told: number[] = []
const took = (events: readonly LogEvent[]): void => void told.push(...events.map(({ seq }) => seq))

try {
  const { log, events } = await openLog(folder, host, 'beside')
  took(events)
  writeSync(1, 'ready\n')
  const go = `${dirname(folder)}/go`
  const began = new Promise<void>((resolve) => {
    const watcher = watch(dirname(folder), () => {
      if (!existsSync(go)) return
      watcher.close()
      resolve()
    })
    if (existsSync(go)) {
      watcher.close()
      resolve()
    }
  })
  await began
  const tries: number[] = []
  for (let i = 0; i < Number(appends); i += 1) {
    for (let tried = 1; ; tried += 1) {
      try {
        const added = await log.append([draft(i)], log.size)
        took(added)
        tries.push(tried)
        const own = added.find((event) => event.actor === name)
        writeSync(1, `${own?.seq} ${i}\n`)
        break
      } catch (error) {
        if (!isFault(error, 'log.wrong-size')) throw error
        took(await log.follow())
      }
    }
  }
  took(await log.follow())
  await log.close()
  const inOrder = told.every((seq, at) => seq === at)
  writeSync(1, `told ${inOrder ? told.length : 'in another order'}\ntries ${Math.max(0, ...tries)}\n`)
} catch (error) {
  if (!(error instanceof Fault)) throw error
  writeSync(2, `${error.code}\n`)
  process.exitCode = error.exit
}
