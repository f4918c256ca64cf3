// How long the counter desk lets its supervisor wait for a health check while people search: the built service, 10,000
// entries, 20 searches at once from another process.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeAccessCode } from '../../src/services/counter-desk/access.ts'
import { deskSchema, newSeries, recordEntry } from '../../src/services/counter-desk/store.ts'
import { openDatabase } from '../../src/services/database.ts'
import { alone, type Figure } from './figure.ts'
import { median, root } from './measure.ts'

/** Milliseconds until the health check answered, while the searches ran. */
interface Waited {
  readonly median: number
  readonly worst: number
}

const entries = 10_000
const searches = 20

/** The median of five desks. */
export async function benchDesk(): Promise<readonly Figure[]> {
  const runs: Waited[] = []
  for (let run = 0; run < 5; run += 1) runs.push(await oneDesk(join(root, 'bin/cyber-respond.js')))
  const middle = (of: keyof Waited): number => median(runs.map((run) => run[of]))
  return [
    alone({ what: "the desk's health check while 20 searches run, median", bound: 100 }, middle('median')),
    alone({ what: 'the same, worst, median of 5 runs', bound: 100 }, middle('worst')),
  ]
}

async function oneDesk(program: string): Promise<Waited> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const database = openDatabase(join(folder, 'counter-desk.sqlite'), deskSchema)
  const code = (await makeAccessCode(database, false)) ?? ''
  fill(database)
  database.close()
  const settings = {
    ...{ folder, identity: { cloud: 'c', generation: 'g' }, bind: '127.0.0.1', port: 0, exercise: false },
    municipality: { nis: '12040', name: 'Willebroek', slug: 'willebroek' },
  }
  const desk = spawn(process.execPath, [program, 'process:counter-desk', JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  try {
    const [said] = (await once(desk, 'message')) as [{ ready: { port: number } }]
    const origin = `http://127.0.0.1:${said.ready.port}`
    const login = await fetch(`${origin}/login`, {
      ...{ method: 'POST', redirect: 'manual', headers: { origin } },
      body: new URLSearchParams({ clerk: 'Els', code }),
    })
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const searcher = spawn(process.execPath, ['--input-type=module', '--eval', searcherCode, origin, cookie], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await once(searcher.stdout, 'data')
    const waits: number[] = []
    let over = false
    const done = once(searcher, 'exit').then(() => {
      over = true
    })
    searcher.stdin.end('go')
    while (!over) waits.push(await health(origin))
    await done
    return { median: median(waits), worst: Math.max(...waits) }
  } finally {
    desk.kill('SIGKILL')
    await once(desk, 'exit')
    rmSync(folder, { recursive: true })
  }
}

/** Searches at once for what stands nowhere, in few entries, and in all of them, and reads every answer to its end. */
const searcherCode = `
const [origin, cookie] = process.argv.slice(1)
await fetch(origin + '/health')
process.stdin.once('data', async () => {
  const queries = Array.from({ length: ${searches} }, (_, i) => ['nergens te vinden', 'nummer ' + i * 37, 'verzinsel', 'zoe'][i % 4])
  const pages = queries.map((q) => fetch(origin + '/?q=' + encodeURIComponent(q), { headers: { cookie } }).then((page) => page.text()))
  for (const page of await Promise.all(pages)) if (!page.includes('name="q"')) throw new Error('no answer: ' + page.slice(0, 200))
  process.exit(0)
})
process.stdout.write('ready')`

async function health(origin: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${origin}/health`)
  await answer.text()
  if (answer.status !== 200) throw new Error(`health: ${answer.status}`)
  return performance.now() - began
}

function fill(database: ReturnType<typeof openDatabase>): void {
  database.exec('PRAGMA synchronous = OFF')
  const series = newSeries(database)
  for (let i = 0; i < entries; i += 1) {
    const fields = {
      ...{
        family_name: 'Verzinsel',
        first_names: i % 100 === 0 ? 'Zoë' : 'Jan',
        document: 'identity-card',
        how: 'lost',
      },
      ...{ lost_date: '2026-01-02', lost_place: `Nummer ${i} van de Kerkstraat`, phone: `03 555 ${i}` },
      remarks: 'Gezien op de markt, daarna nergens meer. '.repeat(3),
    }
    const submission = {
      form: randomUUID(),
      clerk: 'Els',
      fields,
      now: Temporal.Instant.fromEpochMilliseconds(1.79e12 + i),
    }
    recordEntry(database, submission, { nis: '12040', exercise: false, kind: 'lost-document', series })
  }
}
