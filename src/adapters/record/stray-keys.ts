import { carriedText } from '../../audit/carried-text.ts'
import { formatVerifierKey } from '../../audit/note.ts'
import type { LogKey } from '../../audit/seal.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { allowedSigner } from '../keys/ssh-signature.ts'
import { publicKeys } from '../log/seal-files.ts'
import { type RecordSource, smallFile } from './source.ts'

interface NamedKeys {
  readonly log: readonly LogKey[]
  /** Principals and their keys. */
  readonly operators: ReadonlyMap<string, readonly { readonly key: string }[]>
}

/**
 * The public keys that lie beside a log for other people's tools, and that the log itself does not name: with those,
 * anybody's seals and signatures would pass there.
 */
export async function strayKeys(
  source: RecordSource,
  names: readonly string[],
  { log, operators }: NamedKeys,
): Promise<readonly Text[]> {
  const people = [...operators].flatMap(([name, known]) => known.map(({ key }) => allowedSigner(name, key)))
  const expected: readonly (readonly [file: string, lines: readonly string[]])[] = [
    [publicKeys, log.map(({ key }) => `${formatVerifierKey(key)}\n`)],
    ['keys/allowed_signers', people],
  ]
  const wrong: Text[] = [...operators.keys()].filter((name) => !/^[a-z0-9.-]+$/.test(name)).map(patternName)
  for (const [file, lines] of expected) {
    if (!names.includes(file)) continue
    const text = carriedText(await smallFile(source, file, mostBytes))
    if (text.split(/(?<=\n)/).every((line) => line.trim() === '' || lines.includes(line))) continue
    wrong.push({
      en: `${file} holds a key that the record does not name: whoever checks with it is misled`,
      nl: `${file} bevat een sleutel die het logboek niet noemt: wie daarmee nakijkt, wordt misleid`,
    })
  }
  return wrong
}

/** The text on a name that is a pattern: with a star or a comma in `allowed_signers` a key would be everybody's. */
function patternName(name: string): Text {
  const shown = harmlessLine(name, 100)
  return {
    en: `the record names a key "${shown}", which this program never writes and OpenSSH may read as the name of others`,
    nl: `het logboek noemt een sleutel "${shown}", wat dit programma nooit schrijft en OpenSSH als de naam van anderen kan lezen`,
  }
}

const mostBytes = 64 * 1024
