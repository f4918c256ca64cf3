import { fileURLToPath } from 'node:url'
import type { EmbeddedService } from '../../../cloud/embedded-services.ts'
import { ownFiles } from '../../program/this-program.ts'

type Role = EmbeddedService | 'supervisor'

/** What Node, or the executable, is given to become a process of the emergency cloud, before the JSON that it begins with. */
export type ProcessEntry = readonly string[]

const sources: Readonly<Record<Role, string>> = {
  supervisor: './supervisor-main.ts',
  'status-page': '../../../services/status-page/main.ts',
  'counter-desk': '../../../services/counter-desk/main.ts',
}

/** Among the sources each is a file of its own; once it is built, the program becomes one when its first word says so. */
export function processEntry(role: Role): ProcessEntry {
  return ownFiles.isBuilt ? [...ownFiles.start, `process:${role}`] : [sourceOf(role)]
}

/** The files that Node needs for it. */
export function processFiles(role: Role): readonly string[] {
  return ownFiles.isBuilt ? [...ownFiles.start, ...ownFiles.onDisk([`dist/${role}.cjs`])] : [sourceOf(role)]
}

function sourceOf(role: Role): string {
  return fileURLToPath(new URL(sources[role], import.meta.url))
}
