import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/run-cli.ts'

/** A fenced block of a document, with the second-level heading that it stands under. */
export interface Block {
  readonly heading: string
  readonly text: string
}

/** What is run in the place of a command that can't be run as it stands; null: nothing is. */
export interface Exception {
  readonly instead: string | null
  readonly why: string
}

export function documentText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The fenced blocks of one kind (`sh`, `yaml`, `text`), in order. */
export function blocksOf(text: string, kind: string): readonly Block[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => ({
    heading: [...text.slice(0, match.index).matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '',
    text: (match[1] ?? '').trimEnd(),
  }))
}

/** The commands of a block: one a line, and one that goes on over several lines in one piece. */
export function commandsOf({ text }: Block): readonly string[] {
  const commands: string[] = []
  let open = ''
  for (const line of text.split('\n')) {
    open = open === '' ? line : `${open}\n${line}`
    if (isWhole(open)) {
      commands.push(open)
      open = ''
    }
  }
  if (open !== '') throw new Error(`a command that does not end: ${open}`)
  return commands
}

function isWhole(command: string): boolean {
  if (!/[\n(){}|&\\'"]/.test(command)) return true
  return spawnSync('bash', ['-n', '-c', command]).stderr.length === 0 && !command.endsWith('\\')
}

/** A command that ends the script unless it ends with its code: 0, or what `# exit 4` behind it says. */
export function checked(command: string): string {
  const [, body = command, code = '0'] = /^([\s\S]*?)\s+# exit (\d+)$/.exec(command) ?? []
  // Not in a subshell: a command may set a variable for the next one.
  return `code=0; { ${body}\n} || code=$?; [ "$code" = ${code} ] || { echo "exit $code, not ${code}: ${body.replaceAll(/["$`\\]/g, '')}" >&2; exit 99; }`
}

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Place {
  readonly home: string
  /** Where the shell begins; default: the root of the repository. */
  readonly cwd?: string
}

/** How the README lets a person call the built program by its name: a variable with its folder, and a function. */
export const byName = ['CYBER_RESPOND=$PWD', functionLine(documentText('README.md'))] as const

function functionLine(readme: string): string {
  return /^cyber-respond\(\) \{ .* \}$/m.exec(readme)?.[0] ?? ''
}

/**
 * Runs commands in one shell that knows `cyber-respond` as the README says it. A person's shell: no option such as `pipefail`
 * helps a command to notice what went wrong.
 */
export function shell({ home, cwd = root }: Place, commands: readonly string[]): Promise<Ended> {
  const script = [`CYBER_RESPOND='${root}'`, byName[1], ...commands]
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    USER: 'els',
    LANG: 'C.UTF-8',
    CYBER_RESPOND_DEMO_WORLD: join(home, 'world.txt'),
  }
  return new Promise((resolve) => {
    const options = { cwd, env, maxBuffer: 2 ** 26 }
    const child = execFile('bash', ['-c', script.join('\n')], options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 99
      resolve({ code, out, err })
    })
    child.stdin?.end()
  })
}

/** Runs the commands of a block, each of which must end with its code. Gives what they printed; fails with it. */
export async function runBlock(
  place: Place,
  block: Block,
  exceptions: Readonly<Record<string, Exception>> = {},
  used: Set<string> = new Set(),
): Promise<string> {
  const commands = commandsOf(block).flatMap((command) => {
    const exception = exceptions[command]
    if (exception === undefined) return [command]
    used.add(command)
    return exception.instead === null ? [] : [exception.instead]
  })
  if (commands.length === 0) return ''
  const { code, out, err } = await shell(place, commands.map(checked))
  if (code !== 0) throw new Error(`${commands.join('\n')}\n${out}${err}`)
  return out
}

/** The lines of a table whose first cell is code (`like this`): that cell, and the others. */
export function codeRows(text: string, heading: string): readonly (readonly [code: string, ...cells: string[]])[] {
  const at = text.indexOf(`\n## ${heading}\n`)
  if (at < 0) throw new Error(`there is no heading ${heading}`)
  const [section = ''] = text.slice(at + 4).split(/^## /m, 1)
  return [...section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, code = '', cells = '']) => [
    code,
    ...cells.split(' | '),
  ])
}

/** The targets of the links, and of the pictures, in a text. */
export function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}
