import { createHash } from 'node:crypto'
import type { LibrariesBeside } from './library-notices.ts'
import type { ShippedPackage } from './packages.ts'
import { debianNames, type Processor, runtimeLicence } from './runtime-libraries.ts'

/** What a bill of materials is about. `versions`: of Node and of what it holds, as `process.versions` has them. */
export interface Shipped {
  readonly version: string
  readonly packages: readonly ShippedPackage[]
  readonly versions: Readonly<Record<string, string | undefined>>
  /** SHA-256 of the program of Node, in hex. */
  readonly nodeSha256: string
  /** When the commit was made, RFC 3339 UTC; null where nobody knows. */
  readonly committed: string | null
}

/** Members of `process.versions` that name an interface or Node itself, and no part. */
const noParts = new Set(['node', 'modules', 'napi'])

/**
 * The bill of materials in CycloneDX 1.7 as JSON: each package with purl, licence and the SHA-512 of its archive, Node with what
 * it holds, and who uses whom. The same parts give the same bytes.
 * Source: https://cyclonedx.org/docs/1.7/json/
 */
export function billOfMaterials({ version, packages, versions, nodeSha256, committed }: Shipped): string {
  const self = `pkg:npm/cyber-respond@${version}`
  const used = new Set(packages.flatMap(({ uses }) => uses))
  const node = `pkg:generic/node@${versions.node}`
  const parts = Object.entries(versions)
    .filter(([name, its]) => !noParts.has(name) && its !== undefined && its !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, its]) => ({ type: 'library', 'bom-ref': `${node}#${name}`, name, version: its }))
  const components = [
    ...packages.map((one) => ({
      type: 'library',
      'bom-ref': purl(one),
      ...named(one.name),
      version: one.version,
      scope: 'required',
      ...(one.sha512 === null ? {} : { hashes: [{ alg: 'SHA-512', content: one.sha512 }] }),
      licenses: [/[ ()]/.test(one.license) ? { expression: one.license } : { license: { id: one.license } }],
      purl: purl(one),
      ...(one.homepage === null ? {} : { externalReferences: [{ type: 'website', url: one.homepage }] }),
    })),
    {
      type: 'platform',
      'bom-ref': node,
      name: 'node',
      version: versions.node,
      description: 'in the executable and the Debian package; the npm package needs one that is there',
      scope: 'required',
      hashes: [{ alg: 'SHA-256', content: nodeSha256 }],
      licenses: [{ license: { id: 'MIT' } }],
      purl: node,
      components: parts,
    },
  ]
  const dependencies = [
    { ref: self, dependsOn: [...packages.filter((one) => !used.has(`${one.name}@${one.version}`)).map(purl), node] },
    ...packages.map((one) => ({
      ref: purl(one),
      dependsOn: packages.filter((other) => one.uses.includes(`${other.name}@${other.version}`)).map(purl),
    })),
    { ref: node, dependsOn: [] },
  ]
  const metadata = {
    ...(committed === null ? {} : { timestamp: committed }),
    component: {
      type: 'application',
      'bom-ref': self,
      name: 'cyber-respond',
      version,
      licenses: [{ license: { id: 'MIT' } }],
      purl: self,
    },
  }
  const contents = { metadata, components, dependencies }
  const head = { bomFormat: 'CycloneDX', specVersion: '1.7', serialNumber: serialNumber(contents), version: 1 }
  return `${JSON.stringify({ ...head, ...contents }, null, 1)}\n`
}

/** The bill of materials of a program that brings libraries of Debian along: they are parts of it, and use nothing. */
export function billWithLibraries(bill: string, beside: LibrariesBeside): string {
  const { bomFormat, specVersion, version, metadata, components, dependencies } = JSON.parse(bill)
  const libraries = Object.entries(beside).flatMap(([processor, found]) =>
    found.map(({ file, name, version: its, sha256 }) => {
      const address = `pkg:deb/debian/${name.replaceAll('+', '%2B')}@${its.replaceAll('+', '%2B')}?arch=${debianNames[processor as Processor]}`
      return {
        ...{ type: 'library', 'bom-ref': address, name, version: its, scope: 'optional' },
        description: `lib/${processor}/${file}, beside the executable only, for a Linux that has none`,
        hashes: [{ alg: 'SHA-256', content: sha256 }],
        licenses: [{ expression: runtimeLicence }],
        purl: address,
      }
    }),
  )
  const [self, ...others] = dependencies
  const refs = libraries.map((one) => one['bom-ref'])
  const uses = [
    { ...self, dependsOn: [...self.dependsOn, ...refs] },
    ...others,
    ...refs.map((ref) => ({ ref, dependsOn: [] })),
  ]
  const contents = { metadata, components: [...components, ...libraries], dependencies: uses }
  const head = { bomFormat, specVersion, serialNumber: serialNumber(contents), version }
  return `${JSON.stringify({ ...head, ...contents }, null, 1)}\n`
}

/** A package's address: https://github.com/package-url/purl-spec, type npm. */
function purl({ name, version }: Pick<ShippedPackage, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function named(name: string): { readonly group?: string; readonly name: string } {
  const [group, own] = name.split('/')
  return own === undefined ? { name } : { group: group ?? '', name: own }
}

/** A UUID (version 8, RFC 9562) out of what the bill says: another bill has another one. */
function serialNumber(contents: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(contents)).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
