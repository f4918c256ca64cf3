// Makes one executable of what `npm run build` made in dist/: Node itself, with the program's files as assets. With the word
// arm64 it makes the one for that processor, on the Node that npm has for it. Beside it come start.sh, which looks first whether
// a laptop can run it, SHA256SUMS, and the notices.
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { build } from 'esbuild'
import { assetChecksFile, stampFile } from '../src/adapters/program/asset-files.ts'
import { emptyStamp, hashAround, stampText } from '../src/adapters/program/executable-stamp.ts'
import { common } from './bundle.js'
import { writeNoticesBeside } from './release/library-notices.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const made = join(root, 'executable')
const parts = join(made, 'parts')
const sha256 = (bytes) => hash('sha256', bytes)

/** The executables by processor: their names, and which of the program's files serve only there. */
const kinds = {
  x64: { name: 'cyber-respond', files: 'dist/*.code' },
  // The code that V8 kept is that of the processor that built it.
  arm64: { name: 'cyber-respond-arm64', files: null },
}
const [kind = 'x64'] = process.argv.slice(2)
if (!(kind in kinds))
  throw new Error(`there is no executable for ${kind}, only for ${Object.keys(kinds).join(' and ')}`)
const { name, files } = kinds[kind]

// What else lies there stays: the executable for the other processor, the libraries (build-libraries.js).
rmSync(parts, { recursive: true, force: true })
mkdirSync(parts, { recursive: true })
const assets = assetsOf()
for (const [file, bytes] of assets) {
  mkdirSync(dirname(join(parts, file)), { recursive: true })
  writeFileSync(join(parts, file), bytes)
}
await build({
  ...common,
  entryPoints: [join(root, 'bin/executable.js')],
  outfile: join(parts, 'main.cjs'),
  format: 'cjs',
  define: { 'import.meta.url': "'file:///'", 'import.meta.dirname': "''", 'import.meta.main': 'false' },
})
const settings = {
  main: 'main.cjs',
  executable: nodeFor(kind),
  output: name,
  disableExperimentalSEAWarning: true,
  // Nothing in the environment of a laptop changes how it starts.
  execArgv: [],
  execArgvExtension: 'none',
  assets: Object.fromEntries([...assets.keys()].map((file) => [file, file])),
}
writeFileSync(join(parts, 'settings.json'), JSON.stringify(settings))
execFileSync(process.execPath, ['--build-sea', 'settings.json'], { cwd: parts, stdio: ['ignore', 'ignore', 'inherit'] })
stamp(join(parts, name))
chmodSync(join(parts, name), 0o755)
renameSync(join(parts, name), join(made, name))
rmSync(parts, { recursive: true })
copyFileSync(join(root, 'bin/start.sh'), join(made, 'start.sh'))
chmodSync(join(made, 'start.sh'), 0o755)
writeNoticesBeside(root)
// As sha256sum reads it: start.sh looks at it before anything of the executable runs.
const sums = globSync('cyber-respond*', { cwd: made }).toSorted()
writeFileSync(
  join(made, 'SHA256SUMS'),
  sums.map((file) => `${sha256(readFileSync(join(made, file)))}  ${file}\n`).join(''),
)
const megabytes = Math.round(statSync(join(made, name)).size / 1e6)
process.stdout.write(`executable/${name}: ${megabytes} MB, with start.sh and SHA256SUMS beside it\n`)

/** The bytes of every asset by its name, in an order that is the same everywhere. */
function assetsOf() {
  const addon = `fs-native-extensions/prebuilds/linux-${kind}/fs-native-extensions.node`
  // What a kit holds besides goes along, so that the executable alone can make one.
  const forKits = ['dist/NOTICES.txt', 'bin/start.sh']
  const ours = ['dist/*.{cjs,json}', 'runbooks/**/*.{yaml,json,md}', ...forKits]
  const listed = globSync(files === null ? ours : [...ours, files], {
    cwd: root,
    exclude: ['dist/sbom.cdx.json', 'dist/kept-code.json', 'dist/files.json'],
  })
  const all = [...listed.map((file) => [file, inFile(file)]), [`addons/${addon}`, inFile(`node_modules/${addon}`)]]
  const assets = new Map(all.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  const checks = Object.fromEntries([...assets].map(([file, bytes]) => [file, [bytes.length, crc32(bytes)]]))
  return assets.set(assetChecksFile, Buffer.from(JSON.stringify(checks))).set(stampFile, Buffer.from(emptyStamp))
}

/** The bytes of a file. Kept code stands twice in its file (see cyber-respond.js); here each asset has its sum. */
function inFile(file) {
  const bytes = readFileSync(join(root, file))
  return file.endsWith('.code') ? bytes.subarray(0, bytes.length / 2) : bytes
}

/** The path of the same Node for a processor: the one that runs this, or that of the package from which npm takes it there. */
function nodeFor(kind) {
  if (kind === process.arch) return process.execPath
  const wanted = `node-linux-${kind}@${process.versions.node}`
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', wanted, '--json'], { cwd: parts, encoding: 'utf8' }))
  execFileSync('tar', ['-xzf', filename, 'package/bin/node'], { cwd: parts })
  return join(parts, 'package/bin/node')
}

/** Writes into an executable what it says of its own bytes. */
function stamp(path) {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(emptyStamp)
  if (at < 0 || bytes.indexOf(emptyStamp, at + 1) >= 0) throw new Error('there is not one place for the stamp')
  const place = { size: bytes.length, at }
  const read = (from, to) => Buffer.from(bytes.subarray(from, to))
  const text = stampText({ ...place, hash: hashAround(place, read, sha256) })
  const file = openSync(path, 'r+')
  writeSync(file, text, at)
  closeSync(file)
}
