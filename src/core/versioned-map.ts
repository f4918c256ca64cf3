const size = 64

type Chunk<V> = readonly (V | undefined)[]

/** The keys in the order in which they came, and the place of each. */
interface Places {
  readonly keys: string[]
  readonly of: Map<string, number>
}

/**
 * A map of which each version stays as it was. A new version shares with the one that it is made from all but the chunk of
 * values in which it differs, so it costs about the same whatever there is in it. The keys have their places in one list, which
 * all versions that come from one map share; a place without a value is one of another version.
 */
export class VersionedMap<V> {
  readonly #places: Places
  readonly #chunks: readonly Chunk<V>[]

  private constructor(places: Places, chunks: readonly Chunk<V>[]) {
    this.#places = places
    this.#chunks = chunks
  }

  static of<V>(entries: Iterable<readonly [string, V]> = []): VersionedMap<V> {
    const given = new Map(entries)
    const keys = [...given.keys()]
    const places: Places = { keys, of: new Map(keys.map((key, place) => [key, place])) }
    const values = [...given.values()]
    const chunks = Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
      values.slice(index * size, (index + 1) * size),
    )
    return new VersionedMap(places, chunks)
  }

  get(key: string): V | undefined {
    const place = this.#places.of.get(key)
    return place === undefined ? undefined : this.#chunks[Math.floor(place / size)]?.[place % size]
  }

  with(key: string, value: V): VersionedMap<V> {
    // The places of the empty map, from which every record begins, are nobody's.
    if (this.#chunks.length === 0) return VersionedMap.of([[key, value]])
    const { keys, of } = this.#places
    const place = of.get(key) ?? keys.push(key) - 1
    of.set(key, place)
    const at = Math.floor(place / size)
    const chunk = this.#chunks[at]?.slice() ?? []
    chunk[place % size] = value
    const chunks = this.#chunks.slice()
    chunks[at] = chunk
    return new VersionedMap(this.#places, chunks)
  }

  /** The entries, mostly in the order in which their keys came. */
  *[Symbol.iterator](): Generator<[string, V]> {
    for (const [key, place] of this.#places.of) {
      const value = this.#chunks[Math.floor(place / size)]?.[place % size]
      if (value !== undefined) yield [key, value]
    }
  }

  keys(): readonly string[] {
    return Array.from(this, ([key]) => key)
  }

  values(): readonly V[] {
    return Array.from(this, ([, value]) => value)
  }

  /** The keys in which this version differs from another one of the same map; null: they do not come from one map. */
  changedFrom(other: VersionedMap<V>): readonly string[] | null {
    const { keys } = this.#places
    if (other.#places.keys !== keys) return null
    const found: string[] = []
    const length = Math.max(this.#chunks.length, other.#chunks.length)
    for (let at = 0; at < length; at += 1) {
      const [one, two] = [this.#chunks[at] ?? none, other.#chunks[at] ?? none]
      if (one === two) continue
      for (let index = 0; index < size; index += 1) {
        if (one[index] !== two[index]) found.push(keys[at * size + index] as string)
      }
    }
    return found
  }
}

const none: Chunk<never> = []
