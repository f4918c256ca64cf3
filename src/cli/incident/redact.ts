import { realDisk } from '../../adapters/disk/disk.ts'
import { eraseDisclosures, readDisclosures } from '../../adapters/log/disclosure-file.ts'
import type { Disclosure } from '../../audit/disclosure.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { isSamePerson } from '../../core/known-people.ts'
import { givenName } from '../../core/person-name.ts'
import { summaryPaths } from '../../core/personal.ts'
import { pick, type Text } from '../../core/text.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import { draftsOf } from '../wiring/drafts.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, withLog } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { approvedErasures } from './erasure-approval.ts'
import { namesThatStay, type StayingName, stayingText } from './names-that-stay.ts'

interface RedactOptions {
  /** The legal ground, as the data protection officer words it. */
  readonly basis: string
  readonly approver: string
  readonly reason: string
}

/**
 * Erases a personal value of one line for good: the line and the chain stand, its value can never be read again. A second
 * person approves, and the erasure is itself a line. `line` counts from 1. The sentence that repeats the value goes too.
 */
export async function redact(
  host: Host,
  name: string,
  line: string,
  path: string,
  own: RedactOptions,
): Promise<number> {
  const operator = operatorName(host)
  for (const option of ['basis', 'approver', 'reason'] as const) if (own[option].trim() === '') throw empty(option)
  const approver = givenName(own.approver, '--approver')
  // Whom the profile tells apart by a role is not asked: what it names may itself be erased or withheld.
  if (isSamePerson([], approver, operator)) throw sameHands(approver)
  const seq = /^[1-9]\d{0,14}$/.test(line) ? Number(line) - 1 : -1
  const folder = await findIncident(host, name, 'any')
  let staying: readonly StayingName[] = []
  const erased = await withLog(host, folder, async (log, state) => {
    const all = [...readDisclosures(realDisk, folder).values()].filter((one) => one.seq === seq)
    const wanted = all.filter((one) => one.path === path || one.path.startsWith(`${path}/`))
    if (wanted.length === 0) throw nothing(line, path, all)
    const sentences = all.filter((one) => !wanted.includes(one) && isSentence(one))
    const digests = [...wanted, ...sentences]
    staying = await namesThatStay(folder, digests)
    const { basis, reason } = own
    const erasures = digests.map((one) => ({ seq, path: one.path, digest: one.digest, basis, approver, reason }))
    const { opened, keys } = state
    const drafts = await approvedErasures(host, folder, { opened, keys, size: log.size }, operator, erasures)
    await log.append(drafts, log.size)
    eraseDisclosures(realDisk, folder, new Set(digests.map(({ digest }) => digest)))
    return digests
  })
  // What is not on record yet may repeat it.
  draftsOf(host, folder).forget()
  if (host.json) host.stdout(`${harmlessJson(erased.map((one) => ({ line: seq + 1, path: one.path })))}\n`)
  else for (const one of erased) host.stdout(`${seq + 1} ${harmlessLine(one.path, 200)}\n`)
  const said = [done, ...staying.map(stayingText)]
  for (const text of said) host.stderr(`${wrapMessage(harmless(pick(text, host.lang)), host.messageColumns)}\n`)
  return exit.done
}

const done: Text = {
  en: 'Erased, and on record. Copies of the folder, archives, files in blobs/ and outbox/ and backups may still hold the value.',
  nl: 'Gewist, en het staat in het logboek. Kopieën van de map, archieven, bestanden in blobs/ en outbox/ en back-ups kunnen de waarde nog bevatten.',
}

function isSentence({ path }: Disclosure): boolean {
  return summaryPaths.some((one) => one === path)
}

/** Erasing can't be undone: without a ground, a second person and that person's reason it does not happen. */
function empty(option: keyof RedactOptions): Fault {
  return new Fault({
    code: 'redact.empty',
    exit: exit.usage,
    message: { en: `--${option} is empty`, nl: `--${option} is leeg` },
    hint: {
      en: 'say on which legal ground (--basis), who approves (--approver) and why (--reason)',
      nl: 'zeg op welke rechtsgrond (--basis), wie goedkeurt (--approver) en waarom (--reason)',
    },
  })
}

function sameHands(name: string): Fault {
  return new Fault({
    code: 'redact.same-person',
    exit: exit.usage,
    message: {
      en: `"${harmlessLine(name, 100)}" erases and can't approve it`,
      nl: `"${harmlessLine(name, 100)}" wist en kan dat niet goedkeuren`,
    },
    hint: {
      en: 'a second person approves: --approver NAME, and say who you are with --operator NAME',
      nl: 'een tweede persoon keurt goed: --approver NAAM, en zeg wie u bent met --operator NAAM',
    },
  })
}

function nothing(line: string, path: string, all: readonly Disclosure[]): Fault {
  const [shownLine, shownPath] = [harmlessLine(line, 20), harmlessLine(path, 100)]
  const paths = all.map((one) => harmlessLine(one.path, 100)).join(', ')
  return new Fault({
    code: 'redact.nothing',
    exit: exit.usage,
    message: {
      en: `line ${shownLine} holds no personal value at ${shownPath} that can be erased`,
      nl: `regel ${shownLine} bevat geen persoonsgegeven op ${shownPath} dat gewist kan worden`,
    },
    hint:
      paths === ''
        ? {
            en: 'lines count from 1, as in verify; a value that was erased before is gone',
            nl: 'regels tellen vanaf 1, zoals bij verify; een waarde die al gewist is, is weg',
          }
        : { en: `that line has: ${paths}`, nl: `die regel heeft: ${paths}` },
  })
}
