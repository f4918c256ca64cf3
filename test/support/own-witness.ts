import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

/** A witness (C2SP tlog-witness) that shares no code with the program: what it accepts, a stranger's accepts. */
export interface OwnWitness {
  /** Its public key, as a verifier key. */
  readonly vkey: string
  /** The answer to an add-checkpoint request: status and body. */
  addCheckpoint(body: string): { readonly status: number; readonly body: string }
}

type Known = { size: number; root: Buffer }

/** A witness of our own, which knows the logs whose verifier keys it is given. `seconds` is its clock. */
export function ownWitness(name: string, logs: readonly string[], seconds = 1_795_000_000): OwnWitness {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const own = raw(publicKey)
  const id = keyId(name, 4, own)
  const seen = new Map<string, Known>()
  const trusted = new Map(logs.map((log) => [log.slice(0, log.indexOf('+')), log]))
  return {
    vkey: `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(4), own]).toString('base64')}`,
    addCheckpoint(body) {
      const at = body.indexOf('\n\n')
      const [oldLine = '', ...proofLines] = body.slice(0, at).split('\n')
      const note = body.slice(at + 2)
      const text = note.slice(0, note.indexOf('\n\n') + 1)
      const [origin = '', size = '', root = ''] = text.split('\n')
      const log = trusted.get(origin)
      if (log === undefined) return { status: 404, body: '' }
      if (!isSigned(note.slice(text.length + 1), text, log)) return { status: 403, body: '' }
      const old = Number(/^old (0|[1-9]\d*)$/.exec(oldLine)?.[1] ?? Number.NaN)
      const now = { size: Number(size), root: Buffer.from(root, 'base64') }
      if (!(old <= now.size) || proofLines.length > 63) return { status: 400, body: '' }
      const known = seen.get(origin) ?? { size: 0, root: sha256() }
      if (known.size !== old) return { status: 409, body: `${known.size}\n` }
      if (
        !isConsistent(
          known,
          now,
          proofLines.map((line) => Buffer.from(line, 'base64')),
        )
      )
        return { status: 422, body: '' }
      seen.set(origin, now)
      const time = Buffer.alloc(8)
      time.writeBigUInt64BE(BigInt(seconds))
      const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey)
      return { status: 200, body: `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n` }
    },
  }
}

function raw(key: KeyObject): Buffer {
  return (key.export({ type: 'spki', format: 'der' }) as Buffer).subarray(-32)
}

function keyId(name: string, type: number, key: Buffer): Buffer {
  return sha256(Buffer.from(`${name}\n`), Buffer.of(type), key).subarray(0, 4)
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function isSigned(lines: string, text: string, vkey: string): boolean {
  const [name, id, encoded] = vkey.split(/\+(.*?)\+(.*)/s)
  const key = Buffer.from(encoded ?? '', 'base64').subarray(1)
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return lines.split('\n').some((line) => {
    if (!line.startsWith(`— ${name} `)) return false
    const bytes = Buffer.from(line.slice(`— ${name} `.length), 'base64')
    return bytes.toString('hex', 0, 4) === id && verify(null, Buffer.from(text), publicKey, bytes.subarray(4))
  })
}

/**
 * Whether two roots are consistent by the recursion of RFC 6962, 2.1.2: both are put together from the proof, from its
 * end.
 */
function isConsistent(old: Known, now: Known, proof: readonly Buffer[]): boolean {
  if (old.size === 0) return proof.length === 0
  const left = [...proof]
  const walk = (m: number, n: number, whole: boolean): readonly [Buffer, Buffer] | null => {
    if (m === n) {
      const root = whole ? old.root : left.shift()
      return root === undefined ? null : [root, root]
    }
    let k = 1
    while (k * 2 < n) k *= 2
    if (m <= k) {
      const below = walk(m, k, whole)
      const right = left.shift()
      return below === null || right === undefined ? null : [below[0], sha256(Buffer.of(1), below[1], right)]
    }
    const below = walk(m - k, n - k, false)
    const side = left.shift()
    if (below === null || side === undefined) return null
    return [sha256(Buffer.of(1), side, below[0]), sha256(Buffer.of(1), side, below[1])]
  }
  const roots = walk(old.size, now.size, true)
  return roots !== null && left.length === 0 && roots[0].equals(old.root) && roots[1].equals(now.root)
}
