/**
 * The tar format (POSIX.1-2017, pax interchange format): only what an archive of an incident needs. Own code and not a
 * package, because an archive may come from an enemy: here every number is bounded and everything else is refused.
 */

export const blockBytes = 512
/** Longest name and largest pax header that are read, in bytes. */
export const maxNameBytes = 4096
const maxUstarName = 100
/** The largest size that a block can say. */
export const maxOctalSize = 0o77777777777

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
  const magic = bytes.toString('latin1', 257, 265)
  const isUstar = magic === 'ustar\x0000'
  if (numberIn(bytes, 148, 8) !== checksum(bytes) || size === null || !(isUstar || magic === 'ustar  \0'))
    return undefined
  const [name, prefix] = [textIn(bytes, 0, 100), textIn(bytes, 345, 155)]
  // Where GNU tar has its own fields, others read the beginning of a name.
  if (name === null || prefix === null || (prefix !== '' && !isUstar)) return undefined
  const type = bytes[156] === 0 ? '0' : String.fromCharCode(bytes[156] as number)
  return { name: prefix === '' ? name : `${prefix}/${name}`, type, size }
}

/** The members that a pax header has for an entry. */
export interface PaxHeader {
  readonly path?: string
  readonly size?: number
}

const aTime = /^-?\d{1,12}(?:\.\d{1,9})?$/
const anId = /^[1-3]?\d{1,9}$/
const aName = /^[^\0]{0,100}$/
/**
 * The members that are known, and their forms. Times and owners say nothing of an entry's name, place or content; GNU
 * tar writes them.
 */
const paxForms: ReadonlyMap<string, RegExp> = new Map([
  ...(['mtime', 'atime', 'ctime'] as const).map((key) => [key, aTime] as const),
  ...(['uid', 'gid'] as const).map((key) => [key, anId] as const),
  ...(['uname', 'gname'] as const).map((key) => [key, aName] as const),
  ['path', /^[\s\S]+$/],
  ['size', /^(?:\d{1,15}|[1-8]\d{15})$/],
])

/** Reads a pax header, or gives null for one that is malformed, says a thing twice, or says what this reader doesn't know. */
export function readPax(content: Buffer): PaxHeader | null {
  const found = new Map<string, string>()
  for (let at = 0; at < content.length; ) {
    const [whole, digits = ''] = /^([1-9]\d{0,6}) /.exec(content.toString('latin1', at, at + 9)) ?? []
    const end = at + Number(digits)
    if (whole === undefined || end > content.length || content[end - 1] !== 0x0a) return null
    const [, key = '', value = ''] =
      /^([^=]+)=([\s\S]*)$/.exec(utf8(content.subarray(at + whole.length, end - 1)) ?? '') ?? []
    if (found.has(key) || paxForms.get(key)?.test(value) !== true) return null
    found.set(key, value)
    at = end
  }
  const [path, size] = [found.get('path'), found.get('size')]
  return { ...(path === undefined ? {} : { path }), ...(size === undefined ? {} : { size: Number(size) }) }
}

/** The name in a GNU header for long names, or null when it is not one name with its NUL. */
export function readLongName(content: Buffer): string | null {
  return content.indexOf(0) === content.length - 1 ? utf8(content.subarray(0, -1)) : null
}

/** null: other bytes follow its end, or it is no UTF-8, so that two readers may take two names from it. */
function textIn(bytes: Buffer, at: number, length: number): string | null {
  const field = bytes.subarray(at, at + length)
  const end = field.indexOf(0)
  if (end < 0) return utf8(field)
  return field.subarray(end).every((byte) => byte === 0) ? utf8(field.subarray(0, end)) : null
}

function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** An octal number, or the binary form that GNU tar uses from 8 GiB on. */
function numberIn(bytes: Buffer, at: number, length: number): number | null {
  if (bytes[at] === 0x80) {
    const value = bytes.readBigUInt64BE(at + length - 8)
    const isShort = bytes.subarray(at + 1, at + length - 8).every((byte) => byte === 0)
    return isShort && value <= Number.MAX_SAFE_INTEGER ? Number(value) : null
  }
  const [, digits] = /^ *([0-7]+)[ \0]*$/.exec(bytes.toString('latin1', at, at + length)) ?? []
  return digits === undefined ? null : Number.parseInt(digits, 8)
}
