import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openLog } from '../../src/adapters/log/files.ts'
import type { Draft } from '../../src/core/event.ts'
import { cli, root, tempFolder } from './run-cli.ts'

const small = join(root, 'fixtures/small')
export const exampleProfile = join(root, 'fixtures/profiles/willebroek.yaml')
/** The arguments that answer the small plan, unattended. */
export const smallAnswers = ['--answers', join(small, 'answers.yaml')]

/** The command line that plays the small plan for Willebroek. */
export const activateSmall = [
  ...['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', exampleProfile],
  ...smallAnswers,
]

/** A home of its own with one incident, which was left before F3. */
export async function begunIncident(): Promise<{
  readonly home: string
  readonly incident: string
  readonly folder: string
}> {
  const home = tempFolder()
  expect((await cli(home, ...activateSmall, '--until', 'F3')).code).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  return { home, incident, folder: join(home, 'incidents', incident) }
}

/** Lines that verify, with anything in them: as a stranger or a later program writes. */
export async function appendAnything(folder: string, drafts: readonly object[]): Promise<void> {
  const { log } = await openLog(folder)
  await log.append(drafts as readonly Draft[], log.size)
  await log.close()
}
