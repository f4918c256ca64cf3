import { join } from 'node:path'
import type { SignatureFinding } from '../../audit/verification.ts'
import { readManifest } from '../../core/manifest.ts'
import { sha256 } from '../disk/sha256.ts'
import { checkSshSignature } from '../keys/ssh-signature.ts'
import { hashOnDisk } from './hash-on-disk.ts'
import { filesInKit, readKit, readKitText } from './kit-folder.ts'
import { type KitManifest, kitNames, kitNamespace } from './kit-manifest.ts'

/** A kit as it lies there. Paths are those of its files. */
export interface SeenKit {
  readonly manifest: KitManifest
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  /** Files that the kit does not name. */
  readonly strange: readonly string[]
  /** Files with names and numbers of people, or what is closed, that other users of this machine can read. */
  readonly open: readonly string[]
  /** `unsigned`: the kit names no key and has no signature. */
  readonly signature: Pick<SignatureFinding, 'state' | 'why'> | 'unsigned'
}

/** Looks at every byte of a kit; `progress` is given how many more bytes were read, and of how many. Throws `kit.none`, `kit.manifest`. */
export async function checkKit(folder: string, progress: (bytes: number, total: number) => void): Promise<SeenKit> {
  const { manifest, bytes } = readKit(folder)
  const total = manifest.files.reduce((sum, { size }) => sum + size, 0)
  const missing: string[] = []
  const changed: string[] = []
  for (const { path, size, sha256: wanted } of manifest.files) {
    const found = await digest(join(folder, path), (count) => progress(count, total))
    if (found === null) missing.push(path)
    else if (found === 'unreadable' || found.size !== size || found.sha256 !== wanted) changed.push(path)
  }
  if (!isSums(readKitText(folder, kitNames.sums), manifest, bytes)) changed.push(kitNames.sums)
  const known = new Set<string>([
    ...manifest.files.map(({ path }) => path),
    ...[kitNames.manifest, kitNames.signature, kitNames.sums, kitNames.unfinished],
  ])
  const there = filesInKit(folder)
  return {
    ...{ manifest, missing, changed },
    strange: there.filter(({ path }) => !known.has(path)).map(({ path }) => path),
    open: there.filter(({ path, mode }) => isPrivate(path) && (mode & 0o044) !== 0).map(({ path }) => path),
    signature: await signatureOf(manifest, bytes, readKitText(folder, kitNames.signature)),
  }
}

/** The names by which files with people in them are known, and what is closed. */
function isPrivate(path: string): boolean {
  return /^(?:profiles|paper)\//.test(path) || path === kitNames.container
}

async function digest(path: string, progress: (bytes: number) => void) {
  try {
    return await hashOnDisk(path, progress)
  } catch {
    return 'unreadable' as const
  }
}

/** Whether the list for sha256sum says the same as the manifest. */
function isSums(text: string | null, { files }: KitManifest, bytes: Buffer): boolean {
  const found = text === null ? null : readManifest(text)
  if (found === null || found.size !== files.length + 1) return false
  return found.get(kitNames.manifest) === sha256(bytes) && files.every((one) => found.get(one.path) === one.sha256)
}

async function signatureOf(
  { signer }: KitManifest,
  bytes: Buffer,
  signature: string | null,
): Promise<SeenKit['signature']> {
  if (signer === null && signature === null) return 'unsigned'
  if (signer === null || signature === null) return { state: 'bad', why: half }
  return checkSshSignature({ namespace: kitNamespace, key: signer, text: bytes.toString('utf8'), signature })
}

const half = {
  en: 'one of the signature and its key is not there',
  nl: 'een van beide, de handtekening of haar sleutel, is er niet',
}
