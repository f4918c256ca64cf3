import { execFileSync } from 'node:child_process'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fourCommands } from '../support/four-commands.ts'

/** What stays when a test fails, too. */
function endAtLast({ leftovers }: ReturnType<typeof fourCommands>): void {
  onTestFinished(async () => {
    const pids = /kill ([\d ]+)$/.exec((await leftovers()).seen.en)?.[1]?.split(' ') ?? []
    for (const pid of pids) process.kill(Number(pid), 'SIGKILL')
  })
}

const upTo3 = ['s1 intent', 's1 outcome done', 's2 intent', 's2 outcome done', 's3 intent']
const program = `$(ps -o ppid= -p $PPID)`

describe('a command that the small process started goes on when', () => {
  test.each([
    ['the small process is killed', 'kill -9 $PPID; exec sleep 600', 4],
    ['the program is killed', `kill -9 ${program}; exec sleep 600`, null],
    ['both are killed', `kill -9 ${program} $PPID; exec sleep 600`, null],
  ])('%s: it is unknown, found, and decided when the incident is resumed', async (_what, script, code) => {
    const the = fourCommands(script)
    endAtLast(the)
    const cut = the.run()
    expect([cut.status, cut.stderr]).toEqual([
      code,
      code === null ? expect.any(String) : expect.stringContaining('resume'),
    ])
    expect(the.lines()).toEqual(upTo3)
    expect(await the.leftovers()).toMatchObject({ running: true })
    const refused = the.run()
    expect([refused.status, refused.stderr]).toEqual([4, expect.stringContaining('still')])
    const { seen } = await the.leftovers()
    execFileSync('sh', ['-c', `kill ${/kill ([\d ]+)$/.exec(seen.en)?.[1]}`])
    await expect.poll(async () => (await the.leftovers()).running).toBe(false)
    const resumed = the.run()
    expect([resumed.status, resumed.stderr]).toEqual([0, expect.any(String)])
    expect(the.lines()).toEqual([...upTo3, 's3 decided done', 's4 intent', 's4 outcome done'])
  })
})

test('a command that ends it is told by its name when the program is ended by a signal', async () => {
  const the = fourCommands(`kill -TERM ${program}; exec sleep 600`)
  endAtLast(the)
  const cut = the.run()
  expect(cut.status).toBe(143)
  expect(the.lines()).toEqual(upTo3)
  expect(await the.leftovers()).toMatchObject({ running: false })
})
