import { lstatSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { SmallFile } from './pack-files.ts'

/** More is no key and no configuration. */
const mostBytes = 1024 * 1024

/** What of a home goes into the closed file of a kit, and what of its configuration lies elsewhere and stays where it is. */
export interface HomeSecrets {
  readonly files: readonly SmallFile[]
  readonly elsewhere: readonly string[]
}

/**
 * The key that seals records, the configuration, and the files that this names, as far as they lie in the home. `named`: their
 * absolute paths. No incident, no drill, no entry of a citizen.
 */
export function secretsOfHome(home: string, named: readonly string[]): HomeSecrets {
  const inner = (path: string): string => relative(home, path).replaceAll(sep, '/')
  const isInside = (path: string): boolean =>
    !inner(path).startsWith('../') && inner(path) !== '' && inner(path) !== '..'
  const paths = [
    ...['keys/log.key', 'config.yaml', 'config.yml'].map((path) => join(home, path)),
    ...named.filter(isInside).flatMap((path) => [path, `${path}.pub`]),
  ]
  return {
    files: [...new Set(paths)].flatMap((path) => {
      const bytes = bytesOf(path)
      return bytes === null ? [] : [{ path: inner(path), bytes }]
    }),
    elsewhere: named.filter((path) => !isInside(path)),
  }
}

function bytesOf(path: string): Buffer | null {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat?.isFile() === true && stat.size <= mostBytes ? readFileSync(path) : null
}
