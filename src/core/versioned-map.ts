/** The one change between a version and another one: `value` is what the first has, undefined where it has none. */
interface Way<V> {
  readonly key: string
  readonly value: V | undefined
  readonly to: VersionedMap<V>
}

/**
 * A map of which each version stays as it was: a new version costs what it changes, whatever there is in it. Every version
 * hangs on the one map that there is, by what has to be undone on the way to it; the map itself stands at the version
 * that was asked last, so that going on from there (as a fold does) undoes nothing.
 */
export class VersionedMap<V> {
  /** Here stands the map; null: at `#way.to`, which differs in one key. */
  #map: Map<string, V> | null
  #way: Way<V> | null = null

  private constructor(map: Map<string, V> | null) {
    this.#map = map
  }

  static of<V>(entries: Iterable<readonly [string, V]> = []): VersionedMap<V> {
    return new VersionedMap(new Map(entries))
  }

  get size(): number {
    return this.#here().size
  }

  get(key: string): V | undefined {
    return this.#here().get(key)
  }

  /** The entries, in the order in which their keys came. */
  [Symbol.iterator](): Iterator<[string, V]> {
    // A copy: who goes through it may make a new version meanwhile.
    return [...this.#here()].values()
  }

  keys(): readonly string[] {
    return [...this.#here().keys()]
  }

  values(): readonly V[] {
    return [...this.#here().values()]
  }

  with(key: string, value: V): VersionedMap<V> {
    const map = this.#here()
    // What hangs on an empty map would be kept for as long as that one, which is always there.
    if (map.size === 0) return VersionedMap.of([[key, value]])
    const next = new VersionedMap<V>(null)
    this.#way = { key, value: map.get(key), to: next }
    this.#map = null
    next.#map = map.set(key, value)
    return next
  }

  /**
   * The keys by which this version may differ from an other one, which it came from or which came from it; null: from neither
   * does a way lead to the other.
   */
  changedFrom(other: VersionedMap<V>): readonly string[] | null {
    this.#here()
    const keys: string[] = []
    let at: VersionedMap<V> = other
    for (; at.#way !== null; at = at.#way.to) keys.push(at.#way.key)
    return at === this ? keys : null
  }

  /** Brings the map to this version. */
  #here(): Map<string, V> {
    if (this.#map !== null) return this.#map
    const path: VersionedMap<V>[] = []
    let at: VersionedMap<V> = this
    for (; at.#way !== null; at = at.#way.to) path.push(at)
    const map = at.#map as Map<string, V>
    for (const version of path.reverse()) {
      const { key, value } = version.#way as Way<V>
      at.#way = { key, value: map.get(key), to: version }
      at.#map = null
      if (value === undefined) map.delete(key)
      else map.set(key, value)
      version.#way = null
      version.#map = map
      at = version
    }
    return map
  }
}
