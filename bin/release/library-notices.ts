import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { licencesFollow, line } from './notices.ts'
import { noticesFile } from './papers.ts'
import {
  debianNames,
  type Processor,
  type RuntimeLibrary,
  runtimeLibrariesIn,
  runtimeLicence,
} from './runtime-libraries.ts'

/** The libraries that go along in a folder `lib`, by processor. */
export type LibrariesBeside = Readonly<Partial<Record<Processor, readonly RuntimeLibrary[]>>>

/** What lies in the folder `lib` beside an executable, for these processors. */
export function librariesBeside(
  folder: string,
  processors: readonly Processor[] = Object.keys(debianNames) as Processor[],
): LibrariesBeside {
  const found = processors.map((one) => [one, runtimeLibrariesIn(join(folder, 'lib', one))] as const)
  return Object.fromEntries(found.filter(([, libraries]) => libraries.length > 0))
}

/** The notices of a program that brings these libraries along: each with the package of Debian and the source that it is from. */
export function noticesWithLibraries(notices: string, beside: LibrariesBeside): string {
  const files = Object.entries(beside).flatMap(([processor, libraries]) =>
    libraries.map(
      ({ file, name, version, source }) =>
        `  lib/${processor}/${file}\n    of Debian's package ${name} ${version}, from its source package ${source.name} ${source.version}`,
    ),
  )
  if (files.length === 0) return notices
  const folders = Object.keys(beside).map((processor) => `lib/${processor}`)
  return `${notices.replace(licencesFollow, `The folder lib holds runtime libraries of GCC. ${licencesFollow}`)}
${line}
Runtime libraries of GCC, in the folder lib only, for a Linux that has none
Licence: ${runtimeLicence}
https://gcc.gnu.org

Debian's own files, unchanged:

${files.join('\n')}

GNU General Public License, version 3 or later, with the GCC Runtime Library Exception, version 3.1, which lets a program under
another licence use them. Both texts stand beside them, in ${folders.join(' and ')} (copyright.txt, GPL-3.txt). Their source is in
Debian, in the source package and version named here, also at https://snapshot.debian.org/.
`
}

/** Writes the notices of all that lies in `executable/` beside it, once the program is built. */
export function writeNoticesBeside(root: string): void {
  const notices = join(root, 'dist', noticesFile)
  if (!existsSync(notices)) return
  const folder = join(root, 'executable')
  writeFileSync(join(folder, noticesFile), noticesWithLibraries(readFileSync(notices, 'utf8'), librariesBeside(folder)))
}
