import { setTimeout as after, setImmediate as turn } from 'node:timers/promises'

const still = new Int32Array(new SharedArrayBuffer(4))

/** Waits. Node's timers know no part of a millisecond: such a wait stops this thread, as a sync of the disk does. */
export async function pause(ms: number): Promise<void> {
  if (ms >= 1) {
    await after(ms)
    return
  }
  Atomics.wait(still, 0, 0, ms)
  await turn()
}
