import { basename } from 'node:path'
import { checkStamp, fetchStamp, wrongStamp } from '../../adapters/keys/time-stamp.ts'
import { hasStamp, keepStamp, stampName } from '../../adapters/record/beside-heads.ts'
import { newestHead } from '../../adapters/record/newest-head.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import { wallTime } from '../../core/wall-time.ts'
import { createProgress } from '../../ui/progress.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { settingsOf } from '../wiring/config.ts'
import type { Host } from '../wiring/host.ts'
import { recordKind } from './record-kind.ts'
import { recordPath } from './record-path.ts'
import { tellOlderHead } from './tell-memory.ts'
import { folderOf } from './witness.ts'

/** Has the newest head stamped by the time stamp server of this command line or this home. Once: the first stamp says most. */
export async function stampHead(host: Host, name: string): Promise<number> {
  const { tsa } = await settingsOf(host)
  if (tsa === undefined) throw noServer()
  const stamped = await stampFolder(host, folderOf(await recordPath(host, name)), tsa)
  const { size, at, file } = stamped
  if (host.json) host.stdout(`${harmlessJson(stamped, 2)}\n`)
  else {
    const when = (lang: 'en' | 'nl'): string => (at === null ? '' : ` ${wallTime(at, lang)}`)
    const text = {
      en: `the head over ${size} lines is stamped${when('en')}: ${file}`,
      nl: `de kop over ${size} regels is gestempeld${when('nl')}: ${file}`,
    }
    host.stdout(`${harmless(pick(text, host.lang))}\n`)
  }
  return exit.done
}

/**
 * Has the head stamped when a session ends, where a server is named. A stamp is welcome and never needed: what goes
 * wrong is told, no more.
 */
export async function stampAtEnd(host: Host, folder: string, tsa: string, signal: AbortSignal): Promise<void> {
  try {
    await stampFolder(host, folder, tsa, signal)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    for (const text of [error.text, error.hint]) if (text !== undefined) warn(host, text)
  }
}

function warn(host: Host, text: Text): void {
  host.stderr(`cyber-respond: ${harmless(pick(text, host.lang))}\n`)
}

interface Stamped {
  readonly size: number
  /** The time that the server says, RFC 3339. */
  readonly at: string | null
  readonly file: string
}

async function stampFolder(host: Host, folder: string, tsa: string, signal?: AbortSignal): Promise<Stamped> {
  const source = await openRecord(folder)
  const newest = await newestHead(source)
  await tellOlderHead(host, source, newest)
  const { checkpoint, content } = newest
  if ((await recordKind(source, checkpoint)) === 'drill') throw ofDrill(folder)
  const { size } = checkpoint
  const file = stampName(size)
  if (hasStamp(folder, size)) return { size, at: null, file }
  const progress = createProgress(createTerminal(host.process, host), host.process.stderr)
  try {
    progress.say(pick({ en: 'asking for a time stamp', nl: 'vraagt een tijdstempel' }, host.lang))
    const stamp = await fetchStamp(tsa, content, signal)
    const { tsa_ca: authority = null } = await settingsOf(host)
    const { state, at, why } = await checkStamp(stamp, content, authority)
    if (authority !== null && state !== 'good') throw wrongStamp(tsa, why)
    return { size, at, file: keepStamp(folder, size, stamp) }
  } finally {
    progress.clear()
  }
}

function noServer(): Fault {
  return new Fault({
    code: 'tsa.none',
    exit: exit.usage,
    message: { en: 'no time stamp server is named', nl: 'er is geen tijdstempelserver opgegeven' },
    hint: {
      en: 'name one that you trust with --tsa URL, or as tsa in config.yaml',
      nl: 'noem er een die u vertrouwt met --tsa URL, of als tsa in config.yaml',
    },
  })
}

function ofDrill(folder: string): Fault {
  const shown = harmlessLine(basename(folder), 200)
  return new Fault({
    code: 'tsa.drill',
    exit: exit.usage,
    message: {
      en: `${shown} is a drill: nothing of it goes out, not to a time stamp server either`,
      nl: `${shown} is een oefening: er gaat niets van naar buiten, ook niet naar een tijdstempelserver`,
    },
    hint: {
      en: 'its own seals stand; cyber-respond witness print shows its head, to write down',
      nl: 'haar eigen zegels blijven; cyber-respond witness print toont haar kop, om op te schrijven',
    },
  })
}
