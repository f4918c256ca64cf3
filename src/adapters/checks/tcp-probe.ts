import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { elapsed } from '../clock/elapsed.ts'
import { cannotSee, holdsIf, type Sighting } from './sighting.ts'

interface TcpProbe {
  /** `host:port` or `[address]:port`. */
  readonly address: string
  readonly expect: string
  readonly signal: AbortSignal
  readonly timeoutMs?: number
}

/**
 * The milliseconds that an address gets to answer. Without an answer it counts as closed: a firewall that drops is
 * silent.
 */
const patienceMs = 5000
const mostAddresses = 16

/**
 * Tries to connect, without sending anything. A name with several addresses is open when one of them is, and closed
 * only when all of them are; how each was closed (refused, unreachable, silent) is told.
 */
export async function probeTcp({ address, expect, signal, timeoutMs = patienceMs }: TcpProbe): Promise<Sighting> {
  if (expect !== 'open' && expect !== 'closed') return cannotSee('a tcp check expects "open" or "closed"', true)
  const place = parseAddress(address)
  if (place === null) return cannotSee(`"${address}" is no address: write host:port`, true)
  const addresses = await resolveName(place.host, signal)
  if (typeof addresses === 'string') return cannotSee(addresses)
  const answers = await Promise.all(addresses.map((ip) => knock(ip, place.port, timeoutMs, signal)))
  const told = addresses.map((ip, index) => `${ip === place.host ? '' : `${ip} `}${answers[index]?.how}`).join(', ')
  const states = answers.map((answer) => answer.state)
  if (states.includes('open')) return holdsIf(expect === 'open', `${address} is open`)
  if (states.includes('closed')) return holdsIf(expect === 'closed', `${address} is closed (${told})`)
  return cannotSee(`can't tell whether ${address} is open: ${told}`)
}

/** `host:port` or `[address]:port`, or null. */
export function parseAddress(text: string): { readonly host: string; readonly port: number } | null {
  const match = /^(?:\[([\da-fA-F:.]{2,45})\]|([^\s:/@[\]]{1,253})):(\d{1,5})$/.exec(text.trim())
  const port = Number(match?.[3])
  if (match === null || port < 1 || port > 65_535) return null
  return { host: match[1] ?? match[2] ?? '', port }
}

/** The addresses of a name, or why there are none. A lookup can't be cancelled, so an abort just stops waiting for it. */
export function resolveName(host: string, signal: AbortSignal): Promise<readonly string[] | string> {
  return new Promise((done) => {
    const finish = (found: readonly string[] | string) => {
      signal.removeEventListener('abort', abort)
      done(found)
    }
    const abort = () => finish('interrupted')
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    lookup(host, { all: true }).then(
      (entries) => finish(entries.slice(0, mostAddresses).map((entry) => entry.address)),
      (error: NodeJS.ErrnoException) => finish(`the name ${host} can't be resolved (${error.code ?? error.message})`),
    )
  })
}

interface Answer {
  readonly state: 'open' | 'closed' | 'unknown'
  readonly how: string
}

const meanings: Readonly<Record<string, Answer>> = {
  ECONNREFUSED: { state: 'closed', how: 'refused' },
  ECONNRESET: { state: 'closed', how: 'reset' },
  // A router or firewall on the way answered for the host. ENETUNREACH is different: this machine has no way out.
  EHOSTUNREACH: { state: 'closed', how: 'unreachable' },
  ETIMEDOUT: { state: 'closed', how: 'no answer' },
  ENETUNREACH: { state: 'unknown', how: 'no route from this machine' },
}

function knock(ip: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<Answer> {
  return new Promise((done) => {
    const socket = connect({ host: ip, port })
    const finish = (answer: Answer) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      socket.destroy()
      done(answer)
    }
    const abort = () => finish({ state: 'unknown', how: 'interrupted' })
    const silent = () => finish({ state: 'closed', how: `no answer in ${elapsed(timeoutMs)}` })
    const timer = setTimeout(silent, timeoutMs)
    socket.once('connect', () => finish({ state: 'open', how: 'open' }))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      finish(meanings[error.code ?? ''] ?? { state: 'unknown', how: error.code ?? error.message }),
    )
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
  })
}
