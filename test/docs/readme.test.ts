import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exit } from '../../src/core/fault.ts'
import { displayWidth } from '../../src/core/harmless.ts'
import { drillFolder } from '../support/drill-folder.ts'
import { root } from '../support/run-cli.ts'

interface Exception {
  /** What is run in its place; null when nothing is. */
  readonly instead: string | null
  readonly why: string
}

const night =
  'cyber-respond activate willebroek --profile fixtures/profiles/willebroek.yaml --answers fixtures/answers/willebroek.yaml --until emergency/real-case # exit 4'

/** The commands of the README that are not run as they stand. */
const exceptions: Readonly<Record<string, Exception>> = {
  'npm ci && npm run demo': {
    instead: 'npm run demo',
    why: 'npm ci would replace the packages under the running tests',
  },
  'npm ci && npm test': { instead: null, why: 'this is npm test' },
  'npm start -- activate willebroek': {
    instead: 'npm start -- activate willebroek # exit 6',
    why: 'there is no terminal here, and it must say so; test/pty sits at one',
  },
  'cyber-respond() { npx node bin/cyber-respond.js "$@"; }': {
    instead: null,
    why: 'the sources are run, not the build',
  },
  'cyber-respond activate willebroek': {
    instead: night,
    why: 'a person at a terminal: test/pty. Here answers open it',
  },
  'cyber-respond resume willebroek': {
    instead: 'cyber-respond resume willebroek # exit 6',
    why: 'there is no terminal here, and it must say so; test/pty sits at one',
  },
  'cyber-respond drill run willebroek --scenario willebroek-2020 --speed 10': {
    instead: 'cyber-respond drill run willebroek --scenario willebroek-2020 --speed 10 # exit 6',
    why: 'there is no terminal here, and it must say so; test/pty plays one',
  },
  'cyber-respond drill control': {
    instead: 'cyber-respond drill control willebroek-drill-2026-11-25 # exit 6',
    why: 'there is no terminal here, and it must say so; test/pty sits at one',
  },
  'cyber-respond drill report willebroek-drill-2026-11-25 --format html --out ~/after-action.html': {
    instead: 'cyber-respond drill report willebroek-drill-2026-11-25 --format html --out ~/after-action.html # exit 1',
    why: 'the drill that is made for this test is not sealed, and its report says so',
  },
  'cyber-respond doctor': {
    instead: 'cyber-respond doctor # exit 1',
    why: 'the profile that the README wrote is not filled in, and doctor says so',
  },
  'npm run check': {
    instead: null,
    why: 'CI runs it before the tests; types and lint of every file take too long here',
  },
  'npm run bench': { instead: null, why: 'CI runs it alone: other tests would disturb its numbers' },
  'npm run build': { instead: null, why: 'it would replace the program under the other tests; npm ci has run it' },
}

const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The fenced blocks of one kind, each with the heading it stands under. */
function blocks(kind: string): readonly { readonly heading: string; readonly lines: readonly string[] }[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => ({
    heading: [...readme.slice(0, match.index).matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '',
    lines: (match[1] ?? '').trimEnd().split('\n'),
  }))
}

/** A line of shell that ends the script unless it ends with its code: 0, or what `# exit 4` says. */
function checked(line: string): string {
  const [, command = line, code = '0'] = /^(.*?)\s+# exit (\d+)$/.exec(line) ?? []
  // Not in a subshell: a line may set a variable for the next one.
  return `code=0; { ${command}\n} || code=$?; [ "$code" = ${code} ] || { echo "exit $code, not ${code}: ${command.replaceAll(/["$`\\]/g, '')}" >&2; exit 99; }`
}

let home: string

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-readme-'))
  // Two drills that somebody played.
  for (const day of ['2026-11-25', '2026-12-14']) {
    await drillFolder(join(home, '.local/state/cyber-respond'), `willebroek-drill-${day}`)
  }
})

afterAll(async () => {
  await shell(['cyber-respond cloud down willebroek --yes || true'])
  rmSync(home, { recursive: true, force: true })
})

/** Runs lines in one shell, in an empty home, from the root of the repository. Fails with what they printed. */
function shell(lines: readonly string[]): Promise<string> {
  const script = [`cyber-respond() { '${process.execPath}' src/cli/main.ts "$@"; }`, 'set -o pipefail', ...lines]
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    USER: 'els',
    LANG: 'C.UTF-8',
    CYBER_RESPOND_DEMO_WORLD: join(home, 'world.txt'),
  }
  return new Promise((resolve, reject) => {
    const child = execFile('bash', ['-c', script.join('\n')], { cwd: root, env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`${lines.join('\n')}\n${stdout}${stderr}`))
    })
    child.stdin?.end()
  })
}

describe('the commands of the README', () => {
  const used = new Set<string>()
  test.each(blocks('sh').map((block, index) => ({ ...block, index })))(
    '$index, under "$heading"',
    { timeout: 120_000 },
    async ({ lines }) => {
      const commands = lines.flatMap((line) => {
        const exception = exceptions[line]
        if (exception === undefined) return [line]
        used.add(line)
        return exception.instead === null ? [] : [exception.instead]
      })
      if (commands.length > 0) await shell(commands.map(checked))
    },
  )

  test('the last of them, by hand: a line has the hash that the next one names', async () => {
    const auditor = blocks('sh').findLast(({ heading }) => heading === 'The auditor')
    const printed = await shell((auditor?.lines ?? []).map(checked))
    const [hash = 'none', named] = printed.split('\n')
    expect(hash).toMatch(/^[0-9a-f]{64} {2}-$/)
    expect(named).toBe(`"prev":"${hash.slice(0, 64)}"`)
  })

  test('an exception is one of a command that is there', () => {
    expect([...used].toSorted()).toEqual(Object.keys(exceptions).toSorted())
  })
})

test('its screens fit in 80 columns', () => {
  const screens = blocks('text')
  expect(screens.length).toBeGreaterThan(5)
  expect(screens.flatMap(({ lines }) => lines).filter((line) => displayWidth(line) > 80)).toEqual([])
})

test('its exit codes are those of the program', () => {
  const codes = [...readme.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, cell = '']) => cell.split(',').map(Number))
  expect(codes).toEqual(Object.values(exit))
})

test('its links lead to files', () => {
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path)
  expect(links.length).toBeGreaterThan(0)
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
