/** The file in an archive that names every other one with its hash. */
export const manifestName = 'MANIFEST.sha256'

/**
 * One line as `sha256sum` prints it and `sha256sum -c` reads it. A name with a backslash or a line break in it is
 * escaped, and a backslash before the hash says so (GNU coreutils).
 */
export function manifestLine(sha256: string, name: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`
}

/** The hash of each name, or null when a line is in another form, or a name is there twice. */
export function readManifest(text: string): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>()
  if (text !== '' && !text.endsWith('\n')) return null
  for (const line of text.split('\n').slice(0, -1)) {
    const [, escaped, sha256 = '', written = ''] = /^(\\?)([0-9a-f]{64}) [ *]([^\n]+)$/.exec(line) ?? []
    const name = escaped === '\\' ? unescaped(written) : written
    if (name === '' || found.has(name)) return null
    found.set(name, sha256)
  }
  return found
}

const escapes: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r' }

function unescaped(name: string): string {
  return name.replace(/\\[\\nr]/g, (code) => escapes[code] as string)
}
