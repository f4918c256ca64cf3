import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EmbeddedService } from '../../../cloud/embedded-services.ts'
import type { Refusal } from '../../../services/service-settings.ts'
import { realDisk } from '../../disk/disk.ts'
import { makeFolders } from '../../disk/make-folders.ts'
import { replaceFile } from '../../disk/whole-file.ts'

/** The settings that a supervisor gets at its start; two runs with the same ones do the same. */
export interface CloudPlan {
  readonly folder: string
  readonly services: readonly EmbeddedService[]
  readonly bind: string
  /** The port that the profile asks for, by service. 0: any free one, the same as last time when it is still free. */
  readonly ports: Readonly<Record<string, number>>
  readonly municipality: { readonly nis: string; readonly name: string; readonly slug: string }
  readonly exercise: boolean
}

/** The state that the supervisor wrote down last. It is a testimony: locks and `/health` say what runs now. */
export interface CloudState {
  /** The supervisor's run; null once the cloud was taken down. Services of another generation end by themselves. */
  readonly generation: string | null
  /** The process that wrote this. When another one has the lock, it has yet to write down its own. */
  readonly supervisor: number
  /** The plan that the supervisor follows, as JSON. */
  readonly plan: string
  readonly services: Readonly<Record<string, ServiceRecord>>
  /** The files that the supervisor and its services are started from. One of 0.1.0 doesn't say. */
  readonly program?: readonly string[]
}

export interface ServiceRecord {
  readonly port: number
  /** The number of times that the supervisor started it again because it had died or gone silent. */
  readonly restarts: number
  /** The reason why it could not start the last time it tried. */
  readonly refused: Refusal['why'] | null
}

export const emptyState: CloudState = { generation: null, supervisor: 0, plan: '', services: {} }

export function supervisorLock(folder: string): string {
  return join(folder, 'supervisor.lock')
}

export function serviceLock(folder: string, service: EmbeddedService): string {
  return join(folder, `${service}.lock`)
}

export function logFile(folder: string, name: EmbeddedService | 'supervisor'): string {
  return join(folder, `${name}.log`)
}

/** The name that the services of this folder give in `/health`. */
export function cloudId(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16)
}

/** Makes the folder, for this user only. */
export function makeCloudFolder(folder: string): void {
  makeFolders(folder)
}

export function readState(folder: string): CloudState {
  return readJson<CloudState>(join(folder, 'state.json')) ?? emptyState
}

export function writeState(folder: string, state: CloudState): void {
  replaceFile(realDisk, join(folder, 'state.json'), `${JSON.stringify(state, null, 2)}\n`)
}

/** Asks the supervisor of this generation to stop everything and end. Asking a supervisor that is gone does nothing. */
export function askToStop(folder: string, generation: string): void {
  replaceFile(realDisk, join(folder, 'stop.json'), JSON.stringify({ generation }))
}

/** Whether this generation was asked to stop. */
export function wasAskedToStop(folder: string, generation: string): boolean {
  return readJson<{ generation?: unknown }>(join(folder, 'stop.json'))?.generation === generation
}

function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
