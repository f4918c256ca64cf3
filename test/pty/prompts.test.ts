import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { compiledOnce } from '../support/compiled-once.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const program = new URL('prompts-program.ts', import.meta.url).pathname
let terminal: TmuxTerminal

function start(...args: readonly string[]): TmuxTerminal {
  terminal = startTmux({ command: [process.execPath, program, ...args], env: compiledOnce })
  return terminal
}

/** What the program was told, from its last line. */
async function answer(of: TmuxTerminal): Promise<unknown> {
  expect(await of.exitCode()).toBe(0)
  const text = of.screen(true)
  const json = text.slice(text.lastIndexOf('ANSWER ') + 7, text.lastIndexOf('[exit '))
  return JSON.parse(json) as unknown
}

afterEach(() => terminal.stop())

describe.skipIf(!hasTmux)('the prompts on a real terminal', () => {
  test('shows the situation and does the most urgent step', async () => {
    const screen = start('choose')
    const shown = await screen.waitFor('? What now?')
    expect(shown).toContain('┌ I2  Cut the outside links')
    expect(shown).toContain('target Wed 25 Nov 03:12')
    await screen.choose('What now?', 'Do it')
    expect(await answer(screen)).toEqual({ kind: 'do', instance: 'isolate/cut-links' })
  })

  test('another step by its code, skipped with a reason that can not be empty', async () => {
    const screen = start('choose', 'nl')
    await screen.choose('Wat nu?', 'Andere')
    await screen.find('Welke stap?', 'N2')
    await screen.waitFor('┌ N2')
    await screen.choose('Wat nu?', 'Overslaan')
    await screen.answer('N2: waarom?', '')
    await screen.choose('Wat nu?', 'Overslaan')
    await screen.answer('N2: waarom?', 'het CCB belde zelf')
    expect(await answer(screen)).toEqual({
      kind: 'skip',
      instance: 'notify/early-warning',
      reason: 'het CCB belde zelf',
    })
  })

  test('what is blocked can be taken up again, what is done reopened', async () => {
    const screen = start('choose')
    await screen.choose('What now?', 'Another')
    await screen.find('Which step?', 'N1')
    await screen.choose('N1 Tell the crisis cell', 'No longer')
    await screen.answer('N1: why?', 'phones work')
    expect(await answer(screen)).toEqual({
      kind: 'unblock',
      instance: 'notify/crisis-cell',
      reason: 'phones work',
    })
  })

  test('status and note, then leave', async () => {
    const screen = start('choose')
    await screen.choose('What now?', 'Status')
    await screen.waitFor('blocked: no phone')
    await screen.choose('What now?', 'Leave')
    expect(await answer(screen)).toEqual({ kind: 'leave' })
  })

  test('moments are read, refused with a reason, shown once more, and changed', async () => {
    const screen = start('ask')
    await screen.answer('When was it first noticed?', 'soon')
    await screen.waitFor('not a time that can be read')
    await screen.answer('When was it first noticed?', '03:00')
    await screen.answer('When did you know that it is an attack?', '02:00')
    await screen.waitFor('this is before "When was it first noticed?": Tue 24 Nov 03:00')
    await screen.answer('When did you know that it is an attack?', '-19m')
    await screen.waitFor(/Tue 24 Nov 2026, 03:12 \(Brussels,\s+UTC\+1\),\s+19\s+m ago/)
    await screen.choose('I2: is this right?', 'Change')
    await screen.find('Which one?', 'When was')
    await screen.answer('When was it first noticed?', '24/11 02:55')
    await screen.choose('I2: is this right?', 'Yes')
    expect(await answer(screen)).toEqual({
      detected_at: '2026-11-24T01:55:00.000Z',
      aware_at: '2026-11-24T02:12:00.000Z',
    })
  })

  test('times as one says them: meant back or ahead, shown before they are taken, asked where they may be two', async () => {
    const screen = start('times', 'nl')
    await screen.waitFor('? I2: Wanneer is het gezien?')
    await screen.type('gisteren 23:30')
    // Enter was not pressed yet.
    await screen.waitFor('= ma 23 nov. 2026, 23:30 (Brussel, UTC+1), 4 u 1 m geleden')
    await screen.press('Enter')
    // What was wrong stays, to be mended.
    await screen.answer('Tegen wanneer?', 'woensdag middg')
    expect(await screen.waitFor('geen leesbaar tijdstip')).toContain('woensdag middg')
    await screen.press('BSpace')
    await screen.type('ag')
    await screen.waitFor('= wo 25 nov. 2026, 12:00 (Brussel, UTC+1), over 1 d 8 u')
    await screen.press('Enter')
    await screen.answer('Wanneer nog?', '2u')
    await screen.choose('Welk van de twee?', 'wo 25')
    // Or the first letter takes its place.
    await screen.answer('Sinds wanneer?', 'ooit')
    await screen.waitFor('geen leesbaar tijdstip')
    await screen.answer('Sinds wanneer?', 'onbekend')
    const shown = await screen.waitFor('I2: klopt dit?')
    expect(shown).toContain('Sinds wanneer? Onbekend')
    await screen.choose('I2: klopt dit?', 'Ja')
    expect(await answer(screen)).toEqual({
      seen: '2026-11-23T22:30:00.000Z',
      due: '2026-11-25T11:00:00.000Z',
      other: '2026-11-25T01:00:00.000Z',
      start: 'unknown',
    })
  })

  test('four eyes: not the same person, however it is written', async () => {
    const screen = start('approve', 'nl')
    await screen.waitFor('runs nft --file cut.nft')
    await screen.answer('wie keurt dit goed', 'PEETERS, Els')
    await screen.waitFor('Els Peeters voert uit en kan niet goedkeuren')
    await screen.answer('wie keurt dit goed', 'Jan Maes')
    await screen.answer('Jan Maes: keurt u dit goed?', '')
    await screen.waitFor('typ ja of nee')
    await screen.answer('Jan Maes: keurt u dit goed?', 'nee')
    await screen.answer('Jan Maes: waarom?', 'eerst het ziekenhuis')
    expect(await answer(screen)).toEqual({ approver: 'Jan Maes', approved: false, reason: 'eerst het ziekenhuis' })
  })

  test('nobody to approve is an answer too', async () => {
    const screen = start('approve')
    await screen.answer('who approves this', '')
    expect(await answer(screen)).toBeNull()
  })

  test('a decision after a crash needs its reason', async () => {
    const screen = start('decide')
    await screen.waitFor('does not look done')
    await screen.choose('I2: this was cut off', 'Do it again')
    await screen.answer('how do you know?', 'the firewall shows the old rules')
    expect(await answer(screen)).toEqual({ decision: 'redo', reason: 'the firewall shows the old rules' })
  })

  test('a look that proves nothing: somebody who saw it, or nobody', async () => {
    let screen = start('vouch')
    expect(await screen.waitFor('who saw that it is gone')).toContain('I2: this proves nothing.')
    await screen.answer('who saw that it is gone', 'Jan Maes')
    await screen.answer('What did Jan Maes see', 'the cable is out')
    expect(await answer(screen)).toEqual({ person: 'Jan Maes', statement: 'the cable is out' })
    screen.stop()
    screen = start('vouch', 'nl')
    await screen.answer('wie heeft gezien dat het weg is', '')
    expect(await answer(screen)).toBeNull()
  })

  test('what the record speaks against: taken with a reason, or back', async () => {
    let screen = start('accept', 'nl')
    const shown = await screen.waitFor('waarom geldt het toch?')
    expect(shown).toContain('I2: Het logboek zegt iets anders:')
    expect(shown).toContain('Er waren 14 bladen, en 13 zijn ingevoerd')
    await screen.answer('waarom geldt het toch?', 'blad 9 is verloren')
    expect(await answer(screen)).toEqual({ reason: 'blad 9 is verloren' })
    screen.stop()
    screen = start('back')
    expect(await screen.waitFor('close it: why does it count')).toContain('I2: Not true yet, by what the record knows:')
    await screen.answer('close it: why does it count', '')
    expect(await answer(screen)).toBeNull()
  })

  test('proof: a word, a file, or none now', async () => {
    let screen = start('word')
    await screen.waitFor('Who saw it?')
    await screen.answer('Whose word is it?', '')
    await screen.choose('I2: without proof?', 'I give')
    await screen.answer('Whose word is it?', 'Jan Maes')
    await screen.answer('What does Jan Maes say?', 'all closed')
    expect(await answer(screen)).toEqual({ kind: 'word', person: 'Jan Maes', statement: 'all closed' })
    screen.stop()

    const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-pty-'))
    try {
      const path = join(folder, 'a log.txt')
      writeFileSync(path, 'log')
      screen = start('file')
      await screen.answer('the log', '/no/such')
      await screen.waitFor('there is no such file')
      await screen.press('C-u')
      await screen.type(`'${path}'`)
      await screen.press('Enter')
      expect(await answer(screen)).toMatchObject({ kind: 'file', name: path })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('the edge of the screen breaks no word', async () => {
    let screen = start('items', 'nl')
    expect(await screen.waitFor('1, volgende')).toMatch(/^cloudsynchronisatie\)$/m)
    screen.stop()
    screen = start('ask', 'nl')
    await screen.answer('opgemerkt?', 'gauw')
    expect(await screen.waitFor('geen leesbaar tijdstip')).toMatch(/^\[n=nu, 03:12, gisteren 23:30, -35m\] gauw$/m)
  })

  test('items get ids that differ', async () => {
    const screen = start('items', 'nl')
    await screen.answer('1, volgende', 'VPN café')
    await screen.answer('2, volgende', 'vpn cafe')
    await screen.answer('3, volgende', '')
    expect(await answer(screen)).toEqual([
      { id: 'vpn-cafe', name: 'VPN café' },
      { id: 'vpn-cafe-2', name: 'vpn cafe' },
    ])
  })

  test('a call, and who acts is asked once', async () => {
    let screen = start('call')
    await screen.waitFor('0470 00 00 00')
    await screen.choose('did you reach somebody?', 'Nobody')
    expect(await answer(screen)).toBeNull()
    screen.stop()
    screen = start('actor')
    await screen.answer('Your name', 'Els Peeters')
    expect(await answer(screen)).toEqual(['Els Peeters', 'Els Peeters'])
  })

  test('a spinner moves while something takes long, and leaves nothing behind for the question', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-spinner-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const screen = start('progress', 'en', 'drawn', join(folder, 'end'))
    const [first] = /^. hashing the disk/m.exec(await screen.waitFor(/^. hashing the disk/m)) ?? []
    await screen.waitFor(new RegExp(`^[^${first?.[0]}] hashing the disk`, 'm'))
    writeFileSync(join(folder, 'end'), '')
    await screen.choose('I2: Cut the links', 'Done')
    expect(await answer(screen)).toEqual({ answer: 'done', reason: '' })
    expect(screen.screen(true)).not.toContain('hashing')
  })

  test.each(['choose', 'ask', 'confirm'])('Ctrl-C in %s interrupts', async (what) => {
    const screen = start(what)
    await screen.waitFor(/^\? /m)
    await screen.press('C-c')
    expect(await screen.exitCode()).toBe(130)
    expect(screen.screen()).toContain('FAULT interrupted')
  })

  test('Ctrl-D leaves where leaving is an answer, and stops where it is none', async () => {
    let screen = start('choose')
    await screen.waitFor('? What now?')
    await screen.press('C-d')
    expect(await answer(screen)).toEqual({ kind: 'leave' })
    screen.stop()
    screen = start('ask')
    await screen.waitFor(/^\? /m)
    await screen.press('C-d')
    expect(await screen.exitCode()).toBe(4)
    expect(screen.screen()).toContain('FAULT terminal.closed')
  })

  test('comes back from Ctrl-Z to the same question, and still ends', async () => {
    // A shell with jobs, that takes what was stopped to the foreground at once and says what it is.
    const jobs = ['sh', '-c', 'set -m; "$@"; fg', 'sh', process.execPath, program, 'choose']
    const screen = startTmux({ command: jobs, env: compiledOnce })
    terminal = screen
    await screen.waitFor('? What now?')
    await screen.type('\x1a')
    await screen.waitFor(/"\$\{?@\}?"/)
    await screen.choose('What now?', 'Leave')
    expect(await answer(screen)).toEqual({ kind: 'leave' })
  })

  test('a narrower screen breaks nothing', async () => {
    const screen = start('choose')
    await screen.waitFor('? What now?')
    screen.resize(60, 40)
    await screen.choose('What now?', 'Note')
    await screen.answer('Note', 'the battery is low')
    expect(await answer(screen)).toEqual({ kind: 'note', text: 'the battery is low' })
  })

  test('the plain form: lines and numbers, nothing that moves', async () => {
    const screen = start('choose', 'nl', 'plain')
    await screen.waitFor('Nummer>')
    const shown = screen.screen()
    expect(shown).not.toMatch(/[┌│❯?] /)
    expect(shown).toContain('1. Voer uit')
    await screen.type('9')
    await screen.press('Enter')
    await screen.waitFor('typ een van de nummers')
    await screen.type('1')
    await screen.press('Enter')
    expect(await answer(screen)).toEqual({ kind: 'do', instance: 'isolate/cut-links' })
    screen.stop()

    const again = start('choose', 'nl', 'plain')
    await again.waitFor('Nummer>')
    await again.press('C-d')
    expect(await answer(again)).toEqual({ kind: 'leave' })
  })
})
