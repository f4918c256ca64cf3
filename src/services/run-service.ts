import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { takeLockSoon } from './kernel-lock.ts'
import { keepStreamsHarmless, noteDown } from './service-log.ts'
import { type Refusal, type ServiceMessage, type ServiceSettings, tellsLossMs } from './service-settings.ts'

interface Service {
  fetch(request: Request, bindings: HttpBindings): Response | Promise<Response>
  close(): void
}

const lockWithinMs = 4000
const orphanLooksEveryMs = 250

/**
 * The life of a service process: takes the lock on its data, opens it, serves it, tells the supervisor its port, and
 * ends on SIGTERM with every answer given. The closing of a terminal doesn't concern it. When its supervisor dies it
 * serves on, until the folder has a new supervisor (which starts its own) or the cloud is taken down.
 */
export async function runService(name: string, open: (settings: ServiceSettings) => Service): Promise<void> {
  const settings: ServiceSettings = JSON.parse(process.argv[2] ?? '')
  process.umask(0o077)
  keepStreamsHarmless()
  for (const signal of ['SIGHUP', 'SIGINT'] as const) process.on(signal, () => {})
  const lock = await takeLockSoon(join(settings.folder, `${name}.lock`), lockWithinMs)
  if (lock === null) return refuse('data-in-use')

  const service = open(settings)
  const server = createAdaptorServer({ fetch: (request, bindings) => service.fetch(request, bindings as HttpBindings) })
  let listens = false
  server.on('error', (error: NodeJS.ErrnoException) => {
    // One connection that can't be taken (too many are open) is no reason to drop the others.
    if (listens) noteDown(`a connection could not be taken: ${error.code ?? error.message}`)
    else refuse(refusals[error.code ?? ''] ?? failed(error))
  })
  server.listen(settings.port, settings.bind, () => {
    listens = true
    const { port } = server.address() as AddressInfo
    noteDown(`${name} listens on ${settings.bind} port ${port}`)
    tell({ ready: { port } })
  })

  let ending = false
  const end = (why: string) => {
    if (ending) return
    ending = true
    noteDown(`${name} ends: ${why}`)
    const done = () => {
      try {
        service.close()
      } finally {
        process.exit(0)
      }
    }
    server.close(done)
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(done, 2000).unref()
  }
  process.on('SIGTERM', () => end('it was asked to'))
  const orphaned = () => {
    noteDown(`${name} lost its supervisor and serves on`)
    let found = performance.now()
    setInterval(() => {
      const now = generation(settings.folder)
      // Where nothing can be read nobody took over: the folder may have been moved, and who is at the counter must be told.
      if (now !== undefined) found = performance.now()
      if (now !== undefined && now !== settings.identity.generation) end('another supervisor took over')
      if (performance.now() - found > tellsLossMs) end('its folder is gone')
    }, orphanLooksEveryMs)
  }
  if (process.connected) process.on('disconnect', orphaned)
  else orphaned()
}

const refusals: Readonly<Record<string, Refusal['why']>> = {
  EADDRINUSE: 'port-taken',
  EADDRNOTAVAIL: 'no-such-address',
  EACCES: 'port-forbidden',
}

function refuse(why: Refusal['why']): void {
  noteDown(`refused: ${why}`)
  if (!process.connected) process.exit(1)
  process.send?.({ refused: { why } } satisfies ServiceMessage, () => process.exit(1))
}

function failed(error: Error): never {
  throw error
}

function tell(message: ServiceMessage): void {
  if (process.connected) process.send?.(message, () => {})
}

/** The run that the folder names now; undefined when it can't be read. */
function generation(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')).generation
  } catch {
    return undefined
  }
}
