import { realDisk } from '../../adapters/disk/disk.ts'
import { eraseDisclosures, readDisclosures } from '../../adapters/log/disclosure-file.ts'
import type { Disclosure } from '../../audit/disclosure.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { isListed, isSamePerson, withThose } from '../../core/known-people.ts'
import { hasPart } from '../../core/part-in-incident.ts'
import { givenName } from '../../core/person-name.ts'
import { summaryPaths } from '../../core/personal.ts'
import { listing, notListed } from '../../core/second-person.ts'
import { pick, type Text } from '../../core/text.ts'
import type { Asker } from '../../prompts/asker.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import { draftsOf } from '../wiring/drafts.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, withLog } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { approvedErasures } from './erasure-approval.ts'
import { namesThatStay, type StayingName, stayingText } from './names-that-stay.ts'
import { type WhoHasPart, whoHasPart } from './who-has-part.ts'

export interface RedactOptions {
  /** The legal ground, as the data protection officer words it. */
  readonly basis: string
  /** Undefined: it is asked, where a person sits. */
  readonly approver?: string
  readonly reason: string
  /** Path of the approver's own SSH key, which signs the approval. */
  readonly approverKey?: string
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
  for (const option of ['basis', 'reason', 'approver'] as const) if (own[option]?.trim() === '') throw empty(option)
  if (own.approver === undefined && !host.interactive) throw empty('approver')
  const folder = await findIncident(host, name, 'any')
  const approver =
    own.approver === undefined
      ? await askApprover(host, operator, await whoHasPart(folder))
      : givenName(own.approver, '--approver')
  // Whom the profile tells apart by a role is not asked: what it names may itself be erased or withheld.
  if (isSamePerson([], approver, operator)) throw sameHands(approver)
  const seq = /^[1-9]\d{0,14}$/.test(line) ? Number(line) - 1 : -1
  let staying: readonly StayingName[] = []
  let unlisted: readonly Text[] = []
  const erased = await withLog(host, folder, async (log, state) => {
    const all = [...readDisclosures(realDisk, folder).values()].filter((one) => one.seq === seq)
    const wanted = all.filter((one) => one.path === path || one.path.startsWith(`${path}/`))
    if (wanted.length === 0) throw nothing(line, path, all)
    const sentences = all.filter((one) => !wanted.includes(one) && isSentence(one))
    const digests = [...wanted, ...sentences]
    staying = await namesThatStay(folder, digests)
    const { basis, reason } = own
    const { opened, keys } = state
    // Looked at once the log is open: who opens it to write refuses what stands in the place of its files.
    const { named, people } = await whoHasPart(folder)
    const said = { basis, approver, reason, ...listing(people, approver) }
    const erasures = digests.map((one) => ({ seq, path: one.path, digest: one.digest, ...said }))
    unlisted = isListed(people, approver) ? [] : [notListed(approver)]
    const isPart = hasPart(approver, named, people)
    const signing = { hasPart: isPart, key: own.approverKey ?? null }
    const drafts = await approvedErasures(host, folder, { opened, keys, size: log.size }, operator, erasures, signing)
    await log.append(drafts, log.size)
    await log.alone(() => eraseDisclosures(realDisk, folder, new Set(digests.map(({ digest }) => digest))))
    return digests
  })
  // What is not on record yet may repeat it.
  draftsOf(host, folder).forget()
  if (host.json) host.stdout(`${harmlessJson(erased.map((one) => ({ line: seq + 1, path: one.path })))}\n`)
  else for (const one of erased) host.stdout(`${seq + 1} ${harmlessLine(one.path, 200)}\n`)
  const said = [done, ...unlisted, ...staying.map(stayingText)]
  for (const text of said) host.stderr(`${wrapMessage(harmless(pick(text, host.lang)), host.messageColumns)}\n`)
  return exit.done
}

/** Asks for the second person before the log is opened: those with a part in the incident stand in front. */
async function askApprover(host: Host, actor: string, { people, named }: WhoHasPart): Promise<string> {
  const { askSecondPerson } = await import('../../prompts/second-person.ts')
  const { askBefore } = await import('../wiring/ask-before.ts')
  const option = { en: '--approver NAME', nl: '--approver NAAM' }
  const ask = (asker: Asker) =>
    askSecondPerson(asker, whoApproves, { actor, wrong: erasesAndActs(actor), listed: people })
  const approver = await askBefore(host, option, ask, withThose(people, named))
  if (approver === '') throw empty('approver')
  return approver
}

const whoApproves: Text = {
  en: 'Who approves the erasure? (a second person; empty: nobody can now)',
  nl: 'Wie keurt de wissing goed? (een tweede persoon; leeg: nu niemand)',
}

function erasesAndActs(actor: string): Text {
  return { en: `${actor} erases and can't approve`, nl: `${actor} wist en kan niet goedkeuren` }
}

const done: Text = {
  en: 'Erased, and on record. Copies of the folder, archives, files in blobs/ and outbox/ and backups may still hold the value.',
  nl: 'Gewist, en het staat in het logboek. Kopieën van de map, archieven, bestanden in blobs/ en outbox/ en back-ups kunnen de waarde nog bevatten.',
}

function isSentence({ path }: Disclosure): boolean {
  return summaryPaths.some((one) => one === path)
}

/** Erasing can't be undone: without a ground, a second person and that person's reason it does not happen. */
function empty(option: 'basis' | 'approver' | 'reason'): Fault {
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
