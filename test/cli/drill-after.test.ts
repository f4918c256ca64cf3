import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { improvementPlan } from '../../src/cli/drill-plan.ts'
import { drillReport } from '../../src/cli/drill-report.ts'
import { createHost, type Host } from '../../src/cli/host.ts'
import { drillFolder } from '../support/drill-folder.ts'
import { root, tempFolder } from '../support/run-cli.ts'

function hostOf(home: string, lang = 'en', json = false): { readonly host: Host; said(): string; warned(): string } {
  let out = ''
  let err = ''
  const stream = { isTTY: false, columns: 80, write: () => true, on: () => stream, off: () => stream }
  const host = createHost(
    {
      env: { CYBER_RESPOND_HOME: home, USER: 'els', PATH: process.env.PATH },
      stdin: { isTTY: false } as NodeJS.ReadStream,
      stdout: stream as unknown as NodeJS.WriteStream,
      stderr: stream as unknown as NodeJS.WriteStream,
      print: (to, text) => {
        if (to === 'stdout') out += text
        else err += text
      },
      cwd: () => root,
    },
    { lang, json },
  )
  return { host, said: () => out, warned: () => err }
}

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
