import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Expressions, Scope } from '../../core/expressions.ts'
import { elapsed } from '../clock/elapsed.ts'
import { cannotSee, holdsIf, judgeSighting, type Sighting } from './sighting.ts'

interface HttpProbe {
  readonly url: string
  /** `ok` (a status of 200 to 299) or CEL over `status`, `body`, `headers` (lower-case names). */
  readonly expect: string
  readonly expressions: Expressions
  readonly scope: Scope
  readonly signal: AbortSignal
  readonly timeoutMs?: number
}

const patienceMs = 10_000
const bodyBytes = 256 * 1024

/**
 * One GET. A redirect is not followed: what this address answers is what is judged, and a portal that catches every
 * request with a redirect must not pass for the service. Certificates are checked. No answer, or one that is no HTTP,
 * fails; a name that can't be resolved or a machine without a network is an error. Of the body, 256 KiB are read.
 */
export async function probeHttp(probe: HttpProbe): Promise<Sighting> {
  const { timeoutMs = patienceMs, signal } = probe
  const url = parseUrl(probe.url)
  if (typeof url === 'string') return cannotSee(url, true)
  const shown = url.href
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await get(url, AbortSignal.any([signal, timeout]))
    const status = response.statusCode ?? 0
    const to = response.headers.location === undefined ? '' : `, to ${response.headers.location}`
    const body = await readBody(response, probe.expect !== 'ok')
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
    const seen = `${shown} answers ${status}${to}${body.cut ? ' (the first 256 KiB were read)' : ''}`
    return judgeSighting(probe.expect, status >= 200 && status < 300, seen, { status, body: body.text, headers }, probe)
  } catch (error) {
    if (signal.aborted) return cannotSee('interrupted')
    if (timeout.aborted) return holdsIf(false, `${shown} gives no answer in ${elapsed(timeoutMs)}`)
    return failure(shown, error)
  }
}

function parseUrl(text: string): URL | string {
  const url = URL.parse(text.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) return `"${text}" is no http or https address`
  if (url.username !== '' || url.password !== '') return 'an address must not hold a user name or a password'
  return url
}

function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const headers = { 'user-agent': 'cyber-respond', accept: '*/*' }
  return new Promise((resolve, reject) => {
    // No agent: a kept connection would show the state of a while ago.
    request(url, { signal, agent: false, headers }).once('response', resolve).once('error', reject).end()
  })
}

async function readBody(response: IncomingMessage, wanted: boolean): Promise<{ text: string; cut: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  if (wanted) {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > bodyBytes) break
    }
  }
  response.destroy()
  const text = Buffer.concat(chunks).subarray(0, bodyBytes).toString('utf8')
  return { text, cut: size > bodyBytes }
}

/** Codes that say something about this machine or the name, and nothing about the service. */
const ownFaults = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EMFILE', 'ENFILE'])

function failure(shown: string, error: unknown): Sighting {
  const { code, message } = error as NodeJS.ErrnoException
  if (typeof code !== 'string') throw error
  if (ownFaults.has(code)) return cannotSee(`can't look at ${shown} (${code})`)
  if (code.startsWith('HPE_')) return holdsIf(false, `${shown} does not speak HTTP (${code})`)
  const why = code === 'ECONNREFUSED' ? 'refused' : /CERT|TLS|SSL|SIGNED/.test(code) ? `${code}: ${message}` : code
  return holdsIf(false, `${shown} gives no answer (${why})`)
}
