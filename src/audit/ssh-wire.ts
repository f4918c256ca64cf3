/** Reads what SSH puts on the wire (RFC 4251, section 5). Every method gives null when it isn't there; then nothing more is. */
export class SshWire {
  #at = 0
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isEmpty(): boolean {
    return this.#at === this.#bytes.length
  }

  /** Exactly so many bytes. */
  bytes(length: number): Buffer | null {
    if (this.#at + length > this.#bytes.length) return null
    const found = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return found
  }

  uint32(): number | null {
    return this.bytes(4)?.readUInt32BE(0) ?? null
  }

  string(): Buffer | null {
    const length = this.uint32()
    return length === null ? null : this.bytes(length)
  }

  /** A string of bytes that are characters; no NUL in it. */
  text(): string | null {
    const found = this.string()
    return found === null || found.includes(0) ? null : found.toString('latin1')
  }

  /** A whole number that is not negative, without leading zeros; at most `most` bytes. */
  number(most: number): Buffer | null {
    const found = this.string()
    if (found === null || ((found[0] ?? 0) & 0x80) !== 0) return null
    let first = 0
    while (first < found.length && found[first] === 0) first += 1
    return found.length - first > most ? null : found.subarray(first)
  }
}
