import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drillTerminals, processesWith } from './drill-terminals.ts'
import { hasTmux } from './tmux.ts'

const { start, recorded, folder, home } = drillTerminals()

const plan = `format: cyber-respond/plan@1
id: cloudy
title: { en: Cloudy, nl: Wolkig }
runbooks: [cloudy]
`
const step = (id: string, code: string, act: string, after = ''): string => `  - id: ${id}
    code: ${code}
    title: { en: "${act} it", nl: "${act} het" }
    done_when: { en: It is so, nl: Het is zo }
    role: systems
${after}    cloud: ${act}
`
const runbook = `format: cyber-respond/runbook@1
id: cloudy
title: { en: Cloudy, nl: Wolkig }
steps:
${step('cloud-up', 'K1', 'up')}${step('hand-back', 'K2', 'hand-back', '    after: [cloud-up]\n')}${step('cloud-down', 'K3', 'down', '    after: [hand-back]\n')}`
const scenario = `format: cyber-respond/scenario@1
id: cloudy
title: { en: A cloud, nl: Een wolk }
summary: { en: "Made up, for tests.", nl: "Verzonnen, voor tests." }
plan: cloudy
start: 2022-12-12T19:30
length: 1h
levels: [{ id: basic, title: { en: Basic, nl: Basis } }]
roles: [{ id: systems, title: { en: Systems, nl: Systemen } }]
objectives:
  - { id: up, title: { en: It runs, nl: Het draait }, measure: { P: 'done["cloudy/cloud-up"] < never' } }
world: { links: [{ id: internet, name: Internet, kind: internet }] }
injects: []
events: []
end: { at: 60m }
`

describe.skipIf(!hasTmux)('the emergency cloud of a drill, really started', () => {
  test('its pages say EXERCISE, everything of it lies in the folder of the drill, and nothing stays', {
    timeout: 180_000,
  }, async () => {
    const runbooks = join(home(), 'runbooks')
    mkdirSync(runbooks)
    writeFileSync(
      join(runbooks, 'obligations.yaml'),
      'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n',
    )
    writeFileSync(join(runbooks, 'cloudy.plan.yaml'), plan)
    writeFileSync(join(runbooks, 'cloudy.yaml'), runbook)
    mkdirSync(join(runbooks, 'drills'))
    mkdirSync(join(home(), 'scenarios'))
    const script = join(home(), 'scenarios/cloudy.yaml')
    writeFileSync(script, scenario)
    const before = new Set(readdirSync(home()))
    const own = ['--operator', 'Els Peeters', 'drill', 'run', 'willebroek', '--scenario', script, '--real-cloud']
    const screen = start(runbooks, ...own)
    await screen.choose('What now?', 'Do it')
    await screen.choose('Is it on paper?', 'Yes')
    await recorded('world.changed', { cause: 'cloud:up' })
    const shown = await screen.waitFor(/http:\/\/127\.0\.0\.1:\d+/)
    const addresses = [...new Set(screen.screen(true).match(/http:\/\/127\.0\.0\.1:\d+/g))]
    expect(addresses, shown).toHaveLength(2)
    for (const address of addresses) {
      expect(await (await fetch(address)).text()).toContain('EXERCISE / OEFENING / EXERCICE')
    }
    expect(processesWith(folder()).length).toBeGreaterThan(0)
    await screen.waitFor('┌ K2')
    await screen.choose('What now?', 'Do it')
    await screen.waitFor('┌ K3')
    await screen.choose('What now?', 'Do it')
    await recorded('world.changed', { cause: 'cloud:down' })
    for (const address of addresses) await expect(fetch(address)).rejects.toThrow()
    await expect.poll(() => processesWith(folder()), { interval: 50 }).toEqual([])
    await screen.choose('What now?', 'End the exercise')
    await screen.answer('What went well?', '')
    expect(readdirSync(folder())).toContain('cloud-data')
    expect(readdirSync(join(folder(), 'cloud')).join()).toContain('oefening-willebroek')
    expect(readdirSync(home()).filter((name) => !before.has(name))).toEqual(['drills'])
  })
})
