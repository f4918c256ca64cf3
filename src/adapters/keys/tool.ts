import { execa } from 'execa'

interface ToolEnd {
  /** null: the program is not installed, or could not be started. */
  readonly code: number | null
  readonly stdout: Buffer
  /** The last lines of what it said, for a message. */
  readonly stderr: string
}

const longestMs = 120_000

/**
 * Runs a program that does one small thing with bytes (OpenSSH, OpenSSL). With `terminal` it may ask the person who sits
 * there, for a passphrase or a touch of a key. Never throws for what the program does.
 */
export async function runTool(
  file: string,
  args: readonly string[],
  input: string | Buffer,
  terminal = false,
): Promise<ToolEnd> {
  const { exitCode, stdout, stderr } = await execa(file, args, {
    input,
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
    timeout: longestMs,
    stderr: terminal ? ['inherit', 'pipe'] : 'pipe',
  })
  const said = Buffer.from(stderr ?? []).toString('utf8')
  return { code: exitCode ?? null, stdout: Buffer.from(stdout ?? []), stderr: said.slice(-500).trim() }
}
