import { expect, test } from 'vitest'
import { runnable, withBlanks } from '../../../../src/cli/wiring/runnable.ts'
import { wrapMessage } from '../../../../src/ui/wrap-message.ts'

const commands = new Map([
  ['activate', false],
  ['resume', true],
  ['verify', true],
  ['note', true],
  ['evidence', false],
  ['evidence list', true],
  ['drill', false],
  ['drill resume', false],
])

function made({ start = 'cyber-respond', options = [] as string[], incident = null as string | null }) {
  const shown = runnable({ start: () => start, options, commands: () => commands })
  if (incident !== null) shown.about(incident)
  return (text: string) => withBlanks(shown(text))
}

test('a command is shown with the words and the options that this call was started with', () => {
  const shown = made({ start: 'npm start --', options: ['--home', '/mnt/stick'] })
  expect(shown('go on with cyber-respond resume')).toBe('go on with npm start -- --home /mnt/stick resume')
  expect(shown('cyber-respond evidence list names them; cyber-respond verify too')).toBe(
    'npm start -- --home /mnt/stick evidence list names them; npm start -- --home /mnt/stick verify too',
  )
  expect(shown('see cyber-respond --help')).toBe('see npm start -- --help')
  expect(shown('cyber-respond help topics lists the guides, cyber-respond --help the commands')).toBe(
    'cyber-respond help topics lists the guides, npm start -- --help the commands',
  )
})

test('the name of the program alone, and what is no command of it, stay', () => {
  const shown = made({ start: 'npm start --', incident: 'diest-2026-11-24' })
  for (const text of [
    'cyber-respond: error: this is wrong',
    'cyber-respond never writes this: keep the file',
    'install cyber-respond again, or run cloud up',
    'this is a bug in cyber-respond',
  ]) {
    expect(shown(text)).toBe(text)
  }
})

test.each([
  ['go on with cyber-respond resume', 'go on with cyber-respond resume diest-2026-11-24'],
  ['cyber-respond resume biedt dat opnieuw aan', 'cyber-respond resume diest-2026-11-24 biedt dat opnieuw aan'],
  ['(cyber-respond verify)', '(cyber-respond verify diest-2026-11-24)'],
  ['cyber-respond note <incident> TEXT', 'cyber-respond note diest-2026-11-24 TEXT'],
  ['cyber-respond evidence list, and more', 'cyber-respond evidence list diest-2026-11-24, and more'],
  // What names one already, or takes none, stays.
  ['cyber-respond resume willebroek-2026-11-24', 'cyber-respond resume willebroek-2026-11-24'],
  ['cyber-respond verify ./copy.tar now', 'cyber-respond verify ./copy.tar now'],
  ['cyber-respond verify diest says', 'cyber-respond verify diest says'],
  ['cyber-respond activate <municipality> starts one', 'cyber-respond activate <municipality> starts one'],
  ['cyber-respond drill resume diest-2026-11-24-1', 'cyber-respond drill resume diest-2026-11-24-1'],
])('in an incident: %s', (text, expected) => {
  expect(made({ incident: 'diest-2026-11-24' })(text)).toBe(expected)
})

test('where nothing has to be added, nothing is looked up', () => {
  const shown = runnable({ start: () => 'cyber-respond', options: [], commands: () => commands })
  expect(shown('go on with cyber-respond resume')).toBe('go on with cyber-respond resume')
})

test('a command stays on one line, though its sentence is broken', () => {
  const shown = runnable({ start: () => 'npm start --', options: ['--home', '/mnt/stick'], commands: () => commands })
  shown.about('diest-2026-11-24')
  const lines = withBlanks(wrapMessage(shown('go on with it at once, with cyber-respond resume or later'), 30)).split(
    '\n',
  )
  expect(lines).toEqual([
    'go on with it at once, with',
    '  npm start -- --home /mnt/stick resume diest-2026-11-24',
    '  or later',
  ])
  const drill = withBlanks(wrapMessage(shown('go on with cyber-respond drill resume diest-drill-2026-11-24'), 30))
  expect(drill).toBe('go on with\n  npm start -- --home /mnt/stick drill resume diest-drill-2026-11-24')
})
