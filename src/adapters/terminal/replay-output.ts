import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { realDisk } from '../disk/disk.ts'
import { reasonOf } from '../disk/disk-errors.ts'
import { writeAll } from '../disk/whole-writes.ts'

/** The place that a long result goes to. `write` gives a promise when the reader can't keep up. */
export interface LongOutput {
  write(text: string): Promise<void> | undefined
  /** Whether nobody reads any more. */
  readonly closed: boolean
  end(): void
}

/** A stream of this process. A reader that goes away, as `head` does, is no error. */
export function streamOutput(stream: NodeJS.WriteStream): LongOutput {
  let closed = false
  let goOn = (): void => {}
  const drained = (): void => goOn()
  const gone = (): void => {
    closed = true
    goOn()
  }
  stream.on('drain', drained).on('error', gone).on('close', gone)
  return {
    write: (text) => {
      if (closed || stream.write(text) !== false) return undefined
      return new Promise<void>((resolve) => {
        goOn = resolve
      })
    },
    get closed() {
      return closed
    },
    // It stays deaf to errors: what is still on its way may yet find that nobody reads.
    end: () => void stream.off('drain', drained).off('close', gone),
  }
}

/** A new file, readable by its owner only: one may read it while a replay goes on, so it has its name at once. Throws `replay.not-writable`, also when the file is there. */
export function fileOutput(path: string): LongOutput {
  const trying = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw notWritable(path, reasonOf(error), error)
    }
  }
  const file = trying(() => realDisk.open(path, 'create'))
  return {
    closed: false,
    write: (text) => {
      trying(() => writeAll(realDisk, file, Buffer.from(text)))
      return undefined
    },
    end: () => realDisk.close(file),
  }
}

function notWritable(path: string, why: string, cause: unknown): Fault {
  const shown = harmlessLine(path, 200)
  const there = why === 'EEXIST'
  return new Fault({
    code: 'replay.not-writable',
    exit: exit.failed,
    cause,
    message: {
      en: there ? `${shown} is there already` : `can't write ${shown} (${why})`,
      nl: there ? `${shown} bestaat al` : `kan ${shown} niet schrijven (${why})`,
    },
    hint: {
      en: 'name another file; nothing is overwritten',
      nl: 'geef een ander bestand op; er wordt niets overschreven',
    },
  })
}
