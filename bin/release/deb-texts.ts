/** Who stands in a package as its maintainer: name and address. */
export interface Maintainer {
  readonly name: string
  readonly address: string
}

/** What Debian's package system wants to know of a package. `installed`: the size of its files, in KiB. */
export interface DebFacts {
  readonly version: string
  readonly architecture: 'amd64' | 'arm64'
  readonly maintainer: Maintainer
  readonly installed: number
}

/**
 * What the executable needs of a system, by what is linked into Node 26 (`readelf -V`): GLIBC_2.28, GLIBCXX_3.4.21 and
 * CXXABI_1.3.11 (GCC 7). Node for arm64 calls no function of libatomic.
 */
const needs = {
  amd64: 'libatomic1 (>= 4.8), libc6 (>= 2.28), libgcc-s1 (>= 4.2), libstdc++6 (>= 7)',
  arm64: 'libatomic1 (>= 4.8), libc6 (>= 2.28), libgcc-s1 (>= 4.2), libstdc++6 (>= 7)',
} as const

/** `DEBIAN/control`. */
export function controlText({ version, architecture, maintainer, installed }: DebFacts): string {
  return `Package: cyber-respond
Version: ${version}
Architecture: ${architecture}
Maintainer: ${maintainer.name} <${maintainer.address}>
Installed-Size: ${installed}
Depends: ${needs[architecture]}
Recommends: openssh-client, openssl
Suggests: conntrack, nftables
Section: admin
Priority: optional
Description: incident runbooks for municipalities under attack
 Leads a municipality through a cyber attack: isolate, notify, run the most
 needed services elsewhere, restore. It runs what a machine can run, checks
 what a machine can check, asks people for the rest, and keeps the clocks of
 those who must be told in sight. Everything that was done goes into a record
 that survives a crash and that an auditor can check by hand.
 .
 It is one executable that brings its own runtime. Nothing is sent and nothing
 listens on a network until it is told to.
`
}

/** `changelog`, as Debian reads it, from the newest part of CHANGELOG.md. `seconds`: when it was built, since 1970. */
export function debianChangelog(changes: string, { version, maintainer }: DebFacts, seconds: number): string {
  const [, newest = ''] = changes.split(/^## .*\n/m)
  const parts = newest
    .replaceAll('`', '')
    .split(/\n(?=\n|- |### )/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('### ')) return `\n  [ ${part.slice(4)} ]`
      return wrapped(part.replace(/^- /, ''), '  * ', '    ')
    })
  const day = new Date(seconds * 1000).toUTCString().replace('GMT', '+0000')
  return `cyber-respond (${version}) unstable; urgency=medium

${parts.join('\n')}

 -- ${maintainer.name} <${maintainer.address}>  ${day}
`
}

function wrapped(text: string, first: string, next: string): string {
  const lines: string[] = []
  let line = first.trimEnd()
  for (const word of text.split(/\s+/)) {
    if (line.length + 1 + word.length > 78) {
      lines.push(line)
      line = next.slice(1)
    }
    line += ` ${word}`
  }
  return [...lines, line].join('\n')
}

const apache = /^([ \t]*)Apache License\s+Version 2\.0, January 2004[\s\S]*?END OF TERMS AND CONDITIONS/gm

/** `copyright`, from the notices. Every Debian system has the text of the Apache License, and wants it named and not repeated. */
export function debianCopyright(notices: string): string {
  return notices.replaceAll(
    apache,
    (_whole, margin) => `${margin}Apache License, Version 2.0: on Debian in /usr/share/common-licenses/Apache-2.0`,
  )
}

/** What lintian is told to let pass, each with its reason. */
export const overrides = `# The executable is Node with the program appended to it: a debugger's names are
# gone already, and stripping cuts off the program.
cyber-respond: unstripped-binary-or-object [usr/bin/cyber-respond]
# Node is linked as its makers publish it, byte for byte.
cyber-respond: hardening-no-pie [usr/bin/cyber-respond]
# Node comes with its libraries inside, so that the program behaves the same on
# every system. They are named, with their versions, in sbom.cdx.json.
cyber-respond: embedded-library *
# Licences stand there as their owners wrote them.
cyber-respond: old-fsf-address-in-copyright-file
# The address of whoever builds it stands there when DEBEMAIL is set.
cyber-respond: bogus-mail-host *
cyber-respond: bogus-mail-host-in-debian-changelog *
`
