import fc from 'fast-check'
import { expect, it } from 'vitest'
import { simulatedPaths } from '../../../../src/adapters/simulated/simulated-blobs.ts'
import type { Action } from '../../../../src/core/model.ts'
import { plain } from '../../../../src/core/text.ts'
import type { Change, ScriptedCommand } from '../../../../src/drill/scenario.ts'
import { emptyProfile } from '../../../../src/municipality/empty-profile.ts'
import { drillScenario, playWorld, runs } from '../../../support/drill-world.ts'

it('anything that is typed describes a file', () => {
  expect(simulatedPaths.typed(' the scan report ')).toBe('the scan report')
  expect(simulatedPaths.wrongFile('/no/such/file')).toBeNull()
  expect(simulatedPaths.wrongEvidence('')).toBeNull()
  for (const { en, nl } of [simulatedPaths.askFile, simulatedPaths.askEvidence]) {
    expect(en).not.toMatch(/path/)
    expect(nl).not.toMatch(/pad/)
  }
})

it('what people do by hand changes the world as well', async () => {
  const scenario = drillScenario({ services: [{ id: 'births', tier: 0, owner: null, state: 'down' }] })
  const { act, drill } = playWorld({ scenario })
  const link = { id: 'vpn', name: 'VPN' }
  await act({ kind: 'confirm' }, 'isolate/cut-links-by-hand[vpn]', { link })
  expect(drill().world.links.vpn?.state).toBe('closed')
  await act({ kind: 'confirm' }, 'isolate/watch[vpn]', { link })
  await act({ kind: 'confirm' }, 'restore/reopen-links-by-hand[vpn]', { link })
  expect(drill().world.links.vpn?.state).toBe('open')
  await act({ kind: 'confirm' }, 'isolate/detach-backups-by-hand[nas]', { backup: { id: 'nas' } })
  expect(drill().world.backups.nas?.attached).toBe(false)
  await act({ kind: 'confirm' }, 'restore/bring-back[births]', { service: { id: 'births', tier: 0 } })
  expect(drill().world.services.births).toBe('up')
})

it('links and backups that the players name themselves are in the world from then on', async () => {
  const profile = { ...emptyProfile({ nis: '12040', name: 'Willebroek' }), links: null, backups: null }
  const { act, drill, record } = playWorld({ profile, scenario: drillScenario() })
  expect(drill().world.links).toEqual({})
  const link = { id: 'vpn', name: 'VPN' }
  const named = (source: string, ...items: readonly { id: string; name: string }[]): void =>
    record([{ type: 'step.expanded', actor: 'An', step: 'isolate/cut-links', data: { source, items } }])
  named('profile.links', link, { id: '__proto__', name: 'x' })
  named('profile.backups', { id: 'tape', name: 'Tape' })
  named('profile.systems', { id: 'mail', name: 'Mail' })
  expect(Object.keys(drill().world.links)).toEqual(['vpn', '__proto__'])
  expect(drill().world.backups).toEqual({ tape: { attached: true, state: 'clean', probe: null } })
  await act({ kind: 'confirm' }, 'isolate/cut-links-by-hand[vpn]', { link })
  expect(drill().world.links.vpn?.state).toBe('closed')
  expect(drill().closed).toEqual({ vpn: 0 })
  await act({ kind: 'confirm' }, 'isolate/detach-backups-by-hand[tape]', { backup: { id: 'tape', name: 'Tape' } })
  expect(drill().world.backups.tape?.attached).toBe(false)
  // Named once more: what was done to it stays.
  named('profile.links', link)
  expect(drill().world.links.vpn?.state).toBe('closed')
})

const words = fc.constantFrom('fw', 'cut', '*', '{{ bad', '{{ x.y }}', 'tape', 'off', '', '__proto__', 'constructor')
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ link: words, to: fc.constantFrom('open' as const, 'closed' as const) }),
  fc.record({ hosts: words, encrypt: fc.integer() }),
  fc.record({ backup: words, to: fc.constantFrom('poisoned' as const, 'detached' as const) }),
)
const scripted: fc.Arbitrary<ScriptedCommand> = fc.record({
  match: fc.array(words, { maxLength: 4 }).map((parts) => parts.join(' ')),
  exit: fc.integer({ min: 0, max: 255 }),
  output: fc.string(),
  failures: fc.nat(3),
  change: fc.array(change, { maxLength: 2 }),
})
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.array(words, { maxLength: 3 }).map((parts) => runs(...parts)),
  fc.constant<Action>({ kind: 'confirm' }),
  fc.constant<Action>({ kind: 'evidence', items: plain('x') }),
  fc.constantFrom<Action>(
    { kind: 'cloud', cloud: 'up' },
    { kind: 'cloud', cloud: 'hand-back' },
    { kind: 'cloud', cloud: 'down' },
  ),
  words.map((who): Action => ({ kind: 'call', call: { who, phone: '1', say: plain('x') } })),
  fc.tuple(words, words).map(
    ([address, within]): Action => ({
      kind: 'check',
      check: { probe: { kind: 'tcp', address }, expect: 'open', within },
    }),
  ),
  words.map((path): Action => ({ kind: 'check', check: { probe: { kind: 'file', path }, expect: 'exists' } })),
  words.map((url): Action => ({ kind: 'check', check: { probe: { kind: 'http', url }, expect: 'ok' } })),
)

it('no sequence of acts throws', async () => {
  const results = new Map<string, number>()
  const acts = fc.array(fc.tuple(action, words), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(acts, fc.array(scripted, { maxLength: 4 }), async (sequence, commands) => {
      const { act } = playWorld({ scenario: drillScenario({ commands }) })
      for (const [one, word] of sequence) {
        const instance = `isolate/cut-${word}[${word}]`
        const scope = { link: { id: word }, backup: { id: word }, service: { id: word } }
        // A call whose template makes no sense is a fault of the runbook in every world.
        if (one.kind === 'call' && one.call.who.includes('{{')) continue
        const { result } = await act(one, instance, scope)
        expect(['done', 'failed', 'deferred']).toContain(result)
        results.set(result, (results.get(result) ?? 0) + 1)
      }
    }),
    { numRuns: 60 },
  )
  // Acts that the world takes and acts that it refuses were among them.
  for (const result of ['done', 'failed']) expect(results.get(result), result).toBeGreaterThan(5)
})
