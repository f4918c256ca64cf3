import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDoors } from '../../fixtures/doors.js'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const fixtures = join(root, 'fixtures')

/** A home with the example profile, behind whose links something really listens, and which the commands really close. */
async function town(): Promise<{ readonly home: string; readonly profile: string }> {
  const home = tempFolder()
  const doors = await openDoors(join(home, 'world.txt'))
  const before = process.env.CYBER_RESPOND_DEMO_WORLD
  process.env.CYBER_RESPOND_DEMO_WORLD = join(home, 'world.txt')
  onTestFinished(() => {
    if (before === undefined) delete process.env.CYBER_RESPOND_DEMO_WORLD
    else process.env.CYBER_RESPOND_DEMO_WORLD = before
    doors.close()
  })
  const profile = join(home, 'profile.yaml')
  const text = doors.through(readFileSync(join(fixtures, 'profiles/willebroek.yaml'), 'utf8'))
  writeFileSync(profile, text.replaceAll('../bin/', `${fixtures}/bin/`))
  return { home, profile }
}

// The whole plan of ransomware is the demo (test/docs/readme); in both languages all five run in test/unit/runbook/plans.
describe('an unattended run to the end', () => {
  test.each([
    ['supplier', 'nl'],
    ['data-theft', 'en'],
    ['account-takeover', 'nl'],
    ['ddos', 'en'],
  ] as const)(
    '%s, in %s: every step is proven, the record is closed and verifies',
    { timeout: 120_000 },
    async (plan, lang) => {
      const { home, profile } = await town()
      const answers = join(fixtures, 'answers', `${plan}.yaml`)
      // No --plan: the answers say which one.
      const said = await cli(home, '--lang', lang, 'activate', 'willebroek', '--profile', profile, '--answers', answers)
      expect(said.code, said.err).toBe(0)
      const [incident = ''] = readdirSync(join(home, 'incidents'))
      const verified = await cli(home, '--json', 'verify', incident)
      expect(JSON.parse(verified.out)).toMatchObject({ verdict: 'signed', state: 'closed' })
      const status = JSON.parse((await cli(home, '--json', 'status', incident)).out)
      expect(status.plan).toBe(plan)
      const steps: readonly { status: string; unproven: boolean; step: string }[] = status.steps
      expect(steps.filter((step) => step.unproven)).toEqual([])
      const done = steps.filter((step) => step.status === 'done')
      expect(done.length).toBeGreaterThan(30)
      const texts = readdirSync(join(home, 'incidents', incident, 'outbox')).filter((name) => name.endsWith('.txt'))
      expect(texts).toContain('ccb-early-warning.txt')
    },
  )
})

test('--plan counts before what the answers say, and must exist', async () => {
  const home = tempFolder()
  const [answers, profile] = [join(fixtures, 'answers/ddos.yaml'), join(fixtures, 'profiles/willebroek.yaml')]
  const other = ['activate', 'willebroek', '--profile', profile, '--answers', answers, '--plan'] as const
  const said = await cli(home, ...other, 'supplier')
  expect(said.code).toBe(3)
  expect(said.err).toContain('the plan has no step "ddos/what-is-flooded"')
  expect((await cli(home, ...other, 'dos')).err).toContain('did you mean "ddos"?')
})

test('without a person and without answers a dry run takes the usual plan, as it always did', async () => {
  const profile = join(fixtures, 'profiles/willebroek.yaml')
  const said = await cli(tempFolder(), 'activate', 'willebroek', '--profile', profile, '--dry-run')
  expect(said.out).toMatch(/I1 +Declare the incident/)
  expect(said.err).toContain('This shows the plan ransomware; --plan names another.')
})

test('an incident that is open keeps its plan, and says so', async () => {
  const home = tempFolder()
  const [answers, profile] = [join(fixtures, 'answers/ddos.yaml'), join(fixtures, 'profiles/willebroek.yaml')]
  const run = ['activate', 'willebroek', '--profile', profile, '--answers', answers, '--until', 'F1'] as const
  expect((await cli(home, ...run)).code).toBe(4)
  const said = await cli(home, ...run, '--plan', 'ransomware')
  expect(said.err).toContain('The incident that is open follows the plan ddos, and keeps it.')
  expect(said.code).toBe(4)
})
