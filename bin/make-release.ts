// Makes everything that is given to people, from a clean work tree, in dist/release/: for each processor the executable with what it
// needs on a stick, and the Debian package; the npm package, the notices, the bill of materials, and SHA256SUMS over all of them,
// signed when a key is named.
//
//     npm run release [-- --sign-with KEY]
//
// Needs Debian's dpkg-deb and apt-get, and npm's registry for the Node of another processor. How a person checks it, with ssh-keygen and sha256sum alone, says runbooks/guides/install.en.md.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { nameFor } from '../src/adapters/kit/executable-file.ts'
import { commitOf } from './release/commit.ts'
import { librariesBeside, noticesWithLibraries } from './release/library-notices.ts'
import { licenceMissing } from './release/notices.ts'
import { billFile, noticesFile } from './release/papers.ts'
import { debianNames, type Processor } from './release/runtime-libraries.ts'
import { billWithLibraries } from './release/sbom.ts'
import { signatureFile, signSums, sumsFile, writeSums } from './release/seal.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'dist/release')
const executables = join(root, 'executable')

function stop(why: string): never {
  process.stderr.write(`release: ${why}\n`)
  process.exit(1)
}

function npm(...args: readonly string[]): void {
  process.stdout.write(`\n$ npm ${args.join(' ')}\n`)
  execFileSync('npm', args, { cwd: root, stdio: 'inherit' })
}

function node(...args: readonly string[]): void {
  process.stdout.write(`\n$ node ${args.join(' ')}\n`)
  execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
}

/** npm packs files with the modes that they have here, which are those of whoever cloned the sources: so each gets what others may have. */
function sameModes(): void {
  const list = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' })
  const [{ files }] = JSON.parse(list)
  for (const { path } of files) {
    const file = join(root, path)
    chmodSync(file, (statSync(file).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

/** What goes on a stick for one processor, as one archive: the executable, start.sh, its libraries, and the papers of these. */
function packForStick(processor: Processor): void {
  const name = `cyber-respond-${version}-linux-${processor}`
  const scratch = mkdtempSync(join(tmpdir(), 'cyber-respond-release-'))
  try {
    const folder = join(scratch, name)
    for (const file of [nameFor[processor], 'start.sh', `lib/${processor}`]) {
      cpSync(join(executables, file), join(folder, file), { recursive: true })
    }
    writeFileSync(join(folder, noticesFile), noticesWithLibraries(notices, librariesBeside(folder)))
    writeSums(folder)
    // The same files give the same bytes, whoever packs them and when.
    const asOne = ['--owner=0', '--group=0', '--numeric-owner', '--mode=go=rX,u+rw', `--mtime=@${seconds ?? 0}`]
    const packed = ['--sort=name', '--format=gnu', ...asOne, '--use-compress-program', 'gzip --no-name', '--create']
    execFileSync('tar', [...packed, '--file', join(out, `${name}.tar.gz`), name], { cwd: scratch })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const { values } = parseArgs({ options: { 'sign-with': { type: 'string' } } })
const key = values['sign-with']
const { commit, changed, seconds } = commitOf(root, process.env)
if (commit === 'unknown')
  stop('nobody says which commit this is: make it in a clone, or name it with CYBER_RESPOND_COMMIT')
if (changed) stop('there are changes that are in no commit, and nobody could build the same again')

const processors = Object.keys(debianNames) as Processor[]
npm('run', 'build:executable')
for (const one of processors) if (one !== 'x64') node('bin/build-executable.js', one)
for (const one of processors) npm('run', 'build:libraries', '--', one)
npm('run', 'man')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
for (const one of processors) node('bin/build-deb.ts', join(executables, nameFor[one]), out)
sameModes()
npm('pack', '--ignore-scripts', '--pack-destination', out)

const notices = readFileSync(join(root, 'dist', noticesFile), 'utf8')
if (notices.includes(licenceMissing)) stop('the licence of Node is not at hand: npm ci')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
for (const one of processors) packForStick(one)
writeFileSync(join(out, noticesFile), noticesWithLibraries(notices, librariesBeside(executables)))
const bill = readFileSync(join(root, 'dist', billFile), 'utf8')
writeFileSync(join(out, billFile), billWithLibraries(bill, librariesBeside(executables)))
writeSums(out)

process.stdout.write(`\nThe release ${version} of commit ${commit} is in ${out}:\n`)
for (const name of readdirSync(out).toSorted()) process.stdout.write(`  ${name}\n`)
if (key === undefined) {
  process.stdout.write(`It is UNSIGNED: nobody can tell who made it. Sign it with --sign-with KEY.\n`)
} else {
  const fingerprint = signSums(out, key)
  process.stdout.write(
    `  ${signatureFile}\nSigned: ${sumsFile}, with the key ${fingerprint}. Tell people that, by another way.\n`,
  )
}
