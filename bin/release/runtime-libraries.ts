import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The processors for which there is an executable, by Node's name, with Debian's. */
export const debianNames = { x64: 'amd64', arm64: 'arm64' } as const
export type Processor = keyof typeof debianNames

/** A library beside the executable: the file, and Debian's package from which it is. */
export interface RuntimeLibrary {
  readonly file: string
  readonly name: string
  readonly version: string
  /** Debian's source package, with its version. */
  readonly source: { readonly name: string; readonly version: string }
  /** SHA-256 of the package, in hex. */
  readonly sha256: string
}

/** In SPDX: as Debian's copyright of these packages has it. */
export const runtimeLicence = 'GPL-3.0-or-later WITH GCC-exception-3.1'

const packages = { libatomic1: 'libatomic.so.1', 'libstdc++6': 'libstdc++.so.6', 'libgcc-s1': 'libgcc_s.so.1' } as const
const factsFile = 'libraries.json'

/**
 * Puts the libraries of GCC that a minimal Linux may lack into `folder`, each in a folder of its own, with the texts of their
 * licence: Debian's own files for a processor, unchanged, as the sources of this machine's apt have them. Needs apt, and a network.
 */
export function fetchRuntimeLibraries(folder: string, processor: Processor): readonly RuntimeLibrary[] {
  const scratch = mkdtempSync(join(tmpdir(), 'cyber-respond-libraries-'))
  try {
    download(scratch, debianNames[processor])
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const libraries = Object.entries(packages).map(([name, file]) => unpack(scratch, folder, name, file))
    const [copyright = ''] = globSync('*/usr/share/doc/gcc-*-base/copyright', { cwd: scratch })
    cpSync(join(scratch, copyright), join(folder, 'copyright.txt'))
    cpSync('/usr/share/common-licenses/GPL-3', join(folder, 'GPL-3.txt'))
    writeFileSync(join(folder, factsFile), `${JSON.stringify(libraries, null, 1)}\n`)
    writeFileSync(join(folder, 'README.txt'), readme(libraries))
    return libraries
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** What lies in such a folder; none: nothing was put there. */
export function runtimeLibrariesIn(folder: string): readonly RuntimeLibrary[] {
  try {
    return JSON.parse(readFileSync(join(folder, factsFile), 'utf8'))
  } catch {
    return []
  }
}

/** The packages, and the one in which the copyright of all of them stands. What apt knows of another processor is kept apart. */
function download(scratch: string, architecture: string): void {
  mkdirSync(join(scratch, 'lists/partial'), { recursive: true })
  mkdirSync(join(scratch, 'cache/archives/partial'), { recursive: true })
  writeFileSync(join(scratch, 'status'), '')
  const own = [
    `APT::Architecture=${architecture}`,
    `APT::Architectures::=${architecture}`,
    `Dir::State::Lists=${join(scratch, 'lists')}`,
    `Dir::State::Status=${join(scratch, 'status')}`,
    `Dir::Cache=${join(scratch, 'cache')}`,
    // Who is no root downloads, too.
    'APT::Sandbox::User=',
  ].flatMap((option) => ['-o', option])
  const apt = (...args: readonly string[]) => run('apt-get', ['-qq', ...own, ...args], scratch)
  apt('update')
  apt('download', ...Object.keys(packages))
  const [deb = ''] = globSync('libgcc-s1_*.deb', { cwd: scratch })
  const [, base = ''] = /\b(gcc-\d+-base)\b/.exec(run('dpkg-deb', ['-f', deb, 'Depends'], scratch)) ?? []
  apt('download', base)
  for (const file of globSync('gcc-*-base_*.deb', { cwd: scratch })) run('dpkg-deb', ['-x', file, 'base'], scratch)
}

function unpack(scratch: string, folder: string, name: string, file: string): RuntimeLibrary {
  const [deb = ''] = globSync(`${name}_*.deb`, { cwd: scratch })
  run('dpkg-deb', ['-x', deb, name], scratch)
  // A stick has no links, so each is there under the name by which it is looked for.
  const [link = ''] = globSync(`${name}/{usr/lib,lib}/*/${file}`, { cwd: scratch })
  mkdirSync(join(folder, file))
  cpSync(realpathSync(join(scratch, link)), join(folder, file, file))
  const field = (of: string): string => run('dpkg-deb', ['-f', deb, of], scratch).trim()
  const version = field('Version')
  const [, source = name, its = version] = /^(\S+)(?: \((\S+)\))?$/.exec(field('Source')) ?? []
  return {
    ...{ file, name, version, source: { name: source, version: its } },
    sha256: hash('sha256', readFileSync(join(scratch, deb))),
  }
}

function readme(libraries: readonly RuntimeLibrary[]): string {
  const list = libraries.map(
    ({ file, name, version, source, sha256 }) =>
      `${file}  from ${name} ${version} (source: ${source.name} ${source.version}), SHA-256 of the package ${sha256}\n`,
  )
  return `Libraries of GCC for the program cyber-respond, which start.sh gives it on a laptop that has none. They are Debian's own files,
unchanged: GPL version 3 or later with the GCC Runtime Library Exception 3.1 (copyright.txt, GPL-3.txt). Their source is in Debian, in
the package and version named here, also at https://snapshot.debian.org/.

${list.join('')}`
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}
