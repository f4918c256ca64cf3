import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { checkStamp, fetchStamp } from '../../src/adapters/keys/time-stamp.ts'
import { temporaryFolder } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { type Authority, answeringServer, noOpenssl, timeStampAuthority } from '../support/time-stamp-server.ts'

const bytes = Buffer.from('a head')
const noFaketime = lacks('faketime, for certificates that expired', ['faketime', '--version'])

async function refusal(url: string, signal?: AbortSignal) {
  const error = await fetchStamp(url, bytes, signal).catch((one: unknown) => one)
  expect(error).toMatchObject({ code: 'tsa.failed', exit: 1, hint: { nl: expect.stringMatching(/./) } })
  return (error as Error).message
}

describe.skipIf(noOpenssl)('a time stamp', () => {
  let authority: Authority
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-tsa-'))
  beforeAll(() => {
    authority = timeStampAuthority(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is over these bytes, and leads to the authority that is trusted', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000
    const url = await answeringServer((query, response, request) => {
      expect(request.headers['content-type']).toBe('application/timestamp-query')
      response.end(authority.reply(query))
    })
    const stamp = await fetchStamp(url, bytes)
    const good = await checkStamp(stamp, bytes, authority.ca)
    expect(good).toMatchObject({ state: 'good', why: null })
    expect(Date.parse(good.at ?? '')).toBeGreaterThanOrEqual(before)
    expect(await checkStamp(stamp, bytes, null)).toMatchObject({ state: 'unchecked', why: { nl: expect.anything() } })
    expect(await checkStamp(stamp, Buffer.from('another head'), authority.ca)).toMatchObject({ state: 'bad' })
    for (const at of [20, Math.floor(stamp.length / 2), stamp.length - 5]) {
      const changed = Buffer.from(stamp)
      changed[at] = (changed[at] as number) ^ 1
      expect((await checkStamp(changed, bytes, authority.ca)).state, String(at)).toBe('bad')
    }
  })

  it('of an authority that is not trusted says nothing, unless it is over something else or was changed', async () => {
    const stamp = await fetchStamp(
      await answeringServer((query, response) => response.end(authority.reply(query))),
      bytes,
    )
    const other = timeStampAuthority(temporaryFolder())
    expect(await checkStamp(stamp, bytes, other.ca)).toMatchObject({
      state: 'unchecked',
      at: expect.stringMatching(/^\d{4}-/),
      why: { en: expect.stringContaining('--tsa-ca'), nl: expect.stringContaining('--tsa-ca') },
    })
    expect(await checkStamp(stamp, Buffer.from('another head'), other.ca)).toMatchObject({ state: 'bad' })
    // Neither the status, nor what it is over, its certificates or its signature can be changed.
    for (let at = 7; at < stamp.length; at += 83) {
      const changed = Buffer.from(stamp)
      changed[at] = (changed[at] as number) ^ 1
      expect((await checkStamp(changed, bytes, other.ca)).state, String(at)).toBe('bad')
    }
  })

  it.skipIf(noFaketime)('is as good years later, when the certificates have expired', async () => {
    const stamp = await fetchStamp(
      await answeringServer((query, response) => response.end(authority.reply(query))),
      bytes,
    )
    const bin = temporaryFolder()
    const openssl = execFileSync('sh', ['-c', 'command -v openssl'], { encoding: 'utf8' }).trim()
    writeFileSync(join(bin, 'openssl'), `#!/bin/sh\nexec faketime -f +20y ${openssl} "$@"\n`, { mode: 0o755 })
    vi.stubEnv('PATH', `${bin}:${process.env.PATH}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await checkStamp(stamp, bytes, authority.ca)).toMatchObject({ state: 'good', why: null })
    expect(await checkStamp(stamp, Buffer.from('another head'), authority.ca)).toMatchObject({ state: 'bad' })
  })

  const hostile: readonly (readonly [string, RegExp, (query: Buffer, response: ServerResponse) => void])[] = [
    ['nothing', /no time stamp/, (_query, response) => response.end()],
    ['garbage', /no time stamp/, (_query, response) => response.end('<html>busy</html>')],
    ['control codes', /HTTP 503/, (_query, response) => response.writeHead(503, { server: 'x' }).end('\x1b[2J')],
    [
      'a flood',
      /more than 65536 bytes/,
      (_query, response) => {
        const flood = (): void => {
          while (response.write(Buffer.alloc(65_536))) if (response.destroyed) return
          response.once('drain', flood)
        }
        flood()
      },
    ],
    ['a query that it does not grant', /Status: Rejected/, (_query, response) => response.end(authority.reply(bytes))],
    ['a refused status', /HTTP 403/, (_query, response) => response.writeHead(403).end('no')],
    [
      'a way to somewhere else',
      /no time stamp from/,
      (_query, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['a broken connection', /no time stamp from/, (_query, response) => response.destroy()],
  ]
  it.each(hostile)('is not taken when the server answers with %s', async (_what, why, answer) => {
    expect(await refusal(await answeringServer(answer))).toMatch(why)
  })

  it('is not taken when it is over something else', async () => {
    let earlier: Buffer | null = null
    const url = await answeringServer((query, response) => {
      earlier ??= authority.reply(query)
      response.end(earlier)
    })
    await fetchStamp(url, Buffer.from('another head'))
    expect(await refusal(url)).toContain('a stamp over other bytes')
  })

  it('is not waited for when nobody answers in time', async () => {
    const giveUp = new AbortController()
    const url = await answeringServer(() => giveUp.abort())
    expect(await refusal(url, giveUp.signal)).toContain('no time stamp from')
    const halfway = new AbortController()
    const slow = await answeringServer((_query, response) => {
      response.write('0')
      halfway.abort()
    })
    expect(await refusal(slow, halfway.signal)).toContain('no time stamp from')
  })

  it('is not there without a server', async () => {
    expect(await refusal('http://127.0.0.1:9/')).toMatch(/no time stamp from http:\/\/127\.0\.0\.1:9\//)
  })
})
