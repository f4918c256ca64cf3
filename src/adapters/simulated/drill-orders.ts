import { constants, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { Order } from '../../drill/order.ts'
import { readOrder } from '../../drill/read-order.ts'
import { addLine } from '../disk/added-file.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { reasonOf } from '../disk/disk-errors.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'

/** More than this is no drill. */
const mostBytes = 16 * 1024 * 1024

/** The flags by which a file is opened as it is: what else stands in its place is not followed, and not waited for. */
const toRead = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

function ordersFile(folder: string): string {
  return join(folder, 'control', 'orders.jsonl')
}

/**
 * Leaves an order for the process that plays the drill, now or when it is started again. One write to the end of the file:
 * a facilitator and evaluators can do it at the same time. Throws `drill.order`.
 */
export function giveOrder(folder: string, order: Order, disk: Disk = realDisk): void {
  try {
    makeFolderDurably(disk, join(folder, 'control'))
    addLine(disk, ordersFile(folder), JSON.stringify(order))
  } catch (error) {
    throw unwritten(error)
  }
}

/** Every order so far, by its line; null for a line that is none. A line that isn't finished is left for later. */
export function ordersIn(folder: string): readonly (Order | null)[] {
  try {
    const text = readFileSync(ordersFile(folder), { encoding: 'utf8', flag: toRead }).slice(0, mostBytes)
    return text.split('\n').slice(0, -1).map(readOrder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/**
 * Calls `changed` soon after something in one of these folders changed. Not every file system tells, so it is called every
 * `everyMs` too. Stop it with what it returns.
 */
export function watchFolders(folders: readonly string[], everyMs: number, changed: () => void): () => void {
  const watchers = folders.flatMap((folder) => {
    try {
      const watcher = watch(folder, { persistent: false }, () => changed())
      watcher.on('error', () => watcher.close())
      return [watcher]
    } catch {
      return []
    }
  })
  const timer = setInterval(changed, everyMs).unref()
  return () => {
    clearInterval(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function unwritten(error: unknown): Fault {
  const why = reasonOf(error)
  return new Fault({
    code: 'drill.order',
    exit: exit.log,
    message: { en: `this can't be written down: ${why}`, nl: `dit kan niet opgeschreven worden: ${why}` },
    hint: { en: 'look at the disk, and try again', nl: 'kijk de schijf na, en probeer opnieuw' },
    cause: error,
  })
}
