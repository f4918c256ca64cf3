// Puts beside the executable the three libraries that a minimal Linux may lack: Debian's own files, unchanged, with the texts of
// their licence. Needs apt and a network. start.sh uses each only where the laptop has none.
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const kind = process.arch
const made = join(root, 'executable/lib', kind)
const packages = { libatomic1: 'libatomic.so.1', 'libstdc++6': 'libstdc++.so.6', 'libgcc-s1': 'libgcc_s.so.1' }
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-libraries-'))
try {
  run('apt-get', ['download', '-qq', ...Object.keys(packages)], folder)
  rmSync(made, { recursive: true, force: true })
  const list = Object.entries(packages).map(([name, library]) => {
    const [file] = globSync(`${name}_*.deb`, { cwd: folder })
    const deb = join(folder, file)
    const out = join(folder, name)
    run('dpkg-deb', ['-x', deb, out])
    // A stick has no links.
    const [link] = globSync(`{usr/lib,lib}/*/${library}`, { cwd: out })
    const own = join(made, library)
    mkdirSync(own, { recursive: true })
    cpSync(realpathSync(join(out, link)), join(own, library))
    const [version, source] = ['Version', 'Source'].map((field) => run('dpkg-deb', ['-f', deb, field]).trim())
    return `${library}  from ${name} ${version} (source: ${source}), SHA-256 of the package ${hash('sha256', readFileSync(deb))}\n`
  })
  const [copyright] = globSync('*/usr/share/doc/gcc-*-base/copyright', { cwd: folder })
  const texts = copyright ? join(folder, copyright) : '/usr/share/doc/libgcc-s1/copyright'
  // GPL version 3 with the GCC Runtime Library Exception, as Debian says it, and the licence that this text points to.
  cpSync(realpathSync(texts), join(made, 'copyright.txt'))
  cpSync('/usr/share/common-licenses/GPL-3', join(made, 'GPL-3.txt'))
  writeFileSync(
    join(made, 'README.txt'),
    `Libraries of GCC for the program cyber-respond, which start.sh gives it on a laptop that has none. They are Debian's own files,
unchanged: GPL version 3 with the GCC Runtime Library Exception 3.1 (copyright.txt, GPL-3.txt). Their source is in Debian, in the
package and version named here, also at https://snapshot.debian.org/.

${list.join('')}`,
  )
  process.stdout.write(`${basename(made)}: ${list.length} libraries\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
