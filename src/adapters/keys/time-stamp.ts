import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { carriedText } from '../../audit/carried-text.ts'
import type { SignatureFinding } from '../../audit/verification.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { pick, type Said, type Text } from '../../core/text.ts'
import { noProgram } from './ssh-signature.ts'
import { runTool } from './tool.ts'

const longestAnswer = 64 * 1024
const longestMs = 30_000

/**
 * Asks a time stamp server (RFC 3161 over HTTP) for a stamp over some bytes; gives its answer, which is granted and over
 * these bytes. Who signed it is told by `checkStamp`. Throws the Fault `tsa.failed`, also when `signal` is heard, and when it
 * takes more than half a minute.
 */
export async function fetchStamp(url: string, bytes: Buffer, signal?: AbortSignal): Promise<Buffer> {
  const digest = createHash('sha256').update(bytes).digest()
  const query = ['ts', '-query', '-digest', digest.toString('hex'), '-sha256', '-cert']
  const { code, stdout: body, stderr } = await runTool('openssl', query, '')
  if (code !== 0) throw failed(url, code === null ? noProgram('openssl') : stderr)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.any([AbortSignal.timeout(longestMs), ...(signal === undefined ? [] : [signal])]),
    })
    if (!response.ok) throw failed(url, `HTTP ${response.status}`)
    const answer = await bodyOf(response)
    if (answer === null) throw failed(url, `more than ${longestAnswer} bytes`)
    const text = await withFiles({ answer }, async (paths) => {
      const shown = await runTool('openssl', ['ts', '-reply', '-in', paths.answer, '-text'], '')
      return shown.code === 0 ? shown.stdout.toString('utf8') : ''
    })
    if (!/^Status: Granted/m.test(text))
      throw failed(url, /^Status: .*$/m.exec(text)?.[0] ?? 'no time stamp in the answer')
    if (!imprintIn(text)?.equals(digest)) throw failed(url, 'a stamp over other bytes')
    return answer
  } catch (error) {
    if (error instanceof Fault) throw error
    const { cause, message } = error as Error
    throw failed(url, cause instanceof Error ? cause.message : message)
  }
}

/** null: it is longer than a stamp can be. */
async function bodyOf(response: Response): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    parts.push(part)
    size += part.length
    if (size > longestAnswer) return null
  }
  return Buffer.concat(parts)
}

/** The hash that a stamp is over, from the dump that openssl prints of it. */
function imprintIn(text: string): Buffer | undefined {
  const dump = /^Message data:\n((?: {4}[0-9a-f]{4} - .*\n)+)/m.exec(text)?.[1]
  const bytes = dump?.split('\n').map((line) => line.slice(11, 11 + 3 * 16).replaceAll(/[^0-9a-f]/g, ''))
  return bytes === undefined ? undefined : Buffer.from(bytes.join(''), 'hex')
}

/**
 * Whether a stamp is over these bytes, and when it was made. Without the certificates of an authority, or by another one's,
 * that can't be told.
 */
export async function checkStamp(
  stamp: Buffer,
  bytes: Buffer,
  authority: string | null,
): Promise<Pick<SignatureFinding, 'state' | 'why' | 'at'>> {
  // OpenSSL finds no certificate behind a byte order mark, and reads every line end.
  const trusted = authority === null ? Buffer.alloc(0) : Buffer.from(carriedText(readFileSync(authority)))
  return withFiles({ stamp, bytes, trusted }, async (paths) => {
    const shown = await runTool('openssl', ['ts', '-reply', '-in', paths.stamp, '-text'], '')
    if (shown.code === null) return { state: 'unchecked', why: noProgram('openssl'), at: null }
    const time = /^Time stamp: (.*)$/m.exec(shown.stdout.toString('utf8'))?.[1]
    const at = time === undefined || Number.isNaN(Date.parse(time)) ? null : new Date(time).toISOString()
    if (authority === null) return { state: 'unchecked', why: noAuthority, at }
    // Certificates expire, and a stamp is looked at years later: they must have been good when it was made.
    const then = at === null ? [] : ['-attime', String(Math.floor(Date.parse(at) / 1000))]
    const args = ['ts', '-verify', '-data', paths.bytes, '-in', paths.stamp, '-CAfile', paths.trusted, ...then]
    const { code, stderr } = await runTool('openssl', args, '')
    if (code === 0) return { state: 'good', why: null, at }
    if (await isWhole(paths, then)) return { state: 'unchecked', why: otherAuthority, at }
    const said = harmlessLine(stderr.split('\n').find((line) => line.includes('error')) ?? stderr, 200)
    return { state: 'bad', why: { en: `openssl says: ${said}`, nl: `openssl zegt: ${said}` }, at }
  })
}

/**
 * Whether a stamp is over these bytes and signed by the certificate that it brings along, whoever made that: it was not
 * changed, and vouches for nothing.
 */
async function isWhole(paths: { readonly stamp: string; readonly bytes: string }, then: readonly string[]) {
  const reply = ['ts', '-reply', '-in', paths.stamp, '-token_out']
  const token = await runTool('openssl', reply, '')
  const brought = await runTool('openssl', ['pkcs7', '-inform', 'DER', '-print_certs'], token.stdout)
  return withFiles({ brought: brought.stdout }, async (own) => {
    const trust = ['-CAfile', own.brought, '-partial_chain', ...then]
    const { code } = await runTool('openssl', ['ts', '-verify', '-data', paths.bytes, '-in', paths.stamp, ...trust], '')
    return code === 0
  })
}

const otherAuthority = {
  en: 'it is whole, but does not lead to a certificate that you trust (--tsa-ca)',
  nl: 'hij is ongeschonden, maar leidt niet naar een certificaat dat u vertrouwt (--tsa-ca)',
}

const noAuthority = {
  en: 'name the certificate of its authority with --tsa-ca FILE',
  nl: 'geef het certificaat van de instantie op met --tsa-ca BESTAND',
}

async function withFiles<K extends string, T>(
  files: Readonly<Record<K, Buffer>>,
  work: (paths: Readonly<Record<K, string>>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-'))
  try {
    const paths = Object.fromEntries(
      Object.entries<Buffer>(files).map(([name, bytes]) => {
        const path = join(folder, name)
        writeFileSync(path, bytes)
        return [name, path]
      }),
    ) as Record<K, string>
    return await work(paths)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The server's answer does not lead to an authority that is trusted. */
export function wrongStamp(url: string, why: Text | null): Fault {
  return failed(url, why ?? '')
}

function failed(url: string, why: Said): Fault {
  const where = harmlessLine(url, 200)
  const [said, gezegd] = [harmlessLine(pick(why, 'en'), 200), harmlessLine(pick(why, 'nl'), 200)]
  return new Fault({
    code: 'tsa.failed',
    exit: exit.failed,
    message: { en: `no time stamp from ${where}: ${said}`, nl: `geen tijdstempel van ${where}: ${gezegd}` },
    hint: {
      en: 'the record stands without it; check the address and the network, and try again',
      nl: 'het logboek blijft geldig zonder; controleer het adres en het netwerk, en probeer opnieuw',
    },
  })
}
