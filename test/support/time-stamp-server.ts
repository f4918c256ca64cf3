import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { lacks } from './needs.ts'

export const noOpenssl = lacks('openssl', ['openssl', 'version'])

/** A time stamp authority in a folder: a certificate of its own, and a signing one under it. */
export interface Authority {
  /** Path of the certificate that a reader trusts, PEM. */
  readonly ca: string
  /** The answer to a query, as `openssl ts -reply` makes it. */
  reply(query: Buffer): Buffer
}

export function timeStampAuthority(folder: string): Authority {
  mkdirSync(folder, { recursive: true })
  const openssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  writeFileSync(join(folder, 'serial'), '01\n')
  writeFileSync(
    join(folder, 'ts.cnf'),
    `[tsa]\ndefault_tsa = one\n[one]\nserial = ${folder}/serial\nsigner_cert = ${folder}/tsa.pem\nsigner_key = ${folder}/tsa.key\ndefault_policy = 1.2.3.4\ndigests = sha256\nsigner_digest = sha256\nordering = no\n`,
  )
  writeFileSync(join(folder, 'ext'), 'extendedKeyUsage = critical,timeStamping\n')
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Made up CA', '-days', '3650')
  openssl('req', ...ec, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Made up TSA')
  const sign = ['-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '3650']
  openssl('x509', ...sign, '-extfile', 'ext', '-out', 'tsa.pem')
  return {
    ca: join(folder, 'ca.pem'),
    reply(query) {
      writeFileSync(join(folder, 'query'), query)
      openssl('ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'query', '-out', 'answer')
      return readFileSync(join(folder, 'answer'))
    },
  }
}

/** A server on 127.0.0.1 that answers as it is told; gives its address. */
export async function answeringServer(
  answer: (query: Buffer, response: ServerResponse, request: IncomingMessage) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => answer(Buffer.concat(parts), response, request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
