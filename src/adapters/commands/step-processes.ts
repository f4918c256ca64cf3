import { realpathSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { harmlessLine } from '../../core/harmless.ts'
import type { Leftovers } from '../../core/ports.ts'
import type { Text } from '../../core/text.ts'

/**
 * The mark that the command of a step has in its environment, and with it whatever it starts, also in a session of its
 * own: so what outlives a kill of this program is found by who comes after it. `folder` is the incident's.
 */
export function stepMark(folder: string, instance: string): Readonly<Record<string, string>> {
  return { CYBER_RESPOND_INCIDENT: realpathSync(folder), CYBER_RESPOND_STEP: instance }
}

/** The processes that still run of a step whose command was cut off, and how a person looks at them. */
export async function stepLeftovers(folder: string, instance: string): Promise<Leftovers> {
  const wanted = Object.entries(stepMark(folder, instance)).map(([name, value]) => `${name}=${value}`)
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const has = (await read(pid, 'environ')).split('\0')
      return wanted.every((mark) => has.includes(mark))
    }),
  )
  const found = pids.filter((_pid, index) => marked[index])
  if (found.length === 0) return { running: false, seen: nothingFound }
  return { running: true, seen: stillRunning(found, await Promise.all(found.slice(0, 3).map(named))) }
}

/** Another user's process doesn't tell. */
async function read(pid: string, file: 'environ' | 'comm'): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
}

/** Its short name only: the arguments of what a command starts may hold a secret, and this goes on record. */
async function named(pid: string): Promise<string> {
  return `${pid} (${harmlessLine((await read(pid, 'comm')).trim(), 20)})`
}

const nothingFound: Text = {
  en: 'no process of it was found here, but it may run on as another user or elsewhere; look with: ps -ef',
  nl: 'hier is geen proces ervan gevonden, maar het loopt misschien door als andere gebruiker of elders; kijk met: ps -ef',
}

function stillRunning(pids: readonly string[], names: readonly string[]): Text {
  const shown = names.join(', ') + (pids.length > names.length ? ', …' : '')
  return {
    en: `IT STILL RUNS on this machine, as process ${shown}; look with: ps -fp ${pids.join(',')}; end it with: kill ${pids.join(' ')}`,
    nl: `HET LOOPT NOG op deze machine, als proces ${shown}; kijk met: ps -fp ${pids.join(',')}; beëindig het met: kill ${pids.join(' ')}`,
  }
}
