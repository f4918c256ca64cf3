// Makes a Debian package of what was built: `npm run build:executable`, `npm run man`, and then
//
//     npm run build:deb [-- EXECUTABLE [FOLDER]]
//
// It is written into FOLDER, else into dist/, as cyber-respond_VERSION_ARCHITECTURE.deb. DEBFULLNAME and DEBEMAIL say who maintains it, as for
// Debian's own tools. The same parts give the same bytes (SOURCE_DATE_EPOCH, else the time of the commit).
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commitOf } from './release/commit.ts'
import { installedCompletion } from './release/deb-completion.ts'
import { writeDebTree } from './release/deb-tree.ts'
import { billFile, noticesFile } from './release/papers.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const [executable = join(root, 'executable/cyber-respond'), out = join(root, 'dist')] = process.argv.slice(2)
const text = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Debian's name for the processor that an executable is for, from its ELF header. */
function architectureOf(path: string): 'amd64' | 'arm64' {
  const machine = readFileSync(path).readUInt16LE(18)
  if (machine === 0x3e) return 'amd64'
  if (machine === 0xb7) return 'arm64'
  throw new Error(`${path} is for a processor for which there is no package`)
}

/** By the place where the package puts the program: that of this machine is in no package. */
if (!existsSync(executable)) {
  process.stderr.write(`build:deb: there is no executable yet (${executable}): npm run build:executable\n`)
  process.exit(1)
}
const { version } = JSON.parse(text('package.json'))
const { seconds } = commitOf(root, process.env)
const architecture = architectureOf(executable)
const man = join(root, 'dist/man')
const tree = mkdtempSync(join(tmpdir(), 'cyber-respond-deb-'))
const made = join(out, `cyber-respond_${version}_${architecture}.deb`)
try {
  const maintainer = {
    name: process.env.DEBFULLNAME ?? 'The cyber-respond authors',
    address: process.env.DEBEMAIL ?? 'cyber-respond@localhost',
  }
  writeDebTree(
    join(tree, 'root'),
    {
      executable,
      man: existsSync(man) ? man : null,
      completion: {
        bash: installedCompletion(root, 'bash'),
        zsh: installedCompletion(root, 'zsh'),
        fish: installedCompletion(root, 'fish'),
      },
      runbooks: join(root, 'runbooks'),
      changes: text('CHANGELOG.md'),
      notices: text(`dist/${noticesFile}`),
      bill: text(`dist/${billFile}`),
    },
    { version, architecture, maintainer },
    seconds ?? 0,
  )
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(seconds ?? 0) }
  // xz, which dpkg of every Debian in use reads.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', join(tree, 'root'), made], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
} finally {
  rmSync(tree, { recursive: true, force: true })
}
process.stdout.write(`${made}\n`)
