import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SshSignature, verifySshSignature } from '../../audit/ssh-signature.ts'
import type { SignatureFinding } from '../../audit/verification.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { runTool } from './tool.ts'

/** The namespaces of our SSH signatures (OpenSSH PROTOCOL.sshsig): one can't be passed off as the other. */
export const sshNamespace = { checkpoint: 'checkpoint@cyber-respond', approval: 'approval@cyber-respond' } as const

/** One line of OpenSSH's `allowed_signers`. */
export function allowedSigner(principal: string, key: string): string {
  const [type = '', blob = ''] = key.trim().split(/\s+/)
  return `${principal} namespaces="${Object.values(sshNamespace).join(',')}" ${type} ${blob}\n`
}

type Found = Pick<SignatureFinding, 'state' | 'why'>

/** Whether an SSH signature is good: in this process, and by OpenSSH where its kind of key is not known here. */
export async function checkSshSignature(signed: SshSignature): Promise<Found> {
  const verdict = await verifySshSignature(signed)
  if (verdict === 'good') return { state: 'good', why: null }
  return verdict === 'other' ? askOpenSsh(signed) : { state: 'bad', why: verdict.why }
}

/** The same, by OpenSSH itself. */
export async function askOpenSsh(signed: SshSignature): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-'))
  try {
    const [signers, signature] = [join(folder, 'allowed_signers'), join(folder, 'signature')]
    writeFileSync(signers, allowedSigner('signer', signed.key))
    writeFileSync(signature, signed.signature)
    const { namespace } = signed
    const args = ['-Y', 'verify', '-f', signers, '-I', 'signer', '-n', namespace, '-s', signature]
    const { code, stderr } = await runTool('ssh-keygen', args, signed.text)
    if (code === 0) return { state: 'good', why: null }
    if (code === null) return { state: 'unchecked', why: noProgram('ssh-keygen') }
    const said = harmlessLine(stderr.split('\n').at(-1) ?? '', 200)
    return { state: 'bad', why: { en: `ssh-keygen says: ${said}`, nl: `ssh-keygen zegt: ${said}` } }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function noProgram(name: string): { readonly en: string; readonly nl: string } {
  return { en: `${name} is not installed here`, nl: `${name} is hier niet geïnstalleerd` }
}
