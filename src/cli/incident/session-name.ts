import { settingsOf } from '../wiring/config.ts'
import { type Host, inNameOf } from '../wiring/host.ts'
import { readAnswers } from './answers-file.ts'

/**
 * The call of a session in the name of who acts: whom `--operator` or the answers file names. Whose key signs along is on
 * record before anything is asked, so with one she is asked here, before the log is opened.
 */
export async function withSessionName(host: Host, answers: string | null): Promise<Host> {
  if (host.operator !== null) return host
  if (answers !== null) return inNameOf(host, (await readAnswers(host, answers)).answers.operator)
  const { sign_with } = await settingsOf(host)
  if (sign_with === undefined) return host
  const { askName } = await import('./ask-name.ts')
  return inNameOf(host, await askName(host))
}
