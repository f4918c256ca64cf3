import { hash } from 'node:crypto'
import type { Json } from '../core/event.ts'
import { canonicalText } from './canonical-text.ts'
import { strictBase64Url } from './note.ts'

/** A personal value of one line, kept beside the log: the line holds its digest only, so that it can be erased. */
export interface Disclosure {
  readonly seq: number
  /** RFC 6901, within `data`. */
  readonly path: string
  /** base64url of the SHA-256 of `disclosure`, as SD-JWT does it. */
  readonly digest: string
  /** base64url of the JSON array of salt, path and value. */
  readonly disclosure: string
}

/** The object that stands in a line in the place of a personal value. `personal` tells what kind of value it was. */
interface Concealed {
  readonly digest: string
  readonly personal: 'text' | 'list' | 'other'
}

/** The bytes of a salt: at least 128 bits, so that nobody can guess a name or a number until its digest fits. */
export const saltBytes = 16

/** A value hidden behind a digest. `salt` must be random and never used twice. */
export function conceal(seq: number, path: string, value: Json, salt: Buffer): Disclosure {
  const content = canonicalText([salt.toString('base64url'), path, value])?.text ?? '[]'
  const disclosure = Buffer.from(content).toString('base64url')
  return { seq, path, digest: digestOf(disclosure), disclosure }
}

export function digestOf(disclosure: string): string {
  return hash('sha256', disclosure, 'base64url')
}

/** The value that a disclosure gives for a digest at a path; undefined: it is not about that. */
export function disclosedValue(
  { disclosure }: Pick<Disclosure, 'disclosure'>,
  digest: string,
  path: string,
): Json | undefined {
  if (digestOf(disclosure) !== digest) return undefined
  try {
    const content: unknown = JSON.parse(strictBase64Url(disclosure)?.toString('utf8') ?? '')
    if (!Array.isArray(content) || content.length !== 3 || content[1] !== path) return undefined
    const [salt, , value] = content
    return typeof salt === 'string' && Buffer.from(salt, 'base64url').length >= saltBytes ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

/**
 * `data` with the values at some paths behind digests. A path at which nothing or an object stands is passed
 * over: not every event of a kind has every member.
 */
export function concealIn(
  data: Json,
  paths: readonly string[],
  seq: number,
  salt: () => Buffer,
): { readonly data: Json; readonly disclosures: readonly Disclosure[] } {
  const disclosures: Disclosure[] = []
  let result = data
  for (const path of paths) {
    const value = at(result, path)
    if (value === undefined || value === null || isObject(value)) continue
    const hidden = conceal(seq, path, value, salt())
    disclosures.push(hidden)
    result = replaced(result, partsOf(path), { digest: hidden.digest, personal: kindOf(value) })
  }
  return { data: result, disclosures }
}

/**
 * The stand-in that a reader without the value gets, of the same kind, so that what is computed from it still can be.
 * It doesn't say "erased": most often the value did not come along with an archive or a proof.
 */
export const absent = { text: '[niet in deze kopie/not in this copy]', list: [], other: null } as const

/**
 * `data` with its values back. `find` gives the disclosure for a digest; null: it was erased or is not here, and something
 * of the same kind stands in its place.
 */
export function revealIn(data: Json, find: (digest: string) => Pick<Disclosure, 'disclosure'> | null, path = ''): Json {
  if (data === null || typeof data !== 'object') return data
  if (isConcealed(data)) {
    const found = find(data.digest)
    const value = found === null ? undefined : disclosedValue(found, data.digest, path)
    return value === undefined ? absent[data.personal] : value
  }
  if (Array.isArray(data)) return data.map((item, index) => revealIn(item, find, `${path}/${index}`))
  return Object.fromEntries(
    Object.entries(data).map(([name, item]) => [
      name,
      item === undefined ? undefined : revealIn(item, find, `${path}/${escaped(name)}`),
    ]),
  )
}

/** The digests in `data`, each with its path. */
export function concealedIn(data: Json, path = ''): readonly { readonly path: string; readonly digest: string }[] {
  if (data === null || typeof data !== 'object') return []
  if (isConcealed(data)) return [{ path, digest: data.digest }]
  return Object.entries(data).flatMap(([name, item]) =>
    item === undefined ? [] : concealedIn(item as Json, `${path}/${escaped(name)}`),
  )
}

function isObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether this stands in the place of a personal value. */
export function isConcealed(value: object): value is Concealed {
  const { digest, personal } = value as Partial<Concealed>
  return (
    typeof digest === 'string' &&
    typeof personal === 'string' &&
    Object.hasOwn(absent, personal) &&
    Object.keys(value).length === 2
  )
}

function kindOf(value: Json): Concealed['personal'] {
  return typeof value === 'string' ? 'text' : Array.isArray(value) ? 'list' : 'other'
}

function partsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

function at(data: Json, path: string): Json | undefined {
  let value: unknown = data
  for (const part of partsOf(path)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value as Json | undefined
}

function replaced(data: Json, [part, ...rest]: readonly string[], value: Json | Concealed): Json {
  if (part === undefined) return value as Json
  if (Array.isArray(data)) {
    return data.map((item, index) => (String(index) === part ? replaced(item, rest, value) : item))
  }
  const object = data as { readonly [name: string]: Json }
  return { ...object, [part]: replaced(object[part] ?? null, rest, value) }
}
