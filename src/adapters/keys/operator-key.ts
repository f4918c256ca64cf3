import { hash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { strictBase64 } from '../../audit/note.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Disk } from '../disk/disk.ts'
import { placeFile, readText } from '../disk/durable-file.ts'
import { readSmallFile } from '../disk/small-file.ts'
import { type Countersign, checkpointsFolder } from '../log/seal-files.ts'
import { allowedSigner, noProgram, sshNamespace } from './ssh-signature.ts'
import { runTool } from './tool.ts'

/** A person's SSH key, for signing: a private key file, or the .pub file of a key in an agent or on a security key. */
export interface OperatorKey {
  readonly person: string
  readonly principal: string
  readonly key: string
  /** Armored, as OpenSSH prints it. Throws the Fault `key.no-signature`. */
  sign(namespace: string, text: string): Promise<string>
}

/** Throws the Faults `key.not-ssh` when the path leads to no SSH key, and `key.unreadable`. */
export async function operatorKey(path: string, person: string, terminal: boolean): Promise<OperatorKey> {
  const key = await publicPart(path, terminal)
  return {
    person,
    principal: principalOf(person),
    key,
    async sign(namespace, text) {
      const { code, stdout, stderr } = await runTool(
        'ssh-keygen',
        // Quiet: it still asks for a passphrase, a PIN and a touch, and leaves the screen alone otherwise.
        ['-q', '-Y', 'sign', '-n', namespace, '-f', path],
        text,
        terminal,
      )
      if (code === 0) return stdout.toString('latin1')
      throw noSignature(path, code === null ? noProgram('ssh-keygen').en : stderr)
    },
  }
}

/** A person's signing along that can be told what the record says of her key. */
export interface OwnCountersign extends Countersign {
  /** The record knows the key already, under this name in `allowed_signers`. */
  knownAs(principal: string): void
  /**
   * Keeps names for other keys: a name belongs to one key, and names that differ in an accent are written alike there.
   */
  keepFrom(taken: ReadonlySet<string>): void
}

/** Signs heads in a log's folder with a person's key, and keeps its public part there in the form that OpenSSH reads. */
export function countersignWith(key: OperatorKey, disk: Disk, failed: (error: unknown) => void): OwnCountersign {
  const { person } = key
  let { principal } = key
  /** Gives the name under which the key stands there. */
  const publish = (folder: string): string => {
    const signers = `${folder}/keys/allowed_signers`
    const known = readText(disk, signers) ?? ''
    // The record names a key once, with whoever used it first. Under another name it would pass for a stranger's.
    const named = nameIn(known, key.key)
    if (named === undefined) placeFile(disk, signers, known + allowedSigner(principal, key.key), true)
    return named ?? principal
  }
  return {
    get principal() {
      return principal
    },
    person,
    key: key.key,
    // A crash can leave the key on record and not yet in `allowed_signers`.
    knownAs(known) {
      principal = known
    },
    keepFrom(taken) {
      if (taken.has(principal)) principal = `${principal}.${keyMark(key.key)}`
    },
    publish,
    async sign(folder, size, checkpoint) {
      const name = publish(folder)
      let signature: string
      try {
        signature = await key.sign(sshNamespace.checkpoint, checkpoint)
      } catch (error) {
        // The log's own seal stands. That the person's is missing is seen by whoever verifies.
        failed(error)
        return
      }
      placeFile(disk, `${folder}/${checkpointsFolder}/${size}.${name}.sshsig`, signature, true)
      disk.syncFolder(`${folder}/${checkpointsFolder}`)
    },
  }
}

/** The name under which `allowed_signers` has a key. */
function nameIn(signers: string, key: string): string | undefined {
  const names = signers.split('\n').map((line) => ({ line: `${line}\n`, name: line.slice(0, line.indexOf(' ')) }))
  return names.find(({ line, name }) => /^[a-z0-9.-]+$/.test(name) && line === allowedSigner(name, key))?.name
}

/** A name as OpenSSH can have it in `allowed_signers`: small letters, digits, points and hyphens. */
function principalOf(person: string): string {
  const plain = person.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll(/[^a-z0-9-]+/g, '.').replaceAll(/^[.-]+|[.-]+$/g, '') || 'operator'
}

/** The mark that tells a key from others of the same name: the beginning of its SHA-256. */
function keyMark(key: string): string {
  return hash('sha256', Buffer.from(key.split(' ')[1] ?? '', 'base64'), 'hex').slice(0, 8)
}

async function publicPart(path: string, terminal: boolean): Promise<string> {
  const file = path.endsWith('.pub') ? path : `${path}.pub`
  const text =
    readSmallFile(file, { code: 'key.unreadable', name: { en: 'key', nl: 'sleutelbestand' } })?.toString('utf8') ??
    (existsSync(path) && statSync(path).isFile()
      ? (await runTool('ssh-keygen', ['-y', '-f', path], '', terminal)).stdout.toString('utf8')
      : '')
  const [type, blob] = text.trim().split(/\s+/)
  if (type === undefined || blob === undefined || !isPublicKey(type, blob)) throw notSsh(path)
  return `${type} ${blob}`
}

/** A public key names its type once more inside (RFC 4253, 6.6). */
function isPublicKey(type: string, blob: string): boolean {
  const name = Buffer.from(type)
  const start = Buffer.concat([Buffer.of(0, 0, 0, name.length), name])
  return /^[a-z0-9@.-]+$/.test(type) && (strictBase64(blob)?.subarray(0, start.length).equals(start) ?? false)
}

function notSsh(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'key.not-ssh',
    exit: exit.usage,
    message: { en: `${shown} is no SSH key that can sign`, nl: `${shown} is geen SSH-sleutel die kan ondertekenen` },
    hint: {
      en: 'give a private key, or the .pub file of a key in your agent or on a security key; make one with ssh-keygen -t ed25519',
      nl: 'geef een private sleutel, of het .pub-bestand van een sleutel in uw agent of op een beveiligingssleutel; maak er een met ssh-keygen -t ed25519',
    },
  })
}

function noSignature(path: string, why: string): Fault {
  const shown = harmlessLine(path, 200)
  const said = harmlessLine(why, 200)
  return new Fault({
    code: 'key.no-signature',
    exit: exit.failed,
    message: { en: `no signature with ${shown}: ${said}`, nl: `geen handtekening met ${shown}: ${said}` },
    hint: {
      en: 'load the key in your agent with ssh-add, or plug in and touch the security key',
      nl: 'laad de sleutel in uw agent met ssh-add, of steek de beveiligingssleutel in en raak hem aan',
    },
  })
}
