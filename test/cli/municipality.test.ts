import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  initMunicipality,
  listMunicipalities,
  type MunicipalityHost,
  showMunicipality,
} from '../../src/cli/prepare/municipality.ts'
import { readProfile } from '../../src/municipality/profile.ts'

let home: string
let said: { out: string; err: string }

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-cli-'))
  said = { out: '', err: '' }
})
afterEach(() => rmSync(home, { recursive: true }))

function host(over: Partial<MunicipalityHost> = {}): MunicipalityHost {
  return {
    stdout: (text) => {
      said.out += text
    },
    stderr: (text) => {
      said.err += text
    },
    lang: 'en',
    json: false,
    columns: 80,
    home,
    runbooks: null,
    process: { cwd: () => home },
    ...over,
  }
}

function lines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1)
}

describe('municipality list', () => {
  it('lists all 285, one a line, within 80 columns', async () => {
    expect(await listMunicipalities(host(), {})).toBe(0)
    expect(lines(said.out)).toHaveLength(285)
    expect(said.out).toContain('12040  2830  Willebroek                    Antwerpen        5913\n')
    for (const line of lines(said.out)) expect(line.length).toBeLessThanOrEqual(80)
    expect(said.err).toBe('')
  })

  it('lists those of one province, whatever the case', async () => {
    await listMunicipalities(host(), { province: 'limburg' })
    expect(lines(said.out)).toHaveLength(38)
  })

  it.each(['5913', 'Rivierenland', 'pz rivierenland'])('lists those of one police zone: %s', async (zone) => {
    await listMunicipalities(host(), { zone })
    const names = lines(said.out).map((line) => line.slice(13, 40).trim())
    expect(names).toEqual(['Bornem', 'Mechelen', 'Puurs-Sint-Amands', 'Willebroek'])
  })

  it('asks what was meant by another police zone', async () => {
    await expect(listMunicipalities(host(), { zone: 'PZ Rivierenlnd' })).rejects.toMatchObject({
      code: 'zone.unknown',
      exit: 2,
      hint: { nl: 'bedoelde u "PZ Rivierenland"?' },
    })
  })

  it('asks what was meant by another province', async () => {
    await expect(listMunicipalities(host(), { province: 'Antwerpn' })).rejects.toMatchObject({
      code: 'province.unknown',
      exit: 2,
      hint: { nl: 'bedoelde u "Antwerpen"?' },
    })
  })

  it('gives data with --json', async () => {
    await listMunicipalities(host({ json: true }), { province: 'Antwerpen' })
    const { source, municipalities } = JSON.parse(said.out)
    expect(source.credit).toContain('Statbel')
    expect(municipalities).toHaveLength(67)
    expect(municipalities[0]).toMatchObject({ nis: '11001', slug: 'aartselaar', postalCodes: ['2630'] })
  })
})

describe('municipality show', () => {
  it('shows the register, and that there is no profile', async () => {
    expect(await showMunicipality(host(), 'anvers')).toBe(0)
    expect(said).toEqual({
      err: '',
      out: `\
Antwerpen
  NIS code        11002
  province        Antwerpen
  police zone     PZ Antwerpen (5345)
  KBO             0207.500.123
  KBO OCMW        0212.235.604
  postal codes    2000 2018 2020 2030 2040 2050 2060 2100 2140 2150 2170 2180
                  2600 2610 2660
  other names     Anvers (fr), Antwerp (en)
  parts           Ekeren, Merksem, Deurne, Borgerhout, Berchem, Wilrijk,
                  Hoboken, Berendrecht-Zandvliet-Lillo, Antwerpen, Borsbeek,
                  Berendrecht, Lillo, Zandvliet
  merged from     Borsbeek (11007, until 2025-01-01)
  source          Statbel (REFNIS 2025), 2025-01-01; looked at 2026-11-29
    parts         Statbel; what it leaves out or takes together: a list of
                  postal codes, 2017-12-05; looked at 2026-11-30
    police zone   Flemish administration (ABB, organisation portal), 2026-07-24;
                  looked at 2026-11-30
    KBO           Flemish administration (ABB, organisation portal), 2026-07-24;
                  looked at 2026-11-30
  profile         none
  to write one    cyber-respond municipality init antwerpen
  last drill      none
`,
    })
  })

  it('says into what a former municipality merged, in Dutch', async () => {
    await showMunicipality(host({ lang: 'nl' }), 'Zwijndrecht')
    expect(said.err).toBe('Zwijndrecht ging op 1 januari 2025 op in Beveren-Kruibeke-Zwijndrecht\n')
    expect(said.out).toContain('  fusie van       Zwijndrecht (11056, tot 2025-01-01)')
    for (const line of lines(said.out)) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('says that the code of a new police zone was not found, and where its name is from', async () => {
    await showMunicipality(host({ lang: 'nl' }), 'Overpelt')
    expect(said.out).toContain('  politiezone     PZ Noord-Limburg (de code is niet gevonden)\n')
    expect(said.out).toContain('    politiezone   pers, en een lijst van zones op nl.wikipedia.org, 2026-05-11;\n')
  })

  it('finds by the number of the OCMW, and says so', async () => {
    await showMunicipality(host({ lang: 'nl' }), '0212.184.035')
    expect(said.err).toBe('0212.184.035 is het OCMW van Willebroek\n')
    expect(said.out).toContain('Willebroek\n  NIS-code        12040\n')
  })

  it('shows how much the profile knows', async () => {
    await initMunicipality(host(), 'diest', {})
    said.out = ''
    await showMunicipality(host({ columns: 200 }), 'diest')
    expect(said.out).toContain(`  profile         ${join(home, 'profiles/diest.yaml')}\n`)
    expect(said.out).toContain('  links to cut    unknown\n')
    said.out = ''
    await showMunicipality(host({ json: true }), 'diest')
    expect(JSON.parse(said.out)).toMatchObject({ by: 'name', municipality: { nis: '24020' }, profile: { links: null } })
  })

  it('shows the register even when the profile is broken, and then says what is wrong', async () => {
    await initMunicipality(host(), 'diest', {})
    writeFileSync(join(home, 'profiles/diest.yaml'), 'format: x\n')
    said.out = ''
    await expect(showMunicipality(host(), 'diest')).rejects.toMatchObject({ exit: 3 })
    expect(said.out).toContain('24020')
  })

  it.each(['wilebroek', 'Deurne', '../willebroek', '$(id)'])('refuses %s', async (query) => {
    await expect(showMunicipality(host(), query)).rejects.toMatchObject({ name: 'Fault', exit: 2 })
    expect(said.out).toBe('')
  })
})

describe('municipality init', () => {
  it('writes a valid profile where activate looks for it, and prints the path', async () => {
    expect(await initMunicipality(host({ lang: 'nl' }), 'WILLEBROEK', {})).toBe(0)
    const path = join(home, 'profiles/willebroek.yaml')
    expect(said.out).toBe(`${path}\n`)
    const text = readFileSync(path, 'utf8')
    expect(readProfile(path, text).municipality).toBe('12040')
    expect(text).toContain('# Aangifte van geboorte')
  })

  it('never overwrites, unless it is forced to', async () => {
    await initMunicipality(host(), 'willebroek', {})
    const path = join(home, 'profiles/willebroek.yaml')
    writeFileSync(path, 'mine')
    await expect(initMunicipality(host(), 'willebroek', {})).rejects.toMatchObject({ code: 'profile.exists', exit: 2 })
    expect(readFileSync(path, 'utf8')).toBe('mine')
    await initMunicipality(host(), 'willebroek', { force: true })
    expect(readFileSync(path, 'utf8')).not.toBe('mine')
  })

  it('writes elsewhere with --out, and gives data with --json', async () => {
    await initMunicipality(host({ json: true }), 'zwijndrecht', { out: 'mine.yaml' })
    expect(JSON.parse(said.out)).toEqual({ municipality: '46030', path: join(home, 'mine.yaml') })
    expect(readProfile('mine.yaml', readFileSync(join(home, 'mine.yaml'), 'utf8')).municipality).toBe('46030')
  })

  it('proposes no services when the folder of runbooks has no list of them', async () => {
    writeFileSync(join(home, 'other.yaml'), '')
    await initMunicipality(host({ runbooks: home }), 'diest', { out: 'mine.profile' })
    expect(readFileSync(join(home, 'mine.profile'), 'utf8')).not.toContain('births')
  })
})
