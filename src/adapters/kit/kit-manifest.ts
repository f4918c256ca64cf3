/** The format of the file that says what a kit is. */
export const kitFormat = 'cyber-respond/kit@1'

/** The names in a kit that the program knows. */
export const kitNames = {
  manifest: 'kit.json',
  signature: 'kit.json.sig',
  sums: 'SHA256SUMS',
  start: 'start.sh',
  readme: 'README.txt',
  container: 'closed.age',
  /** In the closed file and in a home: what opens copies of records. */
  identity: 'keys/kit.key',
  /** Stands there while a kit is made: whoever looks in between must not take a half for a whole. */
  unfinished: 'UNFINISHED.txt',
  /** Copies of records that came later: no part of what was made. */
  records: 'records',
} as const

/** The namespace of a kit's signature (OpenSSH PROTOCOL.sshsig): that of a record can't be passed off as one. */
export const kitNamespace = 'kit@cyber-respond'

/** A file of a kit: `path` from the kit's folder, with `/`; size in bytes; SHA-256 in hex. */
export interface KitEntry {
  readonly path: string
  readonly size: number
  readonly sha256: string
  /** Of files that people keep: the day on which the one that was copied had last been changed, YYYY-MM-DD. */
  readonly changed?: string
}

/** The encrypted file of a kit (age): what it holds, and what opens it. */
export interface KitContainer {
  readonly opens: 'passphrase' | 'keys'
  readonly holds: readonly string[]
  /** The key that seals records, if it is in there: the SHA-256 of its public half, and the day on which it was made. */
  readonly sealer?: { readonly key: string; readonly made: string }
}

export interface KitManifest {
  readonly format: typeof kitFormat
  /** Sixteen hex digits, drawn by chance: two kits of one municipality are told apart by it. */
  readonly id: string
  readonly made_at: string
  /** The version of the program that made it. */
  readonly version: string
  readonly made_by: string
  readonly municipality: { readonly nis: string; readonly slug: string; readonly name: string } | null
  /** The key of `kit.json.sig`, as in a .pub file; null: nobody signed. */
  readonly signer: string | null
  readonly container: KitContainer | null
  /** To whom copies of records are encrypted (age); null: this kit takes none. */
  readonly recipient: string | null
  readonly files: readonly KitEntry[]
}

/** More files than this are no kit. */
const mostFiles = 2000

/** What a text says of a kit; null when it is no manifest of this format. It may come from an enemy: every member is looked at. */
export function readKitManifest(text: string): KitManifest | null {
  const found = parsed(text)
  if (!isObject(found) || found.format !== kitFormat) return null
  const { id, made_at, version, made_by, municipality, signer, container, recipient, files } = found
  const fits =
    isText(id, /^[0-9a-f]{16}$/) &&
    isText(made_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/) &&
    isText(version, /^[\w.+-]{1,50}$/) &&
    isText(made_by, /^.{0,200}$/su) &&
    (municipality === null || isMunicipality(municipality)) &&
    (signer === null || isText(signer, /^[\w@.-]+ [\w+/=]+$/)) &&
    (container === null || isContainer(container)) &&
    (recipient === null || isText(recipient, /^age1[a-z0-9]{58}$/)) &&
    Array.isArray(files) &&
    files.length <= mostFiles &&
    files.every(isEntry) &&
    new Set(files.map(({ path }) => path)).size === files.length
  return fits ? (found as unknown as KitManifest) : null
}

export function kitManifestText(manifest: KitManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type Members = Readonly<Record<string, unknown>>

function isObject(found: unknown): found is Members {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
}

function isText(found: unknown, form: RegExp): found is string {
  return typeof found === 'string' && form.test(found)
}

function isMunicipality(found: unknown): boolean {
  return (
    isObject(found) &&
    isText(found.nis, /^\d{5}$/) &&
    isText(found.slug, /^[a-z0-9-]{1,60}$/) &&
    isText(found.name, /^.{1,100}$/u)
  )
}

function isContainer(found: unknown): boolean {
  return (
    isObject(found) &&
    (found.opens === 'passphrase' || found.opens === 'keys') &&
    Array.isArray(found.holds) &&
    found.holds.every((one) => typeof one === 'string') &&
    (found.sealer === undefined || isSealer(found.sealer))
  )
}

const day = /^\d{4}-\d\d-\d\d$/

function isSealer(found: unknown): boolean {
  return isObject(found) && isText(found.key, /^[0-9a-f]{64}$/) && isText(found.made, day)
}

function isEntry(found: unknown): found is KitEntry {
  return (
    isObject(found) &&
    typeof found.path === 'string' &&
    isInnerPath(found.path) &&
    Number.isSafeInteger(found.size) &&
    (found.size as number) >= 0 &&
    isText(found.sha256, /^[0-9a-f]{64}$/) &&
    (found.changed === undefined || isText(found.changed, day))
  )
}

/** Whether a path stays in the folder from which it starts. */
export function isInnerPath(path: string): boolean {
  const parts = path.split('/')
  return !/[\0\\]/.test(path) && parts.every((part) => part !== '' && part !== '.' && part !== '..')
}
