import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryLog } from '../../src/audit/memory-log.ts'
import { silentOperator } from '../../src/cli/incident/plan-trial.ts'
import { nothingBehind } from '../../src/core/behind.ts'
import { run } from '../../src/core/engine.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { empty, fold } from '../../src/core/fold.ts'
import type { OperatorPort } from '../../src/core/ports.ts'
import type { Book } from '../../src/core/view.ts'
import { expressions } from '../../src/runbook/template.ts'
import { book, countingActions, parts, step, stillClock } from '../support/world.ts'
import { type Figure, times } from './figure.ts'
import { linkDrafts, linksOpened } from './links-record.ts'
import { median, node, program, timeInTurns } from './measure.ts'

/** Steps stand in tracks of fifty, one after the other. */
const track = 50
const acts = 2000
const rounds = 5

/** Whether an act costs the same whatever number of steps there are, and a dry run of ten times the steps little more than ten times. */
export async function benchSteps(folder: string): Promise<readonly Figure[]> {
  const [few, many] = [bookOf(100), bookOf(5000)]
  const took: { readonly few: number[]; readonly many: number[] } = { few: [], many: [] }
  for (let round = -1; round < rounds; round += 1) {
    let ofFew = 0
    for (let done = 0; done < acts; done += 100) ofFew += await timeOf(few, 100)
    const ofMany = await timeOf(many, acts)
    if (round < 0) continue
    took.few.push(ofFew)
    took.many.push(ofMany)
  }
  const perAct = (all: readonly number[]): number => (1000 * median(all)) / acts
  const what = 'an act at 5,000 steps, without a disk / at 100'
  const act = times({ what, bound: 1.2, unit: 'µs' }, perAct(took.many), perAct(took.few))
  const dry = (count: number) => ({ argv: [node, program, ...dryRun(folder, count)] })
  const [of500 = 0, of5000 = 0] = timeInTurns([dry(500), dry(5000)], rounds)
  return [act, times({ what: 'a dry run of 5,000 steps / of 500', bound: 12 }, of5000, of500)]
}

/** Folding a record of twenty sessions beside each other, over the same of one. */
export function benchSessions(folder: string): readonly Figure[] {
  const opened = linksOpened(folder, 'willebroek-2026-11-24')
  const [one, twenty] = [eventsOf(opened, 1), eventsOf(opened, 20)]
  const took: readonly [number[], number[]] = [[], []]
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, events] of [one, twenty].entries()) {
      const start = performance.now()
      fold(empty, events)
      if (round >= 0) took[index]?.push(performance.now() - start)
    }
  }
  const what = 'fold of 100,000 events of 20 sessions / of one'
  return [times({ what, bound: 1.2 }, median(took[1]), median(took[0]))]
}

function bookOf(count: number): Book {
  const steps = Array.from({ length: track }, (_, index) =>
    step(`s${index}`, { action: { kind: 'run', run: { command: ['true'], changes: true } } }),
  )
  return book(Object.fromEntries(Array.from({ length: count / track }, (_, index) => [`r${index}`, steps])))
}

/** The milliseconds from the first choice on that an incident takes, of so many acts. */
async function timeOf(planned: Book, most: number): Promise<number> {
  const clock = stillClock()
  const silent = silentOperator()
  let done = 0
  let began = 0
  let ended = 0
  const operator: OperatorPort = {
    ...silent,
    choose: async (view) => {
      if (done === 0) began = performance.now()
      done += 1
      const choice = done > most ? ({ kind: 'leave' } as const) : await silent.choose(view, nothingBehind)
      ended = performance.now()
      return choice
    },
  }
  const { actions } = countingActions()
  await run(parts({ book: planned, clock, operator, actions, expressions, log: memoryLog(empty.size, clock) }), empty)
  if (done <= most - 1) throw new Error(`${done} acts`)
  return ended - began
}

/** The arguments of a dry run of so many steps, whose files it writes. */
function dryRun(folder: string, count: number): readonly string[] {
  const runbooks = join(folder, `steps-${count}`)
  mkdirSync(runbooks, { recursive: true })
  const write = (name: string, text: string): void => writeFileSync(join(runbooks, name), text)
  const ids = Array.from({ length: count / track }, (_, index) => `r${index}`)
  for (const [place, id] of ids.entries()) {
    const steps = Array.from({ length: track }, (_, index) => {
      const number = place * track + index
      const code = `${String.fromCharCode(65 + Math.floor(number / 900))}${1 + (number % 900)}`
      return `  - { id: s${index}, code: ${code}, title: Run true, done_when: It exits with 0, role: lead, run: { command: ['true'] } }`
    })
    write(`${id}.yaml`, `format: cyber-respond/runbook@1\nid: ${id}\ntitle: ${id}\nsteps:\n${steps.join('\n')}\n`)
  }
  write('many.plan.yaml', `format: cyber-respond/plan@1\nid: many\ntitle: Many\nrunbooks: [${ids.join(', ')}]\n`)
  write('obligations.yaml', 'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n')
  const home = join(folder, 'steps-home')
  return ['--home', home, '--runbooks', runbooks, 'activate', 'willebroek', '--plan', 'many', '--dry-run']
}

/** The events of a record of 100,000 lines, of so many sessions that take turns. */
function eventsOf(opened: ReturnType<typeof linksOpened>, sessions: number): readonly LogEvent[] {
  const draft = linkDrafts()
  const started = { type: 'session.started', actor: 'An Peeters' } as const
  const data = { version: '0.3.0', mode: 'unattended', ...(sessions === 1 ? {} : { shared: true }) } as const
  const drafts = [opened, ...Array.from({ length: sessions }, () => ({ ...started, data }))]
  while (drafts.length < 100_000) drafts.push(draft(drafts.length - sessions) as never)
  return drafts.map((one, seq) => {
    // An intent and its outcome are of one session.
    const session = one.type === 'session.started' ? seq - 1 : Math.floor(seq / 2) % sessions
    return {
      ...one,
      seq,
      t: new Date(Date.UTC(2026, 10, 24) + seq * 10).toISOString(),
      run: `run-${session}`,
    } as LogEvent
  })
}
