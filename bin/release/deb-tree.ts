import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { controlText, type DebFacts, debianChangelog, debianCopyright, overrides } from './deb-texts.ts'

/** What goes into a package: paths of files or folders. */
export interface DebParts {
  /** The one executable. */
  readonly executable: string
  /** A folder with `man1/` and those of other languages; null: there are none. */
  readonly man: string | null
  /** The completion file of each shell. */
  readonly completion: Readonly<Partial<Record<'bash' | 'zsh' | 'fish', string>>>
  /** The folder of the guides, those of the runbooks' authors beside it. */
  readonly runbooks: string
  readonly changes: string
  readonly notices: string
  readonly bill: string
}

const completionFiles = {
  bash: 'usr/share/bash-completion/completions/cyber-respond',
  zsh: 'usr/share/zsh/vendor-completions/_cyber-respond',
  fish: 'usr/share/fish/vendor_completions.d/cyber-respond.fish',
} as const

/**
 * Writes the files of the package into `tree`, which must be empty, as `dpkg-deb --build` takes them. `seconds`: when it is
 * built, since 1970. The same parts give the same bytes.
 */
export function writeDebTree(tree: string, parts: DebParts, facts: Omit<DebFacts, 'installed'>, seconds: number): void {
  const put = (path: string, bytes: string | Buffer, mode = 0o644): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), bytes)
    chmodSync(join(tree, path), mode)
  }
  const packed = (path: string, bytes: string | Buffer): void => put(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  const doc = 'usr/share/doc/cyber-respond'
  const whole = { ...facts, installed: 0 }

  mkdirSync(join(tree, 'usr/bin'), { recursive: true })
  cpSync(parts.executable, join(tree, 'usr/bin/cyber-respond'))
  chmodSync(join(tree, 'usr/bin/cyber-respond'), 0o755)
  for (const [shell, text] of Object.entries(parts.completion)) {
    put(completionFiles[shell as keyof typeof completionFiles], text)
  }
  if (parts.man !== null) {
    for (const page of filesBelow(parts.man)) packed(`usr/share/man/${page}`, readFileSync(join(parts.man, page)))
  }
  for (const guide of filesBelow(join(parts.runbooks, 'guides'))) {
    const bytes = readFileSync(join(parts.runbooks, 'guides', guide))
    // What a person opens with one key is not packed; a recording is large.
    if (guide.endsWith('.cast')) packed(`${doc}/guides/${guide}`, bytes)
    else put(`${doc}/guides/${guide}`, bytes)
  }
  put(`${doc}/copyright`, debianCopyright(parts.notices))
  packed(`${doc}/changelog`, debianChangelog(parts.changes, whole, seconds))
  packed(`${doc}/CHANGELOG.md`, parts.changes)
  put(`${doc}/sbom.cdx.json`, parts.bill)
  put('usr/share/lintian/overrides/cyber-respond', overrides)

  const files = filesBelow(tree)
  const sums = files.map(
    (file) =>
      `${createHash('md5')
        .update(readFileSync(join(tree, file)))
        .digest('hex')}  ${file}\n`,
  )
  const installed = files.reduce((sum, file) => sum + Math.ceil(statSync(join(tree, file)).size / 1024), 0)
  put('DEBIAN/control', controlText({ ...facts, installed }))
  put('DEBIAN/md5sums', sums.join(''))
  // Whatever the one who builds it lets others see of what he makes.
  for (const folder of foldersBelow(tree)) chmodSync(folder, 0o755)
}

function foldersBelow(tree: string): readonly string[] {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true })
  const inner = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  return [tree, ...inner]
}

/** The files in a folder and below it, by their paths from there, in order. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}
