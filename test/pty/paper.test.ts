import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { incidentNames } from '../../src/adapters/home/incident-files.ts'
import { readLog } from '../../src/adapters/log/files.ts'
import { smallRunbooks } from '../support/evening-drill.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

let terminal: TmuxTerminal

afterEach(() => terminal.stop())

describe.skipIf(!hasTmux)('what was done on paper, asked at a terminal', () => {
  test('code by code, shown once more, until that is all', async () => {
    const home = tempFolder()
    const small = ['--home', home, '--runbooks', smallRunbooks]
    const answers = ['--answers', join(smallRunbooks, 'answers.yaml'), '--until', 'F2']
    const profile = ['--profile', join(root, 'fixtures/profiles/willebroek.yaml')]
    await cli(home, ...small, 'activate', 'willebroek', '--plan', 'small', ...profile, ...answers)
    const program = [process.execPath, join(root, 'bin/cyber-respond.js')]
    const own = ['--lang', 'nl', '--operator', 'Daan Verzonnen', 'paper', 'willebroek']
    terminal = startTmux({ command: [...program, ...small, ...own], cwd: root })
    await terminal.find('Welke code?', 'F3')
    await terminal.choose('Wat zegt het papier?', 'Gedaan')
    await terminal.answer('Wanneer, volgens het papier?', 'gisteren 23u30')
    await terminal.answer('Wie deed het?', 'Bram Fictief')
    await terminal.choose('Hoe erg is het?', 'Meer')
    await terminal.answer('Wat staat er nog?', 'de servers staan stil')
    await terminal.choose('F3: staat het zo op papier?', 'Ja')
    const shown = (await terminal.waitFor('OP PAPIER')).replaceAll(/\s+/g, ' ')
    expect(shown).toContain('F3: volgens het plan wacht ze op F2')
    expect(shown).toContain('achteraf ingevoerd: gedaan door Bram Fictief')
    await terminal.find('Welke code?', 'Dat is alles')
    // What tmux says of an ended program can stand over what the shell says.
    await terminal.waitFor(/\[exit 0\]|status 0/)
    const [name = ''] = incidentNames(home)
    const { events } = await readLog(join(home, 'incidents', name))
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'step.transcribed', actor: 'Daan Verzonnen', step: 'first/scope' },
      data: {
        ...{ by: 'Bram Fictief', result: 'done', words: 'de servers staan stil', facts: { scope: 'many' } },
        said: expect.stringMatching(/^\d+\/\d+\/\d{4} 23:30$/),
      },
    })
  })
})
