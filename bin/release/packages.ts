import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package of which something ships: inside the bundles, or beside them. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** As the package says it: an SPDX expression. */
  readonly license: string
  readonly homepage: string | null
  /** Its licence, and what else it wants to be told: the texts of its files, as they are. */
  readonly texts: readonly string[]
  /** SHA-512 of the package's archive, in hex, from the lock file. */
  readonly sha512: string | null
  /** The shipped packages that it uses, by `name@version`. */
  readonly uses: readonly string[]
}

interface Locked {
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/**
 * The packages that ship with the program in `root`, in the order of their names. `takenIn`: the files that stand in the
 * bundles, by their paths below `root`. What the package brings along in a folder of its own (`bundleDependencies`) ships whole.
 */
export function shippedPackages(root: string, takenIn: Iterable<string>): readonly ShippedPackage[] {
  const locked: Readonly<Record<string, Locked>> = json(root, 'package-lock.json').packages
  const folders = new Set<string>()
  const whole = (folder: string): void => {
    if (folders.has(folder)) return
    folders.add(folder)
    for (const needed of usedBy(locked, folder)) whole(needed)
  }
  for (const name of json(root, 'package.json').bundleDependencies) whole(`node_modules/${name}`)
  for (const file of takenIn) {
    const [, folder] = /^(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? []
    if (folder !== undefined) folders.add(folder)
  }
  return [...folders]
    .map((folder) => ({
      ...described(root, folder),
      sha512: inHex(locked[folder]?.integrity),
      uses: usedBy(locked, folder)
        .filter((needed) => folders.has(needed))
        .map((needed) => {
          const { name, version } = json(root, needed, 'package.json')
          return `${name}@${version}`
        })
        .toSorted(),
    }))
    .toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
}

/** The folders of the packages that one needs, found as Node looks for them: from its own folder upwards. */
function usedBy(locked: Readonly<Record<string, Locked>>, folder: string): readonly string[] {
  return Object.keys(locked[folder]?.dependencies ?? {}).flatMap((name) => {
    for (let place = folder; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
      const there = `${place}/node_modules/${name}`.replace(/^\//, '')
      if (locked[there] !== undefined) return [there]
      if (place === '') return []
    }
  })
}

function described(root: string, folder: string): Omit<ShippedPackage, 'sha512' | 'uses'> {
  const { name, version, license, homepage } = json(root, folder, 'package.json')
  const files = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  return {
    name,
    version,
    license: typeof license === 'string' ? license : (license?.type ?? 'unknown'),
    homepage: homepage ?? null,
    texts: files.toSorted().map((file) => readFileSync(join(root, folder, file), 'utf8')),
  }
}

function inHex(integrity: string | undefined): string | null {
  const [, base64] = /^sha512-(\S+)$/.exec(integrity ?? '') ?? []
  return base64 === undefined ? null : Buffer.from(base64, 'base64').toString('hex')
}

// biome-ignore lint/suspicious/noExplicitAny: manifests of packages, as they are.
function json(...path: readonly string[]): any {
  return JSON.parse(readFileSync(join(...path), 'utf8'))
}
