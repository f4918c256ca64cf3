import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as after } from 'node:timers/promises'
import type { EmbeddedService } from '../../../cloud/embedded-services.ts'
import type { CloudPlan, CloudState } from './cloud-folder.ts'
import { answersLost, serviceUrl } from './health.ts'

const withinMs = 10_000
const looksEveryMs = 50

/**
 * Ends the processes that this state is of and that lost the folder which they were started for: it was moved here, and they
 * keep the addresses that services are started at now. Whoever still has its folder (this one is a copy) is left alone: it
 * must say itself that it is lost, in the run that the state names, and Linux must show that run among its arguments.
 * Returns whether there was one.
 */
export async function endLost(state: CloudState): Promise<boolean> {
  const { generation, plan } = state
  if (generation === null || plan === '') return false
  const { bind }: CloudPlan = JSON.parse(plan)
  const asked = Object.entries(state.services).map(([service, { port }]) =>
    port === 0 ? false : answersLost(serviceUrl(bind, port), service as EmbeddedService, generation),
  )
  if (!(await Promise.all(asked)).includes(true)) return false
  const ours = async () => {
    const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number)
    const found = await Promise.all(pids.map((pid) => isOf(pid, plan, generation)))
    return pids.filter((pid, index) => pid !== process.pid && found[index] === true)
  }
  for (const pid of await ours()) end(pid)
  for (const deadline = performance.now() + withinMs; performance.now() < deadline; await after(looksEveryMs)) {
    if ((await ours()).length === 0) break
  }
  return true
}

/** The supervisor has its plan as an argument, a service its settings. Another user's process doesn't tell. */
async function isOf(pid: number, plan: string, generation: string): Promise<boolean> {
  const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
  return args.some((argument) => argument === plan || argument.includes(`"generation":"${generation}"`))
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // It ended by itself in between.
  }
}
