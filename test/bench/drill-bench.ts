import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import { createDrill } from '../../src/cli/drill/create.ts'
import { scenarioNamed } from '../../src/cli/drill/files.ts'
import { prepareDrill } from '../../src/cli/drill/prepare.ts'
import { createHost } from '../../src/cli/wiring/host.ts'
import { sealingOf } from '../../src/cli/wiring/sealing.ts'
import type { Draft } from '../../src/core/event.ts'
import { municipalityOf } from '../../src/municipality/find-municipality.ts'
import { alone, type Figure, times } from './figure.ts'
import { median, program, root, timeInTurns } from './measure.ts'

const actor = 'Els'

/** How long a rehearsal of a day takes, over a bare node: twelve hours, 60 messages, 10,000 machines, some 200 acts. */
export function benchRehearsal(folder: string): readonly Figure[] {
  const file = longScenario(folder)
  const [floor = 0, rehearsal = 0] = timeInTurns(
    [{ argv: [process.execPath, '-e', '0'] }, { argv: [process.execPath, program, 'drill', 'rehearse', file] }],
    15,
  )
  return [times({ what: 'rehearsal of a drill of twelve hours / node -e 0', bound: 8 }, rehearsal, floor)]
}

/**
 * Milliseconds from when the players' process begins to record an act until `drill control --watch` has printed it, in a
 * drill of a thousand lines: the median and the worst of thirty.
 */
export async function benchControl(folder: string): Promise<readonly Figure[]> {
  const home = join(folder, 'drill-home')
  const { stdin, stdout, stderr } = process
  const host = createHost(
    { env: {}, stdin, stdout, stderr, print: () => {}, cwd: () => root },
    { home, lang: 'en', operator: actor },
  )
  const { scenario, bytes } = await scenarioNamed(host, longScenario(folder), 'unchecked')
  const municipality = municipalityOf('12040')
  const start = await prepareDrill(host, {
    ...{ municipality, scenario, scenarioBytes: bytes, level: undefined, start: undefined, profile: undefined },
  })
  const drill = await createDrill(host, municipality, start)
  const { log } = await openLog(drill, logHost(await sealingOf(host, basename(drill), 'drill')))
  await log.append(beginning(start.opened.exercise?.start ?? ''), log.size)
  while (log.size < 1000) await log.append(act(log.size, 'before'), log.size)

  const argv = [program, '--home', home, '--lang', 'en', 'drill', 'control', '--watch']
  const watcher = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let printed = (): void => {}
  watcher.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
    printed()
  })
  const seen = (words: string): Promise<void> =>
    new Promise((resolve) => {
      printed = () => {
        if (said.includes(words)) resolve()
      }
      printed()
    })
  const waits: number[] = []
  try {
    // It is awake when it prints something.
    for (let number = 0; said === ''; number += 1) {
      await log.append(act(number, 'waking'), log.size)
      await sleep(200)
    }
    for (let number = 0; number < 30; number += 1) {
      // Not in step with anything that looks at regular times.
      await sleep(130 + 37 * (number % 7))
      const began = performance.now()
      const told = seen(`act ${number}.`)
      await log.append(act(number, 'act'), log.size)
      await told
      waits.push(performance.now() - began)
    }
  } finally {
    watcher.kill('SIGINT')
    await log.close()
  }
  return [
    alone({ what: "a player's act at the facilitator, median", bound: 100 }, median(waits)),
    alone({ what: 'the same, worst of 30', bound: 100 }, Math.max(...waits)),
  ]
}

function beginning(at: string): readonly Draft[] {
  return [
    { type: 'drill.clock', actor, data: { at, speed: 1, why: 'started' } },
    { type: 'session.started', actor, data: { version: '0.1.0', mode: 'interactive' } },
  ]
}

function act(number: number, word: string): readonly Draft[] {
  const step = 'isolate/declare'
  return [
    { type: 'step.intent', actor, step, data: { attempt: number + 1, what: 'declares the incident' } },
    { type: 'step.outcome', actor, step, data: { result: 'done', summary: `${word} ${number}.` } },
  ]
}

/** As its author would write it. */
function longScenario(folder: string): string {
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_none, index) => line(index)).join('\n')
  const phone = (group: number, index: number): string => `"+32 3 555 ${group} ${String(index).padStart(2, '0')}"`
  const text = `format: cyber-respond/scenario@1
id: long
title: { en: A long day, nl: Een lange dag }
summary: { en: For the benchmark., nl: Voor de meting. }
plan: ransomware
start: 2022-12-12T07:30
length: 12h
levels: [{ id: basic, title: { en: Basic, nl: Basis } }]
roles: [{ id: lead, title: { en: Lead, nl: Leiding } }]
objectives:
  - id: declare
    title: { en: It is declared, nl: Het is uitgeroepen }
    measure:
      P: done["isolate/declare"] <= 30
world:
  links:
${lines(12, (i) => `    - { id: link-${i}, name: Link ${i}, kind: other }`)}
  hosts:
    - { id: pc, name: { en: Workstations, nl: Werkposten }, count: 10000, encrypted: 100 }
  services:
${lines(30, (i) => `    - { id: service-${i}, tier: 0, owner: Owner ${i} }`)}
  backups:
${lines(8, (i) => `    - { id: backup-${i}, name: Backup ${i} }`)}
  partners:
${lines(15, (i) => `    - { id: partner-${i}, name: Partner ${i}, phone: ${phone(10, i)} }`)}
  suppliers:
${lines(15, (i) => `    - { id: supplier-${i}, name: Supplier ${i}, phone: ${phone(20, i)} }`)}
events:
${lines(
  10,
  (i) => `  - id: spread-${i}
    at: ${60 * i + 30}m
    when: links["link-${i}"] == "open"
    what: { en: A hundred more machines are encrypted, nl: Nog honderd toestellen worden versleuteld }
    change: [{ hosts: pc, encrypt: 100 }]`,
)}
injects:
${lines(
  60,
  (i) => `  - id: message-${i}
    phase: isolate
    ${i % 3 === 0 ? `when: minutes >= ${11 * i} && hosts.pc.encrypted >= 0` : `at: ${11 * i}m`}
    from: Somebody
    to: lead
    channel: phone
    text:
      en: "Message ${i} for {{ municipality.name }}"
      nl: "Bericht ${i} voor {{ municipality.name }}"`,
)}
end: { at: 12h }
teams:
  - { id: good, title: { en: A good team, nl: Een goed team }, pace: 3m, delay: 5m, answers: false }
`
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'long.yaml')
  writeFileSync(file, text)
  return file
}
