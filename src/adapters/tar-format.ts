/**
 * The tar format (POSIX.1-2017, pax interchange format): only what an archive of an incident needs. Own code and not a
 * package, because an archive may come from an enemy: here every number is bounded and everything else is refused.
 */

export const blockBytes = 512
/** Longest name and largest pax header that are read, in bytes. */
export const maxNameBytes = 4096
const maxUstarName = 100
const maxOctalSize = 0o77777777777

/** 1 January 1980, in seconds: every entry has it, so that the same files give the same bytes. */
const madeAt = 315532800

export interface TarHeader {
  readonly name: string
  /** `0` a file, `5` a folder; on reading also what the block says: `x`, `g`, `L`, links, devices. */
  readonly type: string
  /** Bytes of content that follow the header. */
  readonly size: number
}

/** The blocks before an entry's content. A name that is long or not ASCII, or a size from 8 GiB on, gets a pax header. */
export function tarHeader({ name, type, size }: TarHeader): Buffer {
  const simple = name.length <= maxUstarName && /^[\x20-\x7e]+$/.test(name) && size <= maxOctalSize
  if (simple) return block(name, type, size)
  const records = Buffer.from(paxRecord('path', name) + (size > maxOctalSize ? paxRecord('size', String(size)) : ''))
  const short = name.replace(/[^\x21-\x7e]/g, '_').slice(-80)
  return Buffer.concat([
    block(`PaxHeaders/${short}`, 'x', records.length),
    records,
    padding(records.length),
    block(short, type, size > maxOctalSize ? 0 : size),
  ])
}

/** The zeros that fill the last block of a content. */
export function padding(size: number): Buffer {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes)
}

/** Two blocks of zeros. */
export const tarEnd: Buffer = Buffer.alloc(2 * blockBytes)

function block(name: string, type: string, size: number): Buffer {
  const bytes = Buffer.alloc(blockBytes)
  const octal = (value: number, at: number, digits: number): number =>
    bytes.write(value.toString(8).padStart(digits, '0'), at)
  bytes.write(name, 0, 'latin1')
  octal(type === '5' ? 0o700 : 0o600, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  octal(size, 124, 11)
  octal(madeAt, 136, 11)
  bytes.write(type, 156)
  bytes.write('ustar\0', 257, 'latin1')
  bytes.write('00', 263)
  octal(0, 329, 7)
  octal(0, 337, 7)
  octal(checksum(bytes), 148, 6)
  bytes.write('\0 ', 154, 'latin1')
  return bytes
}

/** `<length> <key>=<value>\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (String(length).length > String(rest).length) length = rest + String(length).length
  return `${length} ${key}=${value}\n`
}

/** The sum of the bytes, with its own field taken as spaces. */
function checksum(bytes: Buffer): number {
  let sum = 8 * 0x20
  for (let i = 0; i < blockBytes; i += 1) if (i < 148 || i >= 156) sum += bytes[i] as number
  return sum
}

/** Reads a block: a header, null for a block of zeros, or undefined for what is no header. */
export function readTarHeader(bytes: Buffer): TarHeader | null | undefined {
  if (bytes.every((byte) => byte === 0)) return null
  const size = numberIn(bytes, 124, 12)
  if (numberIn(bytes, 148, 8) !== checksum(bytes) || size === null) return undefined
  const prefix = bytes.toString('latin1', 257, 262) === 'ustar' && bytes[262] === 0 ? textIn(bytes, 345, 155) : ''
  const name = textIn(bytes, 0, 100)
  const type = bytes[156] === 0 ? '0' : String.fromCharCode(bytes[156] as number)
  return { name: prefix === '' ? name : `${prefix}/${name}`, type, size }
}

/** The keys of a pax header that change an entry, or null when it is malformed. */
export function readPax(content: Buffer): { readonly path?: string; readonly size?: number } | null {
  const found: { path?: string; size?: number } = {}
  for (let at = 0; at < content.length; ) {
    const [whole, digits = ''] = /^([1-9]\d{0,6}) /.exec(content.toString('latin1', at, at + 9)) ?? []
    const end = at + Number(digits)
    if (whole === undefined || end > content.length || content[end - 1] !== 0x0a) return null
    const record = content.toString('utf8', at + whole.length, end - 1)
    const equals = record.indexOf('=')
    if (equals < 1) return null
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)]
    if (key === 'path') found.path = value
    if (key === 'size') {
      if (!/^\d{1,16}$/.test(value) || !Number.isSafeInteger(Number(value))) return null
      found.size = Number(value)
    }
    at = end
  }
  return found
}

function textIn(bytes: Buffer, at: number, length: number): string {
  const end = bytes.subarray(at, at + length).indexOf(0)
  return bytes.toString('utf8', at, at + (end < 0 ? length : end))
}

/** An octal number, or the binary form that GNU tar uses from 8 GiB on. */
function numberIn(bytes: Buffer, at: number, length: number): number | null {
  if (bytes[at] === 0x80) {
    const value = bytes.readBigUInt64BE(at + length - 8)
    return value <= Number.MAX_SAFE_INTEGER ? Number(value) : null
  }
  const [, digits] = /^ *([0-7]+)[ \0]*$/.exec(bytes.toString('latin1', at, at + length)) ?? []
  return digits === undefined ? null : Number.parseInt(digits, 8)
}
