import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { municipalityOf } from '../../../src/municipality/find-municipality.ts'
import { readProfile } from '../../../src/municipality/profile.ts'
import { catalogueSchema } from '../../../src/runbook/catalogue.ts'
import { decode } from '../../../src/runbook/decode.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = join(root, 'fixtures/profiles')
const scratch = mkdtempSync(join(tmpdir(), 'cyber-respond-profiles-'))
afterAll(() => rmSync(scratch, { recursive: true }))
function phones(list: readonly { readonly phone?: string | null }[] | null) {
  return list ?? []
}

const { services } = decode(
  { file: 'services.yaml', text: readFileSync(join(root, 'runbooks/services.yaml'), 'utf8') },
  catalogueSchema,
)

describe.each(['antwerpen', 'diest', 'willebroek'])('the example %s', (name) => {
  const text = readFileSync(join(folder, `${name}.yaml`), 'utf8')
  const profile = readProfile(`${name}.yaml`, text)

  it('is of the municipality of its name', () => {
    expect(municipalityOf(profile.municipality).slug).toBe(name)
  })

  it('names nobody who can be reached', () => {
    expect(text).toContain('made up')
    const { contacts, partners, suppliers, neighbours } = profile
    for (const { phone } of [contacts, partners, suppliers, neighbours].flatMap(phones)) {
      if (phone) expect(phone).toMatch(/^\+32 3 555 01 \d\d$/)
    }
    for (const [address] of text.matchAll(/(?<=mail: )\S+?(?=[ ,}])/g)) expect(address).toMatch(/@example\.org$/)
    const probes = [profile.links, profile.backups].flatMap((list) => (list ?? []).flatMap(({ probe }) => probe ?? []))
    // Below the ports that a system hands out (32768 and up): there somebody else may listen, and a cut link looks open.
    for (const probe of probes) expect(probe).toMatch(/^127\.0\.0\.1:179\d\d$/)
  })

  it('knows its services from the catalogue', () => {
    const known = services.map(({ id }) => id)
    for (const { id } of profile.services ?? []) expect(known).toContain(id)
  })

  it('has commands that run in its folder, and only write down that they ran', () => {
    const links = (profile.links ?? []).flatMap(({ id, cut, restore }) => [
      [cut, `cut ${id}`] as const,
      [restore, `restore ${id}`] as const,
    ])
    const backups = (profile.backups ?? []).map(({ id, detach }) => [detach, `detach ${id}`] as const)
    const wanted: string[] = []
    const world = join(scratch, name)
    for (const [command, line] of [...links, ...backups]) {
      const [program, ...args] = command ?? []
      if (program === undefined) continue
      execFileSync(program, args, { cwd: folder, env: { ...process.env, CYBER_RESPOND_DEMO_WORLD: world } })
      execFileSync(program, args, { cwd: folder })
      wanted.push(line)
    }
    const written = readdirSync(scratch).includes(name) ? readFileSync(world, 'utf8') : ''
    expect(written.split('\n').filter((line) => line !== '')).toEqual(wanted)
  })
})

describe('the example of the demo', () => {
  const profile = readProfile('willebroek.yaml', readFileSync(join(folder, 'willebroek.yaml'), 'utf8'))

  it('can be run by a machine from the first link to the last', () => {
    for (const link of profile.links ?? []) {
      expect(link).toMatchObject({
        cut: ['../bin/cut-link', link.id],
        restore: ['../bin/restore-link', link.id],
        probe: expect.any(String),
        watch: '1s',
      })
    }
    expect(profile.links?.length).toBeGreaterThan(2)
  })

  it('puts the care home first', () => {
    expect(profile.services?.[0]?.id).toBe('care-home')
  })
})
