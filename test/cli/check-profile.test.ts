import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { cli, root } from '../support/run-cli.ts'

const today = Temporal.Instant.from('2026-11-30T06:00:00Z')

beforeEach(() => {
  vi.spyOn(Temporal.Now, 'instant').mockReturnValue(today)
  return () => void vi.restoreAllMocks()
})

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-check-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'profiles'), { mode: 0o700 })
  return folder
}

function written(folder: string, text: string): string {
  const file = join(folder, 'profiles/willebroek.yaml')
  writeFileSync(file, `format: cyber-respond/profile@1\nmunicipality: "12040"\n${text}`, { mode: 0o600 })
  return file
}

const lacking = `organisation: { name: Willebroek }
contacts:
  - { role: led, name: An Voorbeeld, phone: "+32 3 555 01 00", reached: 2025-01-01 }
  - { role: mayor, name: Fien Niemand, phone: "+32 3 555 01 05", published: 2018-01-01, looked: 2026-11-29 }
  - { role: dpo, name: Hilde Zomaar }
links:
  - { id: internet, name: Internet, kind: internet, cut: [../cut] }
`

/** The findings as their code, line and message. */
async function found(...argv: readonly string[]): Promise<{ code: number; findings: readonly string[] }> {
  const { code, out, err } = await cli(home(), '--json', ...argv)
  const diagnostics = code === 0 ? JSON.parse(out).diagnostics : JSON.parse(err).error.diagnostics
  return {
    code,
    findings: diagnostics.map(
      (one: { code: string; message: string; place: { line: number } }) =>
        `${one.place.line} ${one.code}: ${one.message}`,
    ),
  }
}

describe('municipality check', () => {
  it('finds nothing in the example profile', async () => {
    const { code, out, err } = await cli(
      home(),
      'municipality',
      'check',
      join(root, 'fixtures/profiles/willebroek.yaml'),
    )
    expect([code, out, err]).toEqual([0, '1 file, no errors, 0 warnings\n', ''])
  })

  it('warns of what is missing for a night in which it is needed, in the order of the file', async () => {
    const { code, findings } = await found('municipality', 'check', written(home(), lacking))
    expect(code).toBe(0)
    expect(findings).toEqual([
      expect.stringMatching(/^5 profile\.nobody: nobody has the role .*"lead".*"police"/),
      '5 profile.old-contact: "An Voorbeeld": reached on 2025-01-01, MORE THAN 6 MONTHS AGO',
      '5 profile.unknown-role: no runbook asks for the role "led"',
      '7 profile.no-number: "Hilde Zomaar" has no number',
      '9 profile.no-probe: no machine can see whether "Internet" is cut',
    ])
  })

  it('warns of a text whose end is a comment to YAML', async () => {
    const { code, findings } = await found(
      ...['municipality', 'check', written(home(), lacking.replace('name: Willebroek }', 'name: Dial 1 #2\n  }'))],
    )
    expect(code).toBe(0)
    expect(findings[0]).toBe('3 yaml.comment: "#2" is a comment, and no part of the text')
  })

  it('tells every fault at once, of form and between its parts, and ends with 3', async () => {
    const text = `${lacking}  - { id: internet, name: Again, kind: vpnx, probe: nowhere }\npartners:\n  - { id: b, name: B, links: [c] }\n`
    const { code, findings } = await found('municipality', 'check', written(home(), text))
    expect(code).toBe(3)
    expect(findings).toEqual([
      '10 profile.duplicate-id: the id "internet" stands twice in links',
      expect.stringMatching(/^10 shape\.choice: "vpnx" is not one of/),
      '10 shape.value: not an address with a port',
      '12 profile.unknown-link: there is no link "c"',
    ])
  })

  it('takes the profile of a municipality of this home too, and says it in Dutch', async () => {
    const place = home()
    written(place, lacking)
    const { code, out, err } = await cli(place, '--lang', 'nl', 'municipality', 'check', 'Willebroek')
    expect([code, out]).toEqual([0, '1 bestand, geen fouten, 5 waarschuwingen\n'])
    expect(err).toContain('waarschuwing: geen draaiboek vraagt de rol "led" [profile.unknown-role]')
    expect(err).toContain('tip: bedoelde u "lead"?')
    expect(err).toContain('tip: bel het nummer, en schrijf de dag: reached: 2026-11-30')
  })

  it.each([['gone.yaml'], ['diest'], ['wilebroek']])('%s: there is none', async (name) => {
    const { code, err } = await cli(home(), 'municipality', 'check', name)
    expect(code).toBe(2)
    expect(err).toContain(`there is no profile ${name}`)
  })
})

describe('doctor', () => {
  async function findings(place: string, lang = 'en'): Promise<ReadonlyMap<string, string>> {
    const { out } = await cli(place, '--json', '--lang', lang, 'doctor')
    return new Map(JSON.parse(out).findings.map((one: { id: string; said: string }) => [one.id, one.said]))
  }

  it('names numbers that are too old, roles without a person, and roles that no runbook knows', async () => {
    const place = home()
    written(place, lacking)
    const en = await findings(place)
    expect(en.get('willebroek.profile')).toBe(
      'Willebroek: 1 number of 2 too old to trust: led (reached on 2025-01-01, MORE THAN 6 MONTHS AGO)',
    )
    expect(en.get('willebroek.roles')).toMatch(/^Willebroek: NOBODY in the profile for: .*head of the social service/)
    expect(en.get('willebroek.unknown-roles')).toBe(
      'Willebroek: NO RUNBOOK ASKS FOR the roles led of the profile: cyber-respond municipality check willebroek',
    )
    const nl = await findings(place, 'nl')
    expect(nl.get('willebroek.roles')).toMatch(/NIEMAND in het profiel voor: .*leider.*noodplanningscoördinator/)
  })

  it('names a program of the profile that may not be run, and how to mend it', async () => {
    const place = home()
    written(place, lacking)
    expect((await findings(place)).get('willebroek.tool')).toContain('../cut IS NOT THERE')
    writeFileSync(join(place, 'cut'), '#!/bin/sh\n', { mode: 0o644 })
    expect((await findings(place)).get('willebroek.tool')).toBe(
      'Willebroek: ../cut MAY NOT BE RUN, and a command of the profile names it: chmod +x',
    )
    chmodSync(join(place, 'cut'), 0o755)
    expect((await findings(place)).get('willebroek.tool')).toBeUndefined()
  })

  it('names a program of an own runbook, too', async () => {
    const place = home()
    written(place, lacking.replace(', cut: [../cut]', ''))
    const runbooks = join(place, 'runbooks')
    mkdirSync(runbooks)
    writeFileSync(join(place, 'probe'), '#!/bin/sh\n', { mode: 0o644 })
    writeFileSync(
      join(runbooks, 'own.yaml'),
      `format: cyber-respond/runbook@1
id: own
title: Own
steps:
  - { id: look, code: O1, title: Look, done_when: seen, role: lead, check: { command: [../probe], expect: ok } }
  - { id: cut, code: O2, title: Cut, done_when: cut, role: lead, run: { command: ["{{ profile.cut }}"] } }
`,
    )
    const { out } = await cli(place, '--json', '--lang', 'nl', '--runbooks', runbooks, 'doctor')
    expect(JSON.parse(out).findings.filter(({ id }: { id: string }) => id === 'willebroek.tool')).toEqual([
      expect.objectContaining({
        said: 'Willebroek: ../probe MAG NIET UITGEVOERD WORDEN, en een opdracht van een draaiboek noemt het: chmod +x',
      }),
    ])
  })

  it('says when nothing can be read of the memory of a record, which is as good as forgotten', async () => {
    const place = home()
    mkdirSync(join(place, 'keys/heads'), { recursive: true, mode: 0o700 })
    const name = `${'ab'.repeat(32)}.jsonl`
    const memory = join(place, 'keys/heads', name)
    writeFileSync(memory, '{"origin":"torn', { mode: 0o600 })
    expect((await findings(place)).get('heads')).toContain(`HOME/keys/heads/${name} CAN'T BE READ`)
    expect((await findings(place, 'nl')).get('heads')).toContain(`HOME/keys/heads/${name} IS NIET LEESBAAR`)
    rmSync(memory)
    expect((await findings(place)).get('heads')).toBeUndefined()
  })
})
