// Keeps what the rooms keep, one room after the other, below a folder of the real disk. Says on stdout what was told, one line
// each: the room and the number of what was told in it; on stderr the room and the code of the Fault that ended it.
// `storer.ts <folder> <evidence>`
import { writeSync } from 'node:fs'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { Fault } from '../../src/core/fault.ts'
import { below } from './below.ts'
import { evidence, rooms } from './rooms.ts'

const [folder = '', source = ''] = process.argv.slice(2)
realDisk.makeFolder(folder)
const disk = below(folder)
for (const room of [...rooms, evidence(source)]) {
  let count = 0
  try {
    room.prepare(disk)
    await room.keep(disk, () => {
      count += 1
      writeSync(1, `${room.name}\t${count}\n`)
    })
  } catch (error) {
    // What must be there before is made without words.
    const code = error instanceof Fault ? error.code : (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    writeSync(2, `${room.name}\t${code}\n`)
  }
}
