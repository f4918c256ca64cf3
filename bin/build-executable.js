// Makes one executable of what `npm run build` made in dist/: Node itself, with the program's files as assets. Beside it come
// start.sh, which looks first whether a laptop can run it, and SHA256SUMS.
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
  rmSync,
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

const root = fileURLToPath(new URL('..', import.meta.url))
const made = join(root, 'executable')
const parts = join(made, 'parts')
const name = 'cyber-respond'
const node = process.execPath

// The libraries beside it are made by themselves (build-libraries.js).
rmSync(parts, { recursive: true, force: true })
mkdirSync(parts, { recursive: true })

const code = /\.code$/
const assets = new Map([
  ...globSync(['dist/*.{cjs,json,code}', 'runbooks/**/*.{yaml,json,md}'], { cwd: root }).map((file) => [
    file,
    inFile(file),
  ]),
  ...[`fs-native-extensions/prebuilds/linux-${process.arch}/fs-native-extensions.node`].map((file) => [
    `addons/${file}`,
    inFile(`node_modules/${file}`),
  ]),
])

/** The bytes of a file. Kept code stands twice in its file (see cyber-respond.js); here each part has its sum. */
function inFile(file) {
  const bytes = readFileSync(join(root, file))
  return code.test(file) ? bytes.subarray(0, bytes.length / 2) : bytes
}

const checks = Object.fromEntries([...assets].map(([file, bytes]) => [file, [bytes.length, crc32(bytes)]]))
assets.set(assetChecksFile, Buffer.from(JSON.stringify(checks)))
assets.set(stampFile, Buffer.from(emptyStamp))
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
  executable: node,
  output: `../${name}`,
  disableExperimentalSEAWarning: true,
  // Nothing in the environment of a laptop changes how it starts.
  execArgv: [],
  execArgvExtension: 'none',
  assets: Object.fromEntries([...assets.keys()].sort().map((file) => [file, file])),
}
writeFileSync(join(parts, 'settings.json'), JSON.stringify(settings))
execFileSync(node, ['--build-sea', 'settings.json'], { cwd: parts, stdio: ['ignore', 'ignore', 'inherit'] })
rmSync(parts, { recursive: true })

const executable = join(made, name)
stamp(executable)
chmodSync(executable, 0o755)
copyFileSync(join(root, 'bin/start.sh'), join(made, 'start.sh'))
chmodSync(join(made, 'start.sh'), 0o755)
// As sha256sum reads it: start.sh and the kit look at it before anything of the executable runs.
writeFileSync(join(made, 'SHA256SUMS'), `${hash('sha256', readFileSync(executable))}  ${name}\n`)

/** Writes into an executable what it says of its own bytes. */
function stamp(path) {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(emptyStamp)
  if (at < 0 || bytes.indexOf(emptyStamp, at + 1) >= 0)
    throw new Error('the executable has not one place for its stamp')
  const place = { size: bytes.length, at }
  const read = (from, to) => Buffer.from(bytes.subarray(from, to))
  const text = stampText({ ...place, hash: hashAround(place, read, (piece) => hash('sha256', piece)) })
  const file = openSync(path, 'r+')
  writeSync(file, text, at)
  closeSync(file)
}
