import { createPublicKey, hash, type JsonWebKeyInput, type KeyObject } from 'node:crypto'
import { strictBase64 } from './note.ts'
import { SshWire } from './ssh-wire.ts'

/** A public SSH key of a kind that is verified here. `application` is that of a security key. */
export interface SshKey {
  readonly kind: 'ed25519' | 'ecdsa' | 'rsa'
  /** The type of the key as it names itself: `ssh-ed25519`. */
  readonly type: string
  readonly blob: Buffer
  readonly key: KeyObject
  readonly curve: SshCurve | null
  readonly application: Buffer | null
}

/** The fingerprint of a key as `ssh-keygen -l` prints it. */
export function sshFingerprint(key: string): string {
  const [, blob = ''] = key.trim().split(/\s+/)
  return `SHA256:${hash('sha256', Buffer.from(blob, 'base64'), 'base64').replace(/=+$/, '')}`
}

interface SshCurve {
  readonly name: string
  readonly jwk: string
  readonly hash: string
  /** Bytes of a coordinate. */
  readonly size: number
  readonly order: bigint
}

const curves: readonly SshCurve[] = [
  {
    ...{ name: 'nistp256', jwk: 'P-256', hash: 'sha256', size: 32 },
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  {
    ...{ name: 'nistp384', jwk: 'P-384', hash: 'sha384', size: 48 },
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  {
    ...{ name: 'nistp521', jwk: 'P-521', hash: 'sha512', size: 66 },
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
]

/** The bits that an RSA key has at least and at most, as OpenSSH wants them. */
const rsaBits = { least: 1024, most: 16_384 } as const

/** The blob of a key as it stands in a .pub file, or null where that is none. */
export function keyBlob(line: string): { readonly type: string; readonly blob: Buffer } | null {
  const [type = '', encoded = ''] = line.trim().split(/\s+/)
  const blob = strictBase64(encoded)
  if (blob === null || new SshWire(blob).text() !== type) return null
  return { type, blob }
}

/** A key from its blob. `other`: of a kind that is not verified here. null: it is none, or one that OpenSSH refuses. */
export function sshKey(blob: Buffer): SshKey | 'other' | null {
  const wire = new SshWire(blob)
  const type = wire.text()
  if (type === null) return null
  const found = partsOf(type, wire)
  if (found === 'other' || found === null) return found
  if (!wire.isEmpty) return null
  const key = keyOf(found.jwk)
  return key === null ? null : { type, blob, key, kind: found.kind, curve: found.curve, application: found.application }
}

type Parts = Pick<SshKey, 'kind' | 'curve' | 'application'> & { readonly jwk: JsonWebKeyInput['key'] }

function partsOf(type: string, wire: SshWire): Parts | 'other' | null {
  switch (type) {
    case 'ssh-ed25519':
      return ed25519(wire, null)
    case 'sk-ssh-ed25519@openssh.com':
      return withApplication(ed25519(wire, null), wire)
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
      return ecdsa(wire, type.slice('ecdsa-sha2-'.length))
    case 'sk-ecdsa-sha2-nistp256@openssh.com':
      return withApplication(ecdsa(wire, 'nistp256'), wire)
    case 'ssh-rsa':
      return rsa(wire)
    default:
      return 'other'
  }
}

function ed25519(wire: SshWire, application: Buffer | null): Parts | null {
  const x = wire.string()
  if (x?.length !== 32) return null
  return { kind: 'ed25519', curve: null, application, jwk: { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') } }
}

function withApplication(parts: Parts | null, wire: SshWire): Parts | null {
  const application = wire.string()
  return parts === null || application === null || application.includes(0) ? null : { ...parts, application }
}

function ecdsa(wire: SshWire, name: string): Parts | null {
  const curve = curves.find((one) => one.name === name)
  const named = wire.text()
  const point = wire.string()
  if (curve === undefined || named !== name || point?.length !== 1 + 2 * curve.size || point[0] !== 4) return null
  const [x, y] = [point.subarray(1, 1 + curve.size), point.subarray(1 + curve.size)]
  if (![x, y].every((coordinate) => isLikely(coordinate, curve.order))) return null
  return {
    ...{ kind: 'ecdsa', curve, application: null },
    jwk: { kty: 'EC', crv: curve.jwk, x: x.toString('base64url'), y: y.toString('base64url') },
  }
}

/** OpenSSH takes no point whose coordinate is short, or is not below the order less one. */
function isLikely(coordinate: Buffer, order: bigint): boolean {
  const value = BigInt(`0x${coordinate.toString('hex')}`)
  return value.toString(2).length > Math.floor(order.toString(2).length / 2) && value < order - 1n
}

function rsa(wire: SshWire): Parts | null {
  const most = rsaBits.most / 8
  const e = wire.number(most)
  const n = wire.number(most)
  if (e === null || n === null || e.length === 0 || n.length === 0) return null
  const bits = n.length * 8 - Math.clz32(n[0] ?? 0) + 24
  if (bits < rsaBits.least) return null
  return {
    ...{ kind: 'rsa', curve: null, application: null },
    jwk: { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') },
  }
}

function keyOf(jwk: JsonWebKeyInput['key']): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    // A point that is not on its curve.
    return null
  }
}
