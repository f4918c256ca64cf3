import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { probeFindings } from '../../../../src/cli/prepare/doctor-probes.ts'
import type { Profile } from '../../../../src/core/profile.ts'
import { emptyProfile } from '../../../../src/municipality/empty-profile.ts'

const place = { slug: 'diest', name: 'Diest' }

/** A port of this machine on which something listens, and one on which nothing does. */
async function ports(): Promise<readonly [string, string]> {
  const open = createServer().listen(0, '127.0.0.1')
  const shut = createServer().listen(0, '127.0.0.1')
  const [one, other] = await Promise.all(
    [open, shut].map(
      (server) =>
        new Promise<string>((done) => {
          server.once('listening', () => done(`127.0.0.1:${(server.address() as { port: number }).port}`))
        }),
    ),
  )
  await new Promise((done) => shut.close(done))
  onTestFinished(() => void open.close())
  return [one ?? '', other ?? '']
}

function profile(part: Partial<Profile>): Profile {
  return { ...emptyProfile({ nis: '24020', name: 'Diest' }), ...part }
}

test('a probe that does not answer now is named, of links and of backups', async () => {
  const [open, shut] = await ports()
  const found = await probeFindings(
    profile({
      links: [
        { id: 'internet', name: 'Internet', kind: 'internet', probe: open },
        { id: 'vpn', name: 'VPN', kind: 'vpn', probe: shut },
        { id: 'phone', name: 'Phone', kind: 'phone' },
      ],
      backups: [{ id: 'store', name: 'Store', location: 'cellar', probe: shut }],
    }),
    place,
  )
  expect(found.map(({ id, state }) => [id, state])).toEqual([
    ['diest.probe', 'attention'],
    ['diest.probe', 'attention'],
  ])
  expect(found[0]?.said.en).toBe(
    `Diest: the probe of VPN is NOT OPEN NOW (${shut} is closed (refused)): from here it proves no cut`,
  )
  expect(found[1]?.said.nl).toContain('het controleadres van Store is NU NIET OPEN')
})

test('when all answer, one line says so', async () => {
  const [open] = await ports()
  const links = [{ id: 'internet', name: 'Internet', kind: 'internet', probe: open }] as const
  const found = await probeFindings(profile({ links }), place)
  expect(found.map(({ state, said }) => [state, said.en])).toEqual([
    ['well', 'Diest: 1 probe answers, so a cut can be seen from here'],
  ])
})

test('a profile without probes has nothing to say', async () => {
  expect(await probeFindings(profile({}), place)).toEqual([])
})
