import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLog, readLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import type { EventData } from '../../src/core/event.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = ['--answers', join(small, 'answers.yaml'), '--until', 'F3']

/** An incident, and another process that has a session in it. */
async function besideSession(data: EventData['session.started']) {
  const home = tempFolder()
  await cli(home, '--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile, ...answers)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const folder = join(home, 'incidents', incident)
  const here = logHost()
  const other = { run: 'other', pid: 4711, witness: () => ({ ...here.witness(), run: 'other' }) }
  const { log } = await openLog(folder, { ...here, ...other })
  onTestFinished(() => log.close())
  await log.append([{ type: 'session.started', actor: 'Bram Claes', data }], log.size)
  return { home, folder, log }
}

const version = '0.3.0'

test('a note stands beside a session that is not alone, and that one sees it', async () => {
  const { home, folder, log } = await besideSession({ version, mode: 'interactive', shared: true, needs: version })
  const said = await cli(home, 'note', 'willebroek', 'the mayor called')
  expect(said).toMatchObject({ code: 0, err: expect.stringContaining('the mayor called') })
  expect(await log.follow()).toContainEqual(
    expect.objectContaining({ type: 'note.added', data: { text: 'the mayor called' } }),
  )
  // A second session is not begun beside it.
  const second = await cli(home, 'resume', 'willebroek', ...answers)
  expect(second).toMatchObject({ code: 5, err: expect.stringContaining('pid 4711') })
  expect((await readLog(folder)).events.at(-1)).toMatchObject({ type: 'note.added' })
})

test('nobody writes beside a session that is alone', async () => {
  const { home, log } = await besideSession({ version, mode: 'interactive' })
  const said = await cli(home, 'note', 'willebroek', 'the mayor called')
  expect(said).toMatchObject({ code: 5, err: expect.stringContaining('pid 4711') })
  expect(await log.follow()).toEqual([])
})

test('two who have a fact to write do not keep each other away, and both keep a session away', async () => {
  const home = tempFolder()
  await cli(home, '--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile, ...answers)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const { log } = await openLog(join(home, 'incidents', incident), { ...logHost(), run: 'other', pid: 4711 }, 'fact')
  onTestFinished(() => log.close())
  expect((await cli(home, 'note', 'willebroek', 'the mayor called')).code).toBe(0)
  expect(await log.follow()).toMatchObject([{ type: 'note.added' }])
  expect((await cli(home, 'resume', 'willebroek', ...answers)).code).toBe(5)
})
