import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { citizenServices } from '../../../src/cloud/citizen-services.ts'
import { embeddedServices } from '../../../src/cloud/embedded-services.ts'
import { innerServices } from '../../../src/cloud/inner-services.ts'
import { parseDuration } from '../../../src/core/duration.ts'
import { Fault } from '../../../src/core/fault.ts'
import { catalogueSchema } from '../../../src/runbook/catalogue.ts'
import { decode } from '../../../src/runbook/decode.ts'

const shipped = readFileSync(new URL('../../../runbooks/services.yaml', import.meta.url), 'utf8')

describe('the catalogue that ships', () => {
  const { services } = decode({ file: 'services.yaml', text: shipped }, catalogueSchema)

  it('holds twenty services, from the most urgent tier to the least', () => {
    expect(services).toHaveLength(20)
    const tiers = services.map((service) => service.tier)
    expect(tiers).toEqual(tiers.toSorted())
    expect(new Set(tiers)).toEqual(new Set([0, 1, 2, 3, 4]))
  })

  it.each(services)('$id can be missed for longer than it takes to bring it back', ({ rto, mtd }) => {
    expect(parseDuration(mtd)).toBeGreaterThan(parseDuration(rto))
  })

  it('has a title for every service, also where the file is not read', () => {
    const titles = { ...embeddedServices, ...citizenServices, ...innerServices }
    for (const { id } of services) expect(titles).toHaveProperty([id, 'nl'])
    for (const [id, title] of Object.entries(innerServices)) {
      expect(services.find((service) => service.id === id)?.title).toEqual(title)
    }
  })

  it('says in both languages what to do', () => {
    for (const { title, minimal, byHand } of services) {
      for (const words of [title, minimal, byHand]) expect(words.en && words.nl).toBeTruthy()
    }
  })
})

describe('a catalogue', () => {
  it.each([
    ['a service twice', shipped.replace('id: births', 'id: deaths'), 'shape.value', 'id: births'],
    ['a tier that does not exist', shipped.replace('tier: 4', 'tier: 5'), 'shape.value', 'tier: 4'],
    ['an unknown key', shipped.replace('rto: 1h', 'rto: 1h\n    extra: 1h'), 'shape.unknown-key', 'mtd: 4h'],
  ])('refuses %s, and says where', (_, yaml, code, at) => {
    expect.assertions(3)
    try {
      decode({ file: 'services.yaml', text: yaml }, catalogueSchema)
    } catch (fault) {
      expect(fault).toBeInstanceOf(Fault)
      const [first] = (fault as Fault).diagnostics
      expect(first?.code).toBe(code)
      expect(first?.place?.line).toBe(shipped.slice(0, shipped.indexOf(at)).split('\n').length)
    }
  })
})
