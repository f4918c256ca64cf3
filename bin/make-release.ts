// Makes everything that is given to people, from a clean work tree, in dist/release/: the executable with what it needs on a
// stick, the Debian package, the npm package, the notices, the bill of materials, and SHA256SUMS over all of them, signed when
// a key is named.
//
//     npm run release [-- --sign-with KEY]
//
// Needs Debian's dpkg-deb and apt-get. How a person checks it, with ssh-keygen and sha256sum alone, says runbooks/guides/install.en.md.
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { commitOf } from './release/commit.ts'
import { licenceMissing } from './release/notices.ts'
import { billFile, noticesFile } from './release/papers.ts'
import { signatureFile, signSums, sumsFile, writeSums } from './release/seal.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'dist/release')

function stop(why: string): never {
  process.stderr.write(`release: ${why}\n`)
  process.exit(1)
}

function npm(...args: readonly string[]): void {
  process.stdout.write(`\n$ npm ${args.join(' ')}\n`)
  execFileSync('npm', args, { cwd: root, stdio: 'inherit' })
}

const { values } = parseArgs({ options: { 'sign-with': { type: 'string' } } })
const key = values['sign-with']
const { commit, changed, seconds } = commitOf(root, process.env)
if (commit === 'unknown')
  stop('nobody says which commit this is: make it in a clone, or name it with CYBER_RESPOND_COMMIT')
if (changed) stop('there are changes that are in no commit, and nobody could build the same again')

npm('run', 'build:executable')
npm('run', 'build:libraries')
npm('run', 'man')
npm('run', 'build:deb')
mkdirSync(out, { recursive: true })
npm('pack', '--ignore-scripts', '--pack-destination', out)

const notices = readFileSync(join(root, 'dist', noticesFile), 'utf8')
if (notices.includes(licenceMissing)) stop('the licence of Node is not at hand: npm ci')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
for (const deb of globSync('dist/*.deb', { cwd: root })) renameSync(join(root, deb), join(out, basename(deb)))
const name = `cyber-respond-${version}-linux-${process.arch}`
// The same files give the same bytes, whoever packs them and when.
const asOne = [
  '--sort=name',
  '--owner=0',
  '--group=0',
  '--numeric-owner',
  '--mode=go=rX,u+rw',
  `--mtime=@${seconds ?? 0}`,
]
const inFolder = ['--transform', `s,^executable,${name},`, '--use-compress-program', 'gzip --no-name', '--create']
execFileSync('tar', [...asOne, ...inFolder, '--file', join(out, `${name}.tar.gz`), 'executable'], { cwd: root })
for (const paper of [noticesFile, billFile]) cpSync(join(root, 'dist', paper), join(out, paper))
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
