import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SignatureFinding } from '../audit/verification.ts'
import { exit, Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { noProgram } from './ssh-signature.ts'
import { runTool } from './tool.ts'

const longestAnswer = 64 * 1024
const longestMs = 30_000

/** Asks a time stamp server (RFC 3161 over HTTP) for a stamp over some bytes; gives its answer. Throws the Fault `tsa.failed`. */
export async function fetchStamp(url: string, bytes: Buffer): Promise<Buffer> {
  const { code, stdout: body } = await runTool(
    'openssl',
    ['ts', '-query', '-data', '/dev/stdin', '-sha256', '-cert'],
    bytes,
  )
  if (code !== 0) throw failed(url, noProgram('openssl').en)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(longestMs),
    })
    if (!response.ok) throw failed(url, `HTTP ${response.status}`)
    const answer = Buffer.from(await response.arrayBuffer())
    if (answer.length === 0 || answer.length > longestAnswer) throw failed(url, `${answer.length} bytes`)
    const { text, granted } = await withFiles({ answer }, async (paths) => {
      const shown = await runTool('openssl', ['ts', '-reply', '-in', paths.answer, '-text'], '')
      const said = shown.stdout.toString('utf8')
      return { text: said, granted: shown.code === 0 && /^Status: Granted/m.test(said) }
    })
    if (!granted) throw failed(url, /^Status: .*$/m.exec(text)?.[0] ?? 'no time stamp in the answer')
    return answer
  } catch (error) {
    if (error instanceof Fault) throw error
    const { cause, message } = error as Error
    throw failed(url, cause instanceof Error ? cause.message : message)
  }
}

/** Whether a stamp is over these bytes, and when it was made. Without the certificates of an authority that can't be told. */
export async function checkStamp(
  stamp: Buffer,
  bytes: Buffer,
  authority: string | null,
): Promise<Pick<SignatureFinding, 'state' | 'why' | 'at'>> {
  return withFiles({ stamp, bytes }, async (paths) => {
    const shown = await runTool('openssl', ['ts', '-reply', '-in', paths.stamp, '-text'], '')
    if (shown.code === null) return { state: 'unchecked', why: noProgram('openssl'), at: null }
    const time = /^Time stamp: (.*)$/m.exec(shown.stdout.toString('utf8'))?.[1]
    const at = time === undefined || Number.isNaN(Date.parse(time)) ? null : new Date(time).toISOString()
    if (authority === null) return { state: 'unchecked', why: noAuthority, at }
    const args = ['ts', '-verify', '-data', paths.bytes, '-in', paths.stamp, '-CAfile', authority]
    const { code, stderr } = await runTool('openssl', args, '')
    if (code === 0) return { state: 'good', why: null, at }
    const said = harmlessLine(stderr.split('\n').find((line) => line.includes('error')) ?? stderr, 200)
    return { state: 'bad', why: { en: `openssl says: ${said}`, nl: `openssl zegt: ${said}` }, at }
  })
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

function failed(url: string, why: string): Fault {
  const where = harmlessLine(url, 200)
  const said = harmlessLine(why, 200)
  return new Fault({
    code: 'tsa.failed',
    exit: exit.failed,
    message: { en: `no time stamp from ${where}: ${said}`, nl: `geen tijdstempel van ${where}: ${said}` },
    hint: {
      en: 'the record stands without it; check the address and the network, and try again',
      nl: 'het logboek blijft geldig zonder; controleer het adres en het netwerk, en probeer opnieuw',
    },
  })
}
