import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, times } from './figure.ts'
import { node, program, root, timeInTurns } from './measure.ts'

/**
 * The cost of fifty more steps one after the other, on both sides: how long the program takes to start is measured elsewhere. Of
 * several at once only the starting is measured here, over the same floor.
 */
export function benchCommands(folder: string): readonly Figure[] {
  const home = join(folder, 'commands-home')
  const freshHome = (): void => rmSync(home, { recursive: true, force: true })
  const runbooks = join(folder, 'sixty')
  mkdirSync(runbooks)
  const steps = Array.from({ length: 60 }, (_, index) =>
    [
      `  - { id: s${index}, code: S${index + 1}, title: Run true, done_when: It exits with 0, role: lead`,
      "run: { command: ['true'] } }",
    ].join(', '),
  )
  const write = (name: string, text: string): void => writeFileSync(join(runbooks, name), text)
  write('sixty.plan.yaml', 'format: cyber-respond/plan@1\nid: sixty\ntitle: Sixty\nrunbooks: [sixty]\n')
  write('sixty.yaml', `format: cyber-respond/runbook@1\nid: sixty\ntitle: Sixty\nsteps:\n${steps.join('\n')}\n`)
  write('obligations.yaml', 'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n')
  const answers = join(folder, 'answers.yaml')
  writeFileSync(answers, 'format: cyber-respond/answers@1\nplan: sixty\noperator: Els\nsteps: {}\n')
  const run = [node, program, '--runbooks', runbooks, 'activate', 'willebroek', '--plan', 'sixty', '--answers', answers]
  const env = { CYBER_RESPOND_HOME: home }
  const floor = join(root, 'test/bench/floor-steps.ts')
  const eight = (commands: number): string[] => [node, join(root, 'test/bench/eight-commands.ts'), String(commands)]
  const [floor10 = 0, floor60 = 0, ours10 = 0, ours60 = 0, eight10 = 0, eight310 = 0] = timeInTurns(
    [
      { argv: [node, floor, folder, '10'] },
      { argv: [node, floor, folder, '60'] },
      { argv: [...run, '--until', 'S11'], before: freshHome, env, code: 4 },
      { argv: run, before: freshHome, env },
      { argv: eight(10) },
      { argv: eight(310) },
    ],
    9,
  )
  const floorOf50 = floor60 - floor10
  const what = '50 recorded commands, one after another / spawn and two synced appends each'
  const atOnce = '50 commands started eight at a time / spawn and two synced appends each, one after another'
  return [
    times({ what, bound: 1.8 }, ours60 - ours10, floorOf50),
    times({ what: atOnce, bound: 1.1 }, (eight310 - eight10) / 6, floorOf50),
  ]
}
