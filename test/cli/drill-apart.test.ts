import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newestIncident } from '../../src/adapters/home/incident-files.ts'
import { approvalSigner, sealingOf } from '../../src/cli/wiring/sealing.ts'
import { drillFolder } from '../support/drill-folder.ts'
import { beginEvening, eveningDrill } from '../support/evening-drill.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const name = 'willebroek-drill-2026-11-25'
const willebroek = { slug: 'willebroek', nis: '12040' }

test('a drill is found as a drill only, also when somebody puts it among the incidents', async () => {
  const home = tempFolder()
  const folder = await drillFolder(home)
  expect(await newestIncident(home, willebroek, 'any', () => {}, 'drill')).toBe(folder)
  cpSync(folder, join(home, 'incidents', name), { recursive: true })
  expect(await newestIncident(home, willebroek, 'any')).toBeNull()
})

test('nothing of a drill is done for real: activate begins an incident beside it, resume refuses it', async () => {
  const home = tempFolder()
  await drillFolder(home)
  const small = join(root, 'fixtures/small')
  const answers = ['--answers', join(small, 'answers.yaml')]
  const runbooks = ['--runbooks', small]
  const resumed = await cli(home, ...runbooks, 'resume', name, ...answers)
  expect(resumed).toMatchObject({ code: 2, err: expect.stringContaining('is a drill') })
  const profile = ['--profile', join(root, 'fixtures/profiles/willebroek.yaml')]
  const activated = await cli(
    home,
    ...runbooks,
    'activate',
    'willebroek',
    '--plan',
    'small',
    ...profile,
    ...answers,
    '--until',
    'F3',
  )
  expect(activated.code).toBe(4)
  expect(activated.err).toContain('incident     willebroek-')
  expect(activated.err).not.toContain('OEFENING')
})

test('a drill is played without the keys of people', async () => {
  const home = tempFolder()
  const keys = 'sign_with: gone\napprovers: { Jan Maes: gone }\n'
  writeFileSync(join(home, 'config.yaml'), `format: cyber-respond/config@1\n${keys}`)
  const drill = await eveningDrill(home)
  expect((await approvalSigner(drill.host)).keyOf('Jan Maes')).toBe(join(home, 'gone'))
  expect((await approvalSigner(drill.host, 'drill')).keyOf('Jan Maes')).toBeNull()
  const session = await beginEvening(drill)
  await session.close()
  expect(readFileSync(join(drill.folder, 'checkpoint'), 'utf8')).toContain('cyber-respond/drill/')
  // An incident of the same home can't be sealed without that key.
  await expect(sealingOf(drill.host, 'willebroek-2026-11-24')).rejects.toThrow(/gone/)
})

test('the clocks of a drill stand as in the exercise, not as they would be today', async () => {
  const home = tempFolder()
  await drillFolder(home)
  const { out } = await cli(home, '--json', 'status', name)
  const { clocks } = JSON.parse(out) as { readonly clocks: readonly { readonly leftMs: number | null }[] }
  const left = clocks.flatMap(({ leftMs }) => (leftMs === null ? [] : [leftMs]))
  expect(left.length).toBeGreaterThan(0)
  expect(Math.min(...left)).toBeGreaterThan(-365 * 86_400_000)
})
