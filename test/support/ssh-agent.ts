import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { lacks } from './needs.ts'

export const noSsh = lacks('ssh-keygen and ssh-agent (openssh-client)', ['sh', '-c', 'command -v ssh-keygen ssh-agent'])

/** A new key without a passphrase; gives the path of its private part. */
export function sshKey(folder: string, name: string): string {
  const path = join(folder, name)
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path])
  return path
}

/** An agent for this test, which holds these keys. */
export function sshAgent(folder: string, keys: readonly string[]): void {
  const socket = join(folder, 'agent')
  // It is in the background, and listens, once it has said its number.
  const said = execFileSync('ssh-agent', ['-s', '-a', socket], { encoding: 'utf8' })
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(said)?.[1])
  onTestFinished(() => void process.kill(pid))
  vi.stubEnv('SSH_AUTH_SOCK', socket)
  onTestFinished(() => void vi.unstubAllEnvs())
  for (const key of keys) execFileSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } })
}
