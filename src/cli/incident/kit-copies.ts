import { readKit } from '../../adapters/kit/kit-folder.ts'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import { type EndedTrack, endedTracks } from '../../core/ended-tracks.ts'
import { Fault } from '../../core/fault.ts'
import type { OperatorPort } from '../../core/ports.ts'
import { inBoth, pick, type Text } from '../../core/text.ts'
import type { MenuAsker } from '../../prompts/asker.ts'
import { copyNow } from '../kit/copy.ts'
import { copyNote } from '../kit/copy-note.ts'
import type { Host } from '../wiring/host.ts'
import { tellWarning } from '../wiring/tell-warning.ts'

/** The operator with whom a session goes on, and what is offered once the incident is closed: then nothing is noted any more. */
interface Copies {
  readonly operator: OperatorPort
  atEnd(): Promise<void>
}

/**
 * The same operator, who is offered a copy of the record to the stick whenever a track has come to its end, and whose copy is noted
 * in the record. What was over when the session began is not asked about; a stick that fails is told, and the incident goes on.
 */
export function offeringCopies(
  host: Host,
  folder: string,
  kit: OwnKit,
  asker: MenuAsker,
  operator: OperatorPort,
): Copies {
  let known: ReadonlySet<string> | null = null
  let isWanted = true
  const choose: OperatorPort['choose'] = async (view, behind) => {
    const ended = endedTracks(view)
    const fresh = known === null ? [] : ended.filter(({ runbook }) => known?.has(runbook) === false)
    known = new Set(ended.map(({ runbook }) => runbook))
    if (fresh.length === 0 || !isWanted) return operator.choose(view, behind)
    const answer = await asker.pick(question(fresh), answers)
    if (answer === 'never') isWanted = false
    const text = answer === 'copy' ? await copied() : null
    return text === null ? operator.choose(view, behind) : { kind: 'note', text }
  }
  const copied = async (): Promise<string | null> => {
    try {
      return pick(copyNote(kit, await copyNow(host, folder, kit)), host.lang)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      tellWarning(host, failed(error))
      return null
    }
  }
  const offering = new Proxy(operator, {
    get: (asked, name) => {
      if (name === 'choose') return choose
      const value: unknown = Reflect.get(asked, name, asked)
      return typeof value === 'function' ? value.bind(asked) : value
    },
  })
  const atEnd = async (): Promise<void> => {
    if (isWanted && (await asker.pick(lastQuestion, answers.slice(0, 2))) === 'copy' && (await copied()) !== null) {
      tellWarning(host, lastCopied)
    }
  }
  return { operator: offering, atEnd }
}

/** Whether a kit takes copies of records, by what stands on it now. */
export function takesCopies(kit: OwnKit): boolean {
  try {
    return readKit(kit.folder).manifest.recipient !== null
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}

const lastQuestion: Text = {
  en: 'The incident is closed. Copy the whole record to the stick now?',
  nl: 'Het incident is afgesloten. Het hele logboek nu naar de stick kopiëren?',
}
const lastCopied: Text = {
  en: 'The whole record is on the stick, closed and read back. To take everything off this laptop: cyber-respond kit close --wipe',
  nl: 'Het hele logboek staat op de stick, gesloten en teruggelezen. Om alles van deze laptop te halen: cyber-respond kit close --wipe',
}

function question(ended: readonly EndedTrack[]): Text {
  const names = inBoth((lang) => ended.map(({ title }) => pick(title, lang)).join(', '))
  return {
    en: `${names.en}: nothing is left to do there. Copy the record to the stick now?`,
    nl: `${names.nl}: daar is niets meer te doen. Het logboek nu naar de stick kopiëren?`,
  }
}

const answers: readonly { readonly name: Text; readonly value: 'copy' | 'later' | 'never' }[] = [
  { name: { en: 'Copy it', nl: 'Kopieer het' }, value: 'copy' },
  { name: { en: 'Not now', nl: 'Nu niet' }, value: 'later' },
  { name: { en: 'Do not ask again in this session', nl: 'Vraag het in deze sessie niet meer' }, value: 'never' },
]

function failed({ text, hint }: Fault): Text {
  return {
    en: `NO COPY was made: ${text.en} (${hint?.en ?? ''}). The incident goes on; try again with: cyber-respond kit copy INCIDENT`,
    nl: `Er werd GEEN KOPIE gemaakt: ${text.nl} (${hint?.nl ?? ''}). Het incident gaat verder; probeer opnieuw met: cyber-respond kit copy INCIDENT`,
  }
}
