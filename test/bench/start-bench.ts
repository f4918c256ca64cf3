import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { executableFolder } from '../support/executable.ts'
import { type Figure, times } from './figure.ts'
import { median, node, program, root, timeInTurns, timeUntil } from './measure.ts'

/** The program over a bare node: its version, a runbook that is checked, and a plan that is printed. */
export function benchStart(): readonly Figure[] {
  const profile = join(root, 'fixtures/profiles/willebroek.yaml')
  const [floor = 0, version = 0, lint = 0, print = 0] = timeInTurns(
    [
      { argv: [node, '-e', '0'] },
      { argv: [node, program, '--version'] },
      { argv: [node, program, 'runbook', 'lint', join(root, 'runbooks/emergency.yaml')] },
      { argv: [node, program, 'runbook', 'print', '--municipality', 'willebroek', '--profile', profile] },
    ],
    15,
  )
  return [
    times({ what: '--version / node -e 0', bound: 1.3 }, version, floor),
    times({ what: 'runbook lint, one runbook / node -e 0', bound: 2.5 }, lint, floor),
    times({ what: 'runbook print, the whole plan / node -e 0', bound: 4 }, print, floor),
  ]
}

/** What somebody waits for at each Tab: words of the tree, of the register, of a runbook, and of a profile. */
export function benchComplete(folder: string): readonly Figure[] {
  const home = join(folder, 'complete-home')
  mkdirSync(join(home, 'profiles'), { recursive: true })
  copyFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), join(home, 'profiles/willebroek.yaml'))
  const complete = (...words: readonly string[]) => ({
    argv: [node, program, 'complete', '--', '--home', home, ...words],
  })
  const [floor = 0, command = 0, municipality = 0, step = 0, person = 0] = timeInTurns(
    [
      { argv: [node, '-e', '0'] },
      complete('dr'),
      complete('activate', 'will'),
      complete('note', 'willebroek', 'x', '--redline', 'I'),
      complete('activate', 'willebroek', '--operator', 'A'),
    ],
    15,
  )
  const bound = 2
  return [
    times({ what: 'completion of a command / node -e 0', bound }, command, floor),
    times({ what: 'completion of a municipality / node -e 0', bound }, municipality, floor),
    times({ what: 'completion of a step / node -e 0', bound }, step, floor),
    times({ what: 'completion of a person of a profile of 100 lines / node -e 0', bound }, person, floor),
  ]
}

/** The first question of `activate`, without a profile and with one of a hundred lines. */
export async function benchPrompt(folder: string): Promise<readonly Figure[]> {
  const profile = ` --profile ${join(root, 'fixtures/profiles/willebroek.yaml')}`
  const bare = `${node} -p '"What now"'`
  const [floor = 0, plain = 0] = await untilPrompt(folder, [bare, `${node} ${program} ${activate}`])
  const [again = 0, read = 0] = await untilPrompt(folder, [bare, `${node} ${program} ${activate}${profile}`])
  return [
    times({ what: 'first prompt of activate / node -p', bound: 4 }, plain, floor),
    times({ what: 'the same with a profile of 100 lines to read', bound: 5 }, read, again),
  ]
}

/** The one executable: its version over a bare node, its first prompt over that of the program in its folder, its size over Node's. */
export async function benchExecutable(folder: string): Promise<readonly Figure[]> {
  const executable = join(await executableFolder(), 'cyber-respond')
  const [floor = 0, version = 0] = timeInTurns([{ argv: [node, '-e', '0'] }, { argv: [executable, '--version'] }], 25)
  const [bundled = 0, alone = 0] = await untilPrompt(folder, [
    `${node} ${program} ${activate}`,
    `${executable} ${activate}`,
  ])
  const [ours, theirs] = [executable, node].map((file) => statSync(file).size / 1e6) as [number, number]
  return [
    times({ what: '--version of the executable / node -e 0', bound: 1.3 }, version, floor),
    times({ what: 'first prompt of the executable / of the program in its folder', bound: 1.08 }, alone, bundled),
    times({ what: 'size of the executable / of Node', bound: 1.15, unit: 'MB' }, ours, theirs),
  ]
}

const activate = 'activate willebroek --yes --plan ransomware --operator Els'

/** The time of each of the command lines on a pseudo-terminal, in turns, until the first prompt, or that text, is there. */
async function untilPrompt(folder: string, lines: readonly string[]): Promise<readonly number[]> {
  const home = join(folder, 'prompt-home')
  const env = { CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', TERM: 'xterm-256color' }
  const taken = lines.map((): number[] => [])
  for (let round = -1; round < 11; round += 1) {
    for (const [index, line] of lines.entries()) {
      rmSync(home, { recursive: true, force: true })
      const time = await timeUntil(line, 'What now', env)
      if (round >= 0) taken[index]?.push(time)
    }
  }
  return taken.map(median)
}
