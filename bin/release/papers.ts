import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Commit } from './commit.ts'
import { licenceProblems } from './licences.ts'
import { noticesText } from './notices.ts'
import { shippedPackages } from './packages.ts'
import { billOfMaterials } from './sbom.ts'

/** The files of `dist/` that are for people and scanners: the program does not read them. */
export const noticesFile = 'NOTICES.txt'
export const billFile = 'sbom.cdx.json'

/**
 * Writes the notices and the bill of materials of what was built in `root` into `dist/`. `takenIn`: the files that stand in the
 * bundles. Throws where something may not ship.
 */
export function writePapers(root: string, takenIn: Iterable<string>, { seconds }: Commit): void {
  const packages = shippedPackages(root, takenIn)
  const problems = licenceProblems(packages)
  if (problems.length > 0) throw new Error(`build: ${problems.join('\nbuild: ')}`)
  const { versions } = process
  const own = readFileSync(join(root, 'LICENSE'), 'utf8')
  const node = { version: versions.node, license: licenseOfNode(root) }
  writeFileSync(join(root, 'dist', noticesFile), noticesText(own, packages, node))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const nodeSha256 = createHash('sha256').update(readFileSync(process.execPath)).digest('hex')
  const committed = seconds === null ? null : new Date(seconds * 1000).toISOString()
  writeFileSync(join(root, 'dist', billFile), billOfMaterials({ version, packages, versions, nodeSha256, committed }))
}

/**
 * Node's own LICENSE: it stands in the package that brings Node, and in every archive of Node. Null where it is not at hand:
 * `npm install` of one more package leaves Node without it, `npm ci` brings it back. No release is made then.
 */
function licenseOfNode(root: string): string | null {
  const brought = `node_modules/node-${process.platform}-${process.arch}/LICENSE`
  const places = [
    join(root, 'node_modules/node', brought),
    join(root, brought),
    join(process.execPath, '../../LICENSE'),
  ]
  const place = places.find((file) => existsSync(file))
  return place === undefined ? null : readFileSync(place, 'utf8')
}
