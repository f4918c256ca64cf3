import { describe, expect, it } from 'vitest'
import type { SeenBefore } from '../../../../src/core/event.ts'
import type { CheckSpec } from '../../../../src/core/model.ts'
import { drillScenario, playWorld } from '../../../support/drill-world.ts'

const signal = new AbortController().signal

function checking(scenario = drillScenario()) {
  const played = playWorld({ scenario })
  const check = (spec: CheckSpec) => played.world.checks.check(spec, { scope: {}, signal, progress: () => {} })
  return { ...played, check }
}

const tcp = (address: string, expect: string, part = {}): CheckSpec => ({
  probe: { kind: 'tcp', address },
  expect,
  ...part,
})

describe('a simulated check', () => {
  it('sees an address as long as its link is open or its backup attached', async () => {
    const { check, record } = checking()
    expect(await check(tcp('FW.example:443', 'open'))).toEqual({
      verdict: 'pass',
      seen: 'EXERCISE: FW.example:443 is open',
    })
    expect(await check(tcp('tape.example:22', 'closed'))).toMatchObject({ verdict: 'fail' })
    const changes = [
      { link: 'internet', to: 'closed' },
      { backup: 'tape', to: 'detached' },
    ]
    record([{ type: 'world.changed', actor: 'x', data: { cause: 'y', what: 'y', changes } }])
    expect(await check(tcp('fw.example:443', 'closed'))).toEqual({
      verdict: 'pass',
      seen: 'EXERCISE: fw.example:443 is closed (no answer)',
    })
    expect(await check(tcp('tape.example:22', 'closed'))).toMatchObject({ verdict: 'pass' })
    expect((await check(tcp('10.0.0.1:22', 'open'))).seen).toBe(
      'EXERCISE: 10.0.0.1:22 is closed (no such host in the exercise)',
    )
  })

  it('sees no backup that is destroyed, although it is attached', async () => {
    const { check, record } = checking()
    expect((await check(tcp('tape.example:22', 'open'))).verdict).toBe('pass')
    const to = (state: string): void =>
      record([
        {
          type: 'world.changed',
          actor: 'x',
          data: { cause: 'y', what: 'y', changes: [{ backup: 'tape', to: state }] },
        },
      ])
    to('poisoned')
    expect((await check(tcp('tape.example:22', 'open'))).verdict).toBe('pass')
    to('destroyed')
    expect((await check(tcp('tape.example:22', 'closed'))).verdict).toBe('pass')
  })

  it('holds in exercise time', async () => {
    const { check, clock, record } = checking()
    const changes = [{ link: 'internet', to: 'closed' }]
    record([{ type: 'world.changed', actor: 'x', data: { cause: 'y', what: 'y', changes } }])
    const { verdict, seen } = await check(tcp('fw.example:443', 'closed', { for: '15m', every: '30s' }))
    expect([verdict, seen]).toEqual(['pass', 'EXERCISE: fw.example:443 is closed (no answer), for 15 m'])
    expect(clock.now().toString()).toBe('2022-12-12T06:45:00Z')
    expect((await check(tcp('fw.example:443', 'open', { within: '1m' }))).verdict).toBe('timed-out')
  })

  it('asks services, files and commands of the scenario, and harmless ones where it says nothing', async () => {
    const scenario = drillScenario({
      services: [{ id: 'births', tier: 0, owner: null, state: 'down' }],
      commands: [{ match: 'edr scan', exit: 0, output: '0 hits', failures: 2, change: [] }],
    })
    const { check } = checking(scenario)
    const http = (url: string): CheckSpec => ({ probe: { kind: 'http', url }, expect: 'ok' })
    expect(await check(http('https://births.example/'))).toMatchObject({ verdict: 'fail' })
    expect(await check(http('https://elsewhere.example/'))).toMatchObject({ verdict: 'pass' })
    const file: CheckSpec = { probe: { kind: 'file', path: '/etc/shadow' }, expect: 'exists && size > 0' }
    expect(await check(file)).toMatchObject({ verdict: 'pass' })
    const scan: CheckSpec = {
      probe: { kind: 'command', command: ['edr', 'scan'] },
      expect: 'stdout.contains("0 hits")',
    }
    expect(await check(scan)).toMatchObject({ verdict: 'fail' })
    expect(await check({ ...scan, within: '1m' })).toMatchObject({ verdict: 'pass' })
    expect(await check({ probe: { kind: 'tcp', address: '{{ none.at.all }}' }, expect: 'open' })).toMatchObject({
      verdict: 'error',
    })
  })
})

describe('a cut in the simulated world', () => {
  const context = { scope: {}, signal, progress: () => {} }
  const look = async (
    { world }: ReturnType<typeof checking>,
    address = 'fw.example:443',
  ): Promise<{ readonly before: SeenBefore; later(): Promise<SeenBefore> }> => {
    const found = await world.checks.before?.(tcp(address, 'closed'), context)
    if (found === undefined) throw new Error('a drill looks before too')
    return { before: found.before, later: () => found.after(signal) }
  }
  const cut = ({ record }: ReturnType<typeof checking>): void =>
    record([
      {
        type: 'world.changed',
        actor: 'x',
        data: { cause: 'y', what: 'y', changes: [{ link: 'internet', to: 'closed' }] },
      },
    ])

  it('is seen open before and gone after', async () => {
    const played = checking()
    const { before, later } = await look(played)
    expect(before).toEqual({
      ...{ subject: 'tcp fw.example:443', there: 'yes', seen: 'EXERCISE: fw.example:443 is open' },
    })
    cut(played)
    expect((await later()).held).toEqual({ end: 'ended', seen: 'it ended' })
  })

  it('goes on when the world still answers there, whatever was said', async () => {
    const { later } = await look(checking())
    expect((await later()).held?.end).toBe('alive')
  })

  it('proves nothing of what was closed before, or is not in the exercise', async () => {
    const played = checking()
    cut(played)
    expect((await look(played)).before.there).toBe('no')
    expect((await look(played, '10.0.0.1:22')).before.there).toBe('no')
  })
})
