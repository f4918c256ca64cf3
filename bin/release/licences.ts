import type { ShippedPackage } from './packages.ts'

/** The licences of what may ship. MIT-0 is MIT without its one condition. */
const allowed = new Set(['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'MPL-2.0'])

/** Whether one may ship under an SPDX expression: any side of an OR will do, of an AND all must, and no exception is known. */
function mayShip(expression: string): boolean {
  const words = expression.trim()
  const bare = /^\(([^()]*)\)$/.exec(words)?.[1] ?? words
  if (/[()]/.test(bare)) return false
  return bare.split(/ OR /i).some((side) => side.split(/ AND /i).every((licence) => allowed.has(licence.trim())))
}

/** What is wrong with the licences of these packages, one line for each that may not ship. */
export function licenceProblems(
  packages: readonly Pick<ShippedPackage, 'name' | 'version' | 'license' | 'texts'>[],
): readonly string[] {
  return packages.flatMap(({ name, version, license, texts }) => {
    if (!mayShip(license))
      return [`${name} ${version} has the licence ${license}, which may not ship (bin/release/licences.ts)`]
    return texts.every((text) => text.trim() === '')
      ? [`${name} ${version} (${license}) brings no text of its licence`]
      : []
  })
}
