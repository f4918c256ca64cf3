import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { rememberKit } from '../../src/adapters/kit/known-kits.ts'
import { readLog } from '../../src/adapters/log/files.ts'
import { drillCompare } from '../../src/cli/drill/compare.ts'
import { createDrill } from '../../src/cli/drill/create.ts'
import { drillFeedback } from '../../src/cli/drill/feedback.ts'
import { scenarioNamed } from '../../src/cli/drill/files.ts'
import { improvementPlan } from '../../src/cli/drill/plan.ts'
import { prepareDrill } from '../../src/cli/drill/prepare.ts'
import { drillRedlines } from '../../src/cli/drill/redlines.ts'
import { drillReport } from '../../src/cli/drill/report.ts'
import { status } from '../../src/cli/incident/status.ts'
import { doctor } from '../../src/cli/prepare/doctor.ts'
import type { ServiceTime } from '../../src/drill/service-times.ts'
import { municipalityOf } from '../../src/municipality/find-municipality.ts'
import { renderStatus } from '../../src/ui/status.ts'
import { drillFolder } from '../support/drill-folder.ts'
import { hostOf } from '../support/quiet-host.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { sampleDrill } from '../support/sample-drill.ts'
import { sampleRecord } from '../support/sample-record.ts'

test('a drill is told as a drill, in both languages and all forms', async () => {
  const home = tempFolder()
  await drillFolder(home)
  for (const lang of ['en', 'nl']) {
    for (const format of ['md', 'html', 'json'] as const) {
      const { host, said } = hostOf(home, lang)
      await drillReport(host, null, { format })
      expect(said()).toContain(format === 'json' ? 'drill-report@1' : 'EXERCISE / OEFENING')
      if (process.env.KEEP !== undefined) {
        mkdirSync(process.env.KEEP, { recursive: true })
        writeFileSync(join(process.env.KEEP, `drill.${lang}.${format}`), said())
      }
    }
  }
})

test('a drill that begins keeps the catalogue of services, so that its report knows their targets', async () => {
  const { host, said } = hostOf(tempFolder(), 'nl')
  const { scenario, bytes } = await scenarioNamed(host, 'diest-2022')
  const municipality = municipalityOf('24020')
  const wanted = { municipality, scenario, scenarioBytes: bytes, level: 'basic', start: undefined, profile: undefined }
  await createDrill(host, municipality, await prepareDrill(host, wanted))
  await drillReport(host, null, { format: 'json' })
  const { services } = JSON.parse(said()).metrics
  expect(services).toContainEqual(expect.objectContaining({ id: 'births', target: 24 * 60, state: 'open' }))
  expect(services.filter(({ target, title }: ServiceTime) => target === null || title === null)).toEqual([])
})

test('the plan keeps what was filled in, and a report shows it', async () => {
  const home = tempFolder()
  await drillFolder(home)
  await improvementPlan(hostOf(home).host, null)
  const path = join(home, 'improvements/willebroek.yaml')
  const written = readFileSync(path, 'utf8')
  writeFileSync(path, written.replace('owner: null\n    due: null', 'owner: "Els: #1"\n    due: 2026-12-24'))
  const { host, said } = hostOf(home, 'nl', true)
  await improvementPlan(host, null)
  expect(JSON.parse(said())).toMatchObject({ municipality: '12040', open: 7 })
  const again = readFileSync(path, 'utf8')
  expect(again).toContain('owner: "Els: #1"\n    due: 2026-12-24')
  expect(again.length - written.length).toBe('"Els: #1"'.length + '2026-12-24'.length - 2 * 'null'.length)
  const report = hostOf(home)
  await drillReport(report.host, null)
  expect(report.said()).toContain('Els: \\#1')
})

test('redlines come as a diff', async () => {
  const home = tempFolder()
  await drillFolder(home)
  const { host, said } = hostOf(home)
  await drillRedlines(host, null)
  expect(said()).toContain('+  # REDLINE 2026-11-24 Els Verzinsel (willebroek-drill-2026-11-25): The switch is in')
})

test('report, verify and status never call a drill an incident', async () => {
  const home = tempFolder()
  const folder = await drillFolder(home)
  for (const lang of ['en', 'nl']) {
    const report = await cli(home, '--lang', lang, 'report', folder)
    expect(report.out).toMatch(/^\*\*EXERCISE \/ OEFENING\*\*/)
    expect(report.out).not.toMatch(/Incident report|Incidentverslag/)
    const verified = await cli(home, '--lang', lang, 'verify', folder)
    expect(verified.out).toMatch(/^EXERCISE \/ OEFENING/)
    expect(verified.out).not.toMatch(/incident/i)
  }
  expect(JSON.parse((await cli(home, '--json', 'verify', folder)).out)).toMatchObject({ kind: 'drill' })
  const ocsf = (await cli(home, 'report', folder, '--format', 'ocsf')).out.trimEnd().split('\n')
  const lines = ocsf.map((line) => JSON.parse(line))
  const end = lines.findIndex(({ metadata }) => metadata.event_code === 'drill.ended')
  expect(end).toBeGreaterThan(0)
  // Of the schema's verdicts (OCSF 1.8.0, `verdict_id`): 6 is Test. Its end closes it (`activity_id` 3, `status_id` 5).
  for (const [index, line] of lines.entries()) {
    expect(line).toMatchObject({ severity_id: 1, message: expect.stringMatching(/^EXERCISE/) })
    expect(line).toMatchObject({ verdict_id: 6, verdict: 'Test', status_id: index < end ? 2 : 5 })
    expect([index, line.activity_id]).toEqual([index, index === 0 ? 1 : index === end ? 3 : 2])
  }
})

test.each([true, false])('a screen of a drill says so first, plain: %s', (plain) => {
  const { view } = sampleDrill()
  const terminal = { plain, colour: false, ascii: false, columns: 80 } as never
  const [line = ''] = renderStatus(view, Temporal.Now.instant(), terminal, 'nl').split('\n')
  expect(line).toContain('EXERCISE / OEFENING')
})

test('forms of participants come into the record without a name, and into the report', async () => {
  const home = tempFolder()
  await drillFolder(home)
  const file = join(home, 'forms.yaml')
  writeFileSync(
    file,
    'format: cyber-respond/feedback@1\nforms:\n  - { useful: 4, learned: Call first }\n  - { next: More time }\n',
  )
  const { host, said } = hostOf(home, 'en', true)
  await drillFeedback(host, null, { answers: file })
  expect(JSON.parse(said())).toMatchObject({ answers: 3 })
  const report = hostOf(home, 'en', true)
  await drillReport(report.host, null)
  const { feedback, people } = JSON.parse(report.said())
  const title = { en: 'What did you learn?', nl: 'Wat hebt u geleerd?' }
  expect(feedback).toContainEqual({ question: title.en, title, answers: ['Call first'] })
  expect(people.map(({ name }: { name: string }) => name)).not.toContain('anonymous')
  await expect(drillFeedback(hostOf(home).host, null)).rejects.toMatchObject({ code: 'drill.feedback-terminal' })
})

test('forms in two languages are one, and a mark is 1 to 5', async () => {
  const home = tempFolder()
  await drillFolder(home)
  const file = join(home, 'forms.yaml')
  const fill = async (lang: string, answers: string): Promise<void> => {
    writeFileSync(file, `format: cyber-respond/feedback@1\nforms: [{ ${answers} }]\n`)
    await drillFeedback(hostOf(home, lang).host, null, { answers: file })
  }
  await fill('en', 'useful: 4, learned: Call first')
  await fill('nl', 'useful: 5, learned: Eerst bellen')
  for (const wrong of ['17', '0', '2.5', 'veel', '-3']) {
    await expect(fill('nl', `useful: ${wrong}`), wrong).rejects.toMatchObject({ code: 'file.invalid', exit: 3 })
  }
  const { host, said } = hostOf(home, 'nl')
  await drillReport(host, null)
  expect(said()).toContain('### Hoe nuttig was de oefening, van 1 tot 5?\n\n- 4\n- 5\n')
  expect(said()).toContain('### Wat hebt u geleerd?\n\n- Call first\n- Eerst bellen\n')
  expect(said()).not.toContain('How useful')
})

test('two drills are compared', async () => {
  const home = tempFolder()
  await drillFolder(home, 'willebroek-drill-2026-11-25')
  await drillFolder(home, 'willebroek-drill-2026-11-26')
  const { host, said } = hostOf(home, 'nl')
  await drillCompare(host, ['willebroek-drill-2026-11-25', 'willebroek-drill-2026-11-26'])
  expect(said()).toContain('alle verbindingen dicht na')
  await expect(drillCompare(host, ['x'])).rejects.toMatchObject({ code: 'drill.compare-one' })
})

test('the plan is seen by municipality show and by doctor', async () => {
  const home = tempFolder()
  await drillFolder(home)
  await improvementPlan(hostOf(home).host, null)
  const path = join(home, 'improvements/willebroek.yaml')
  writeFileSync(path, readFileSync(path, 'utf8').replace('due: null', 'due: 2020-01-02'))
  const shown = await cli(home, 'municipality', 'show', 'willebroek')
  expect(shown.out).toContain('last drill      2026-11-24, small (basic), isolate S, warn P, calm M')
  expect(shown.out).toMatch(/to do {11}OVERDUE, 2020-01-02, no owner/)
  mkdirSync(join(home, 'profiles'))
  const profile = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')
  writeFileSync(join(home, 'profiles/willebroek.yaml'), profile.replace('2026-11-02', '2024-01-02'))
  const { host, said } = hostOf(home, 'en', true)
  expect(await doctor(host)).toBe(1)
  const { findings, ready } = JSON.parse(said())
  expect(ready).toBe(false)
  const attention = findings.filter(({ state }: { state: string }) => state === 'attention')
  expect(attention.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining(['willebroek.profile', 'willebroek.tool', 'willebroek.actions']),
  )
  const text = hostOf(home, 'nl')
  await doctor(text.host)
  expect(text.said()).toContain('Willebroek: 7 OPENSTAANDE ACTIES, waarvan 1 over tijd')
})

test('a machine on which all is prepared is ready', async () => {
  const home = tempFolder()
  await drillFolder(home)
  await improvementPlan(hostOf(home).host, null)
  const path = join(home, 'improvements/willebroek.yaml')
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('done: null', 'done: 2026-11-25'))
  mkdirSync(join(home, 'profiles'))
  const today = Temporal.Now.plainDateISO().toString()
  const profile = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')
  const here = join(root, 'fixtures/bin')
  // Nothing listens here, so a probe would say that it proves nothing.
  const unprobed = profile.replaceAll(/^ +probe: .*\n/gm, '')
  writeFileSync(
    join(home, 'profiles/willebroek.yaml'),
    unprobed.replace('2026-11-02', today).replaceAll('../bin', here),
  )
  const kit = { id: '0123456789abcdef', municipality: 'willebroek', signer: null }
  rememberKit(home, { ...kit, made_at: `${today}T00:00:00Z`, seen_at: `${today}T00:00:00Z` })
  const { host, said } = hostOf(home)
  await doctor(host)
  // The name of a temporary folder can be in capitals by chance.
  expect(said().replaceAll(home, '')).not.toMatch(/[A-Z]{4}/)
})

test('what can go wrong is told', async () => {
  const home = tempFolder()
  const { host } = hostOf(home)
  const fails = (work: Promise<number>, code: string) => expect(work).rejects.toMatchObject({ code })
  await fails(drillReport(host, null), 'drill.none')
  await drillFolder(home)
  await fails(drillReport(host, 'willebroek-drill-2026-11-24'), 'drill.none')
  await fails(drillReport(host, await sampleRecord(join(home, 'incidents/willebroek-2026-11-24'))), 'drill.not-a-drill')
  await fails(drillFeedback(host, null, { answers: join(home, 'no.yaml') }), 'drill.feedback-missing')
  await fails(drillFeedback(host, null, { answers: home }), 'drill.feedback-unreadable')
  writeFileSync(join(home, 'improvements'), '')
  await fails(improvementPlan(host, null), 'improvements.not-writable')
})

test('the status of a drill counts its clocks in the time of the exercise', async () => {
  const home = tempFolder()
  const folder = await drillFolder(home)
  const { events } = await readLog(folder)
  const { host, said } = hostOf(home, 'en', true)
  await status(host, basename(folder))
  expect(Date.parse(JSON.parse(said()).at)).toBe(Date.parse(events.at(-1)?.t ?? ''))
})
