import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { readLog } from '../../src/adapters/log/files.ts'
import { eveningDrill, smallRunbooks } from '../support/evening-drill.ts'
import { cliAt, tempFolder } from '../support/run-cli.ts'
import { typingTerminal } from '../support/typing-terminal.ts'

/** What is told of a line of the record: its words behind the time. */
const told = /^\d\d:\d\d:\d\d, (.*)$/gm

test('players are told what they did, and not what only the facilitator sees: what it did to the world', async () => {
  const home = tempFolder()
  const { folder } = await eveningDrill(home)
  const declare = ['1', '18:00', '18:10', '1']
  // Of the link that is cut it is the world that changes.
  const cut = ['1', 'Jan', 'yes', 'ok']
  const terminal = typingTerminal([...declare, ...cut, '7'])
  const options = ['--plain', '--operator', 'Els Peeters', '--runbooks', smallRunbooks]
  const code = await cliAt(terminal, home, ...options, 'drill', 'resume', basename(folder))
  const shown = terminal.shown()
  expect(code, shown).toBe(4)
  expect(Array.from(shown.matchAll(told), ([, words]) => words)).toEqual([
    expect.stringMatching(/^F1, Declare the incident: done, When was it noticed\? 2022-12-12 18:00/),
    'F2, Cut Internet: approved by Jan (not in the profile): ok',
    // The rest of these lines is broken at the edge of the screen.
    'F2, Cut Internet: starts: runs exercise cut internet. Before it:',
    expect.stringMatching(/^F2, Cut Internet: done, exit 0 in \d+ ms\. Proof: seen before and after/),
  ])
  expect(shown.replace(/\s+/g, ' ')).toContain(
    ` cyber-respond --runbooks ${smallRunbooks} drill resume ${basename(folder)} `,
  )
  const { events } = await readLog(folder)
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['step.approved', 'step.intent', 'world.changed', 'step.outcome', 'session.ended']),
  )
})
