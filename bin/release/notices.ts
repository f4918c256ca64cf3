import type { ShippedPackage } from './packages.ts'

/** Node itself, which the executable and the Debian package hold. */
export interface ShippedNode {
  readonly version: string
  /** Its LICENSE, which lists what it holds; null where the build had none at hand. */
  readonly license: string | null
}

/** What stands in the notices of a build that had no LICENSE of Node at hand, and that is not to be given to anybody. */
export const licenceMissing = 'THE LICENCE OF NODE WAS NOT AT HAND: "npm ci" brings it'

/** Stands between the parts. */
export const line = '='.repeat(80)

/** The end of the list at the beginning. */
export const licencesFollow = 'All their licences follow.'

/** What ships with the program, and under which licences, as one text for people. `own`: the licence of the program. */
export function noticesText(own: string, packages: readonly ShippedPackage[], node: ShippedNode): string {
  const list = packages.map(({ name, version, license }) => `  ${name} ${version}: ${license}`).join('\n')
  return `${[
    `cyber-respond\n\n${own.trim()}`,
    `Packages of others that stand in cyber-respond, or come along with it:\n\n${list}\n\nThe executable and the Debian package also hold Node.js ${node.version}. ${licencesFollow}`,
    ...packages.map(
      ({ name, version, license, homepage, texts }) =>
        `${name} ${version}\nLicence: ${license}${homepage === null ? '' : `\n${homepage}`}\n\n${texts.map(tidy).join('\n\n')}`,
    ),
    `Node.js ${node.version}, in the executable and the Debian package only\nhttps://nodejs.org\n\n${tidy(node.license ?? licenceMissing)}`,
  ].join(`\n\n${line}\n`)}\n`
}

/** A text without what only its own file needed: a mark at its beginning, another system's ends of lines, blanks there. */
function tidy(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .trim()
}
