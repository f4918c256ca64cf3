/** What is kept of output. `total` and `dropped` in bytes. */
export interface KeptOutput {
  readonly total: number
  readonly dropped: number
  readonly text: string
}

/**
 * The beginning and the end of a stream of any length, in flat memory. The first half of `limit` bytes is kept as it
 * comes, the last half in a ring; what lies between is counted.
 */
export class OutputEnds {
  total = 0
  readonly #half: number
  #head: Buffer
  #kept = 0
  #ring: Buffer | null = null
  #at = 0

  constructor(limit: number) {
    this.#half = Math.ceil(limit / 2)
    this.#head = Buffer.alloc(Math.min(4096, this.#half))
  }

  /** Copies what has to be kept of the chunk: the chunk itself can go. */
  add(chunk: Uint8Array): void {
    this.total += chunk.length
    const first = chunk.subarray(0, this.#half - this.#kept)
    this.#grow(this.#kept + first.length)
    this.#head.set(first, this.#kept)
    this.#kept += first.length
    if (first.length < chunk.length) this.#turn(chunk.subarray(first.length))
  }

  /** The number of bytes that were left out. */
  get dropped(): number {
    return Math.max(0, this.total - 2 * this.#half)
  }

  kept(): KeptOutput {
    return { total: this.total, dropped: this.dropped, text: this.text() }
  }

  /** The kept output as text; bytes that are no UTF-8 become U+FFFD, and a line tells what was left out. */
  text(): string {
    const beginning = this.#head.subarray(0, this.#kept)
    const ring = this.#ring
    if (ring === null) return beginning.toString('utf8')
    if (this.dropped === 0) return Buffer.concat([beginning, ring.subarray(0, this.#at || this.#half)]).toString('utf8')
    const end = Buffer.concat([ring.subarray(this.#at), ring.subarray(0, this.#at)])
    return `${beginning.toString('utf8')}\n[… ${this.dropped} bytes left out …]\n${end.toString('utf8')}`
  }

  #grow(needed: number): void {
    if (needed <= this.#head.length) return
    const larger = Buffer.alloc(Math.min(this.#half, Math.max(needed, 2 * this.#head.length)))
    larger.set(this.#head.subarray(0, this.#kept))
    this.#head = larger
  }

  #turn(bytes: Uint8Array): void {
    this.#ring ??= Buffer.alloc(this.#half)
    const last = bytes.subarray(Math.max(0, bytes.length - this.#half))
    // A chunk that is longer than the ring leaves it in the same state as one that starts where its kept part starts.
    let at = (this.#at + bytes.length - last.length) % this.#half
    const first = last.subarray(0, this.#half - at)
    this.#ring.set(first, at)
    this.#ring.set(last.subarray(first.length), 0)
    at = (at + last.length) % this.#half
    this.#at = at
  }
}
