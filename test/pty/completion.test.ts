import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'
import { hasTmux, startTmux } from './tmux.ts'

const program = `${root}bin/cyber-respond.js`
const place = mkdtempSync(join(tmpdir(), 'cyber-respond-shells-'))
afterAll(() => rmSync(place, { recursive: true }))

// A home with blanks and a quote in its name, with a person and files whose names no shell takes as they are.
const home = join(place, "one's home")
const own = join(place, 'user')
const cwd = join(place, 'here')
for (const folder of [own, join(cwd, 'a dir'), join(home, 'profiles'), join(place, 'bin')])
  mkdirSync(folder, { recursive: true })
for (const [day, type] of [
  ['2026-11-24', 'incident.opened'],
  ['2026-11-20', 'incident.closed'],
]) {
  mkdirSync(join(home, `incidents/aalst-${day}/pinned`), { recursive: true })
  writeFileSync(join(home, `incidents/aalst-${day}/log.000000.jsonl`), `${JSON.stringify({ type, actor: 'Els' })}\n`)
}
writeFileSync(
  join(home, 'profiles/aalst.yaml'),
  'contacts:\n  - { role: lead, name: "Zoë Müller-D\'hondt" }\n  - { role: ciso, name: "Jean O\'Neill (nacht)" }\n',
)
writeFileSync(join(cwd, 'plan a:b.yaml'), '')
const command = join(place, 'bin/cyber-respond')
writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
chmodSync(command, 0o755)
// Short enough for a line.
const at = '--home "$H"'

/** What is typed, and what the line must hold after one Tab. */
const everywhere = [
  ['cyber-respond act', 'cyber-respond activate'],
  [`cyber-respond ${at} note aalst-2026-11-24 x --redl`, `x --redline`],
  [`cyber-respond ${at} activate Wille`, `activate Willebroek`],
  [`cyber-respond ${at} --operator Zo`, `--operator Zoë\\ Müller-D\\'hondt`],
  [`cyber-respond ${at} --operator "Je`, `--operator "Jean O'Neill (nacht)"`],
  [`cyber-respond ${at} status aa`, 'status aalst-2026-11-2'],
  ['cyber-respond report x --format=h', '--format=html'],
  ['cyber-respond drill run x --scenario an', '--scenario antwerp-2022'],
  ['cyber-respond evidence copy x a', 'copy x a\\ dir/'],
  [`${command} ver`, `${command} verify`],
] as const
/** What stands in a line is carried out when somebody presses Enter, and not before. */
const runsNothing = [`$(touch ${place}/ran)/cyber-respond ver`, 'cyber-respond verify'] as const
/** Where zsh looks for functions, as a package would fill it. */
const functions = join(place, 'functions')
const shells = {
  bash: {
    start: ['bash', '--norc', '--noprofile'],
    set: 'eval "$(cyber-respond completion bash)"',
    own: [
      [`cyber-respond ${at} --operator 'Je`, `--operator 'Jean O'\\''Neill (nacht)'`],
      [`cyber-respond ${at} --operator=Jean\\ O`, `--operator=Jean\\ O\\'Neill\\ \\(nacht\\)`],
      ['cyber-respond activate x --profile=pl', '--profile=plan\\ a\\:b.yaml'],
      runsNothing,
    ],
  },
  zsh: {
    start: ['zsh', '-f'],
    set: 'eval "$(cyber-respond completion zsh)"; PS1="$ "',
    own: [['cyber-respond activate x --profile=pl', '--profile=plan\\ a:b.yaml'], runsNothing],
  },
  'zsh, as a file of fpath': {
    start: ['zsh', '-f'],
    set: `mkdir ${functions}; cyber-respond completion zsh > ${functions}/_cyber-respond; fpath=(${functions} $fpath); autoload -Uz compinit; compinit -D -u; PS1="$ "`,
    own: [],
  },
  fish: {
    start: ['fish', '--no-config'],
    set: 'cyber-respond completion fish | source; function fish_prompt; echo -n "\\$ "; end',
    own: [['cyber-respond activate x --profile=pl', '--profile=plan\\ a:b.yaml']],
  },
} as const

describe.skipIf(!hasTmux).each(Object.entries(shells))('%s', (_name, shell) => {
  const [program] = shell.start
  test.skipIf(lacks(program, [program, '--version']))('completes at a terminal', { timeout: 240_000 }, async () => {
    const env = { PATH: `${place}/bin:${process.env.PATH}`, HOME: own, H: home, PS1: '$ ', LC_ALL: 'C.UTF-8' }
    const terminal = startTmux({ command: shell.start, env, cwd, columns: 200, rows: 24 })
    try {
      await terminal.waitFor(/[$%>#]/)
      terminal.paste(`${shell.set}; clear; echo re''ady\n`, false)
      await terminal.waitFor('ready')
      for (const [typed, wanted] of [...everywhere, ...shell.own]) {
        await terminal.type('')
        terminal.paste(typed, false)
        await terminal.waitFor(typed)
        await terminal.press('Tab')
        await terminal.waitFor(wanted)
        await terminal.press('C-u')
      }
    } finally {
      terminal.stop()
    }
    expect(existsSync(join(place, 'ran'))).toBe(false)
    // Whoever only completes leaves nothing behind in the home, nor in her own.
    expect(readdirSync(home).sort()).toEqual(['incidents', 'profiles'])
    expect(readdirSync(own).filter((file) => file.startsWith('.zcompdump'))).toEqual([])
  })
})

test('each script is one that its shell can read, whatever the path of the program', () => {
  for (const name of ['bash', 'zsh', 'fish'] as const) {
    const path = `/media/one's "stick"/$(touch x)/cyber-respond`
    const script = execFileSync(process.execPath, [program, 'completion', name, '--program', path], {
      encoding: 'utf8',
    })
    expect(script).toContain(`'/media/one'"'"'s "stick"/$(touch x)/cyber-respond'`)
    if (lacks(name, [name, '--version'])) continue
    const file = join(place, `script.${name}`)
    writeFileSync(file, script)
    execFileSync(name, ['-n', file])
  }
})
