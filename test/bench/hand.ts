// One of several processes that append to one log as quickly as they can, each line as a fact: behind what others wrote
// meanwhile, until it stands. `hand.ts <folder> <appends>` begins when it gets a byte, and prints the microseconds that each
// took, with the waiting, as JSON.
import { once } from 'node:events'
import { openLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import { isFault } from '../../src/core/fault.ts'
import { actOf } from './act.ts'

const [folder = '', appends = '0'] = process.argv.slice(2)
const { log } = await openLog(folder, logHost(), 'beside')

async function fact(i: number): Promise<void> {
  for (;;) {
    try {
      await log.append([actOf(i)], log.size)
      return
    } catch (error) {
      if (!isFault(error, 'log.wrong-size')) throw error
      await log.follow()
    }
  }
}

process.stdout.write('\n')
await once(process.stdin, 'data')
process.stdin.destroy()
const took: number[] = []
for (let i = 0; i < Number(appends); i += 1) {
  const start = performance.now()
  await fact(i)
  took.push(Math.round(1000 * (performance.now() - start)))
}
await log.close()
process.stdout.write(JSON.stringify(took))
