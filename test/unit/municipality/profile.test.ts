import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exit } from '../../../src/core/exit-codes.ts'
import { type Diagnostic, Fault } from '../../../src/core/fault.ts'
import { emptyProfile } from '../../../src/municipality/empty-profile.ts'
import { readProfile } from '../../../src/municipality/profile.ts'

const broken = new URL('../../../fixtures/broken/profiles/', import.meta.url)
const files = readdirSync(broken).map((name) => ({ name, text: readFileSync(new URL(name, broken), 'utf8') }))
const least = 'format: cyber-respond/profile@1\nmunicipality: "12040"\norganisation: { name: Willebroek }\n'

function findings(text: string): readonly Diagnostic[] {
  try {
    readProfile('profile.yaml', text)
  } catch (fault) {
    if (fault instanceof Fault) {
      expect(fault.exit).toBe(exit.invalid)
      return fault.diagnostics
    }
    throw fault
  }
  return []
}

describe('a broken profile', () => {
  it.each(files)('$name gives the error that its first line names', ({ text }) => {
    const [wanted] = /(?<=^# error: ).*/.exec(text) ?? []
    const [first] = findings(text)
    expect(first?.code).toBe(wanted)
    // The first line is the comment: an error there would point at nothing.
    expect(first?.place?.line).toBeGreaterThan(1)
    expect(first?.place?.frame).toBeTruthy()
    expect(first?.hint?.nl).toBeTruthy()
  })

  it('has a fixture for every code of its own', () => {
    const source = readFileSync(new URL('../../../src/municipality/profile.ts', import.meta.url), 'utf8')
    const codes = new Set([...source.matchAll(/'(profile\.[a-z-]+)'/g)].map((match) => match[1]))
    expect(codes.size).toBe(3)
    for (const code of codes) expect(files.some(({ text }) => text.startsWith(`# error: ${code}\n`))).toBe(true)
  })

  it.each([
    ['duplicate-id', 7, 11, 'give each its own id'],
    ['unknown-link', 8, 45, 'did you mean "internet"?'],
    ['name-for-code', 3, 15, 'Willebroek is "12040"'],
    ['code-before-merger', 3, 15, 'Beveren-Kruibeke-Zwijndrecht is "46030"'],
    ['unknown-key', 5, 1, 'did you mean "contacts"?'],
  ])('%s: says where (%i:%i), and what to do', (name, line, column, hint) => {
    const [first] = findings(files.find((file) => file.name === `${name}.yaml`)?.text ?? '')
    expect(first).toMatchObject({ place: { file: 'profile.yaml', line, column }, hint: { en: hint } })
  })

  it('tells everything that is wrong between its parts at once', () => {
    const text = `${least.replace('12040', '12041x')}partners:\n  - { id: a, name: A, links: [b] }\n  - { id: a, name: A }\n`
    expect(findings(text).map(({ code }) => code)).toEqual([
      'profile.unknown-municipality',
      'profile.unknown-link',
      'profile.duplicate-id',
    ])
  })

  it('is refused, and nothing else happens, whatever the text', () => {
    const line = fc.constantFrom(...least.split('\n'), 'links: []', '- [', '&a *a', '? !!x', '\u0000', '{}')
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ unit: 'binary' }))), (lines) => {
        findings(lines.join('\n'))
      }),
    )
  })

  it('is refused before it is parsed when it is huge', () => {
    expect(() => readProfile('profile.yaml', '#'.repeat(2 ** 20 + 1))).toThrow(
      expect.objectContaining({ code: 'file.too-big' }),
    )
  })
})

describe('readProfile', () => {
  it('takes what is left out as unknown, with safe defaults', () => {
    expect(readProfile('profile.yaml', least)).toEqual(emptyProfile({ nis: '12040', name: 'Willebroek' }))
  })

  it('takes an empty key as unknown, and an empty list as known to be empty', () => {
    const profile = readProfile(
      'profile.yaml',
      `${least}links:\npartners: []\ncontacts: [{ role: lead, name: An, mail: }]\n`,
    )
    expect(profile).toMatchObject({ links: null, partners: [], contacts: [{ phone: null, mail: null }] })
  })

  it.each([
    '112',
    '+32 3 555 01 00',
    '+32(0)3/555.01.00',
    '0470 12 34 56',
    '+32 3 555 01 00 ext. 12',
    '03 555 01 00 toestel 9',
  ])('takes the number %s', (phone) => {
    const profile = readProfile('profile.yaml', `${least}contacts: [{ role: lead, name: An, phone: "${phone}" }]\n`)
    expect(profile.contacts?.[0]?.phone).toBe(phone)
  })

  it.each(['192.0.2.1:1', 'firewall.example.org:65535', '[2001:db8::1]:443'])('takes the probe %s', (probe) => {
    const text = `${least}links: [{ id: a, name: A, kind: other, probe: "${probe}" }]\n`
    expect(readProfile('profile.yaml', text).links?.[0]?.probe).toBe(probe)
  })

  it('keeps hostile arguments of a command as they are: no shell ever sees them', () => {
    const args = ['./cut', '$(id)', '; rm -rf /', '../..', "it's", ' ', '']
    const text = `${least}links: [{ id: a, name: A, kind: other, cut: ${JSON.stringify(args)} }]\n`
    expect(readProfile('profile.yaml', text).links?.[0]?.cut).toEqual(args)
  })

  it.each(['::1', '0.0.0.0', '2001:db8::1'])('binds to %s when it is told to', (bind) => {
    expect(readProfile('profile.yaml', `${least}cloud: { bind: "${bind}" }\n`).cloud.bind).toBe(bind)
  })
})
