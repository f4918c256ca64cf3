import { Worker } from 'node:worker_threads'
import { isSignedByLater } from '../../audit/note.ts'
import type { Claim } from '../../audit/seal.ts'

/** The other side. Plain text, because a bundle has no file for it: it only says which claims hold. */
const otherSide = `
const { createPublicKey, verify } = require('node:crypto')
const { parentPort } = require('node:worker_threads')
const keys = new Map()
const keyOf = (x) => {
  if (!keys.has(x)) keys.set(x, createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } }))
  return keys.get(x)
}
const holds = ([x, text, bytes]) =>
  bytes.length === 64 && verify(null, Buffer.from(text), keyOf(x), Buffer.from(bytes, 'latin1'))
parentPort.on('message', (claims) => parentPort.postMessage(claims.map(holds)))
`

/** Fewer claims are not worth a thread of their own. */
const fewest = 32
/** More than so many questions are not left waiting for one thread. */
const mostWaiting = 16

/**
 * Checks Ed25519 signatures in a thread of its own, many at once. Node's pool would do, but each one costs the asking thread
 * a call there, and the four threads of the pool push it off its core.
 */
export class SignatureThread {
  #worker: Worker | null = null
  readonly #waiting: { answer(holds: readonly boolean[]): void; fail(error: unknown): void }[] = []

  /** Checks the claims: true for each that holds. */
  check(claims: readonly Claim[]): Promise<readonly boolean[]> {
    if (this.#waiting.length >= mostWaiting || (this.#worker === null && claims.length < fewest)) {
      return Promise.all(claims.map(({ key, text, bytes }) => isSignedByLater(text, bytes, key)))
    }
    const worker = this.#started()
    return new Promise((answer, fail) => {
      this.#waiting.push({ answer, fail })
      worker.ref()
      // As text: of a short buffer the whole pool that it lies in would be copied.
      worker.postMessage(
        claims.map(({ key, text, bytes }) => [key.publicKey.toString('base64url'), text, bytes.toString('latin1')]),
      )
    })
  }

  /** The thread ends, and whoever still waits never hears of it. */
  async end(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(otherSide, { eval: true, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } })
    worker.on('message', (holds: readonly boolean[]) => {
      this.#waiting.shift()?.answer(holds)
      if (this.#waiting.length === 0) worker.unref()
    })
    worker.on('error', (error) => {
      for (const { fail } of this.#waiting.splice(0)) fail(error)
    })
    this.#worker = worker
    return worker
  }
}
