import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'
import { noOpenssl } from '../support/time-stamp-server.ts'

export const noPython = noOpenssl || lacks('Python 3 (python3)', ['python3', '--version'])

export const script = join(root, 'test/strangers/verify.py')

/** What `verify.py` prints of a record. */
export interface Said {
  readonly verdict: string
  readonly state: string
  readonly lines: number
  readonly sealed: number
  readonly tail: number
  readonly root: string
  readonly origin: string | null
  readonly firstBadLine: number | null
  readonly fault: string | null
  readonly 'not looked at': readonly string[]
}

/** The verifier in Python: one process that is asked about a folder after the other. */
export function pythonVerifier() {
  const child = spawn('python3', [script, '-'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(folder: string): Promise<Said> {
      child.stdin.write(`${folder}\n`)
      const { value, done } = await answers.next()
      if (done === true) throw new Error(`the verifier ended at ${folder}`)
      return JSON.parse(value)
    },
    /** Gives its exit code. */
    async end(): Promise<number | null> {
      child.stdin.end()
      return new Promise((resolve) => (child.exitCode === null ? child.on('exit', resolve) : resolve(child.exitCode)))
    },
  }
}

/** One folder that holds one set of files after the other: only what differs is written. */
export function changingFolder(folder: string) {
  let there: ReadonlyMap<string, Buffer> = new Map()
  return (files: ReadonlyMap<string, Buffer>): string => {
    mkdirSync(folder, { recursive: true })
    for (const name of there.keys()) if (!files.has(name)) rmSync(join(folder, name))
    for (const [name, bytes] of files) {
      if (there.get(name) === bytes) continue
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), bytes)
    }
    there = files
    return folder
  }
}
