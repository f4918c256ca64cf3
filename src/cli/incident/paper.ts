import { resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { realDisk } from '../../adapters/disk/disk.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { kindOf } from '../../adapters/home/incident-files.ts'
import { walkLog } from '../../adapters/log/files.ts'
import { custodyDrafts, filesInCustody } from '../../core/custody.ts'
import { codesOf } from '../../core/early-start.ts'
import type { CustodyFile } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { empty, startFold } from '../../core/fold.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { knownPeople } from '../../core/known-people.ts'
import { orderRemarks, paperDraft } from '../../core/paper-entry.ts'
import { givenName } from '../../core/person-name.ts'
import { plan } from '../../core/planner.ts'
import type { State } from '../../core/state.ts'
import { pick, plain, type Text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { decode, textOf } from '../../runbook/decode.ts'
import { paperFileSchema } from '../../runbook/paper-file.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, type Incident, loadIncident, openedOf } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { record } from '../wiring/record.ts'
import { incidentBlobs } from '../wiring/world.ts'
import { entryOf, type PaperSaid, wrongAnswer, wrongFile } from './paper-said.ts'

export interface PaperOptions {
  readonly item?: string
  readonly at?: string
  readonly by?: string
  readonly words?: string
  readonly reference?: string
  readonly file?: string
  readonly approvedBy?: string
  readonly answer?: readonly string[]
  readonly result?: 'done' | 'failed' | 'skipped'
  readonly from?: string
}

/**
 * Enters what was done on paper: one step by options, many from a file, or asked one by one at a terminal. All of a file is looked
 * at before anything of it is recorded.
 */
export async function paper(host: Host, name: string, code: string | undefined, own: PaperOptions): Promise<number> {
  const folder = await findIncident(host, name, 'open')
  if (kindOf(folder) === 'drill') throw inDrill()
  if (own.from !== undefined && (code !== undefined || Object.keys(own).length > 1)) throw oneWay()
  if (own.from !== undefined) await enter(host, name, readPaper(host, own.from))
  else if (code !== undefined) await enter(host, name, [saidIn(code, own)])
  else if (!host.interactive) throw nothing()
  else await askAll(host, name, folder)
  return exit.done
}

async function enter(host: Host, name: string, said: readonly PaperSaid[]): Promise<void> {
  const actor = operatorName(host)
  await record(host, name, async (incident, state) => {
    const now = wallClock.now()
    const view = plan(incident.book, state, incident.expressions, now)
    // All of it is looked at before a file is taken.
    for (const one of said) {
      entryOf(one, view, now)
      if (one.file !== undefined && one.reference !== undefined) throw wrongFile(one.code, oneProof)
    }
    const blobs = incidentBlobs(incident)
    const take = (path: string): Promise<CustodyFile> => blobs.putFile(resolve(host.process.cwd(), path), () => {})
    const taken: (CustodyFile | null)[] = []
    for (const one of said) taken.push(one.file === undefined ? null : await take(one.file))
    const found = said.map((one, index) => entryOf(one, view, now, taken[index] ?? null))
    const twice = found.find(
      ({ step }, index) => found.findIndex((other) => other.step.instance === step.instance) < index,
    )
    if (twice !== undefined) throw enteredTwice(twice.step.instance)
    for (const { step, entry } of found) {
      for (const remark of orderRemarks(step, entry, (ids) => codesOf(ids, view))) {
        host.stderr(`${harmlessLine(`${step.step.code}: ${pick(remark, host.lang)}`, 200)}\n`)
      }
    }
    return found.flatMap(({ step, entry }, index) => {
      const [file, path = ''] = [taken[index] ?? null, said[index]?.file]
      const isNew = file !== null && filesInCustody(state, [file]).length === 0
      const custody = isNew
        ? custodyDrafts({ files: [file], notTaken: [] }, { actor, paths: [path], note: `${step.step.code}, paper` })
        : []
      return [...custody, paperDraft(step, entry, actor)]
    })
  })
}

const oneProof: Text = {
  en: 'its proof is a reference or a file, not both',
  nl: 'het bewijs is een referentie of een bestand, niet beide',
}

function saidIn(code: string, own: PaperOptions): PaperSaid {
  const { item, at, by, words, reference, file, approvedBy, answer = [], result } = own
  if (at === undefined || by === undefined) throw incomplete()
  const answers = answersIn(answer)
  return {
    ...{ code, at, answers, by: givenName(by, plain('--by')) },
    ...(item === undefined ? {} : { item }),
    ...(words === undefined ? {} : { words }),
    ...(reference === undefined ? {} : { reference }),
    ...(file === undefined ? {} : { file }),
    ...(approvedBy === undefined ? {} : { approver: givenName(approvedBy, plain('--approved-by')) }),
    ...(result === undefined ? {} : { result }),
  }
}

/** Throws the Fault `paper.answer` for one without a sign between, and for two answers to one question. */
function answersIn(given: readonly string[]): { readonly [field: string]: string } {
  const answers = new Map<string, string>()
  for (const one of given) {
    const sign = one.indexOf('=')
    if (sign < 1) throw wrongAnswer(one, { en: 'write FIELD=VALUE', nl: 'schrijf VELD=WAARDE' })
    const field = one.slice(0, sign)
    if (answers.has(field)) throw wrongAnswer(field, { en: 'it is answered twice', nl: 'ze is twee keer beantwoord' })
    answers.set(field, one.slice(sign + 1))
  }
  return Object.fromEntries(answers)
}

function readPaper(host: Host, path: string): readonly PaperSaid[] {
  const kind = { code: 'answers.unreadable', name: { en: 'paper file', nl: 'papierbestand' } } as const
  const bytes = readSmallFile(resolve(host.process.cwd(), path), kind)
  if (bytes === null) throw noFile(path)
  const { entries } = decode({ file: path, text: textOf(path, bytes) }, paperFileSchema)
  return entries.map(({ approved_by: approver, ...rest }) => ({
    ...rest,
    ...(approver === undefined ? {} : { approver }),
  }))
}

/** Each is recorded once it was said to be right: what was typed is not lost with the next one. */
async function askAll(host: Host, name: string, folder: string): Promise<void> {
  const { askPaper } = await import('../../prompts/paper.ts')
  const { askBefore } = await import('../wiring/ask-before.ts')
  const option = { en: '--from FILE', nl: '--from BESTAND' }
  const state = await stateNow(folder)
  const incident = await loadIncident(folder, openedOf(state, folder))
  const people = knownPeople(incident.profile)
  for (;;) {
    const view = viewOf(incident, await stateNow(folder))
    const said = await askBefore(host, option, (asker) => askPaper(asker, view, wallClock.now), people)
    if (said === null) return
    try {
      await enter(host, name, [said])
    } catch (error) {
      if (!(error instanceof Fault) || error.exit !== exit.usage) throw error
      host.stderr(`${harmlessLine(pick(error.text, host.lang), 400)}\n`)
    }
  }
}

async function stateNow(folder: string): Promise<State> {
  const folding = startFold(empty)
  await walkLog(folder, (event) => folding.take(event), realDisk)
  return folding.state
}

function viewOf(incident: Incident, state: State): View {
  return plan(incident.book, state, incident.expressions, wallClock.now())
}

function inDrill(): Fault {
  return new Fault({
    code: 'paper.drill',
    exit: exit.usage,
    message: {
      en: 'in an exercise nothing is entered from paper: its clock is another',
      nl: 'in een oefening wordt niets van papier ingevoerd: haar klok is een andere',
    },
    hint: { en: 'cyber-respond note says what was written', nl: 'cyber-respond note zegt wat er geschreven is' },
  })
}

function incomplete(): Fault {
  return new Fault({
    code: 'paper.incomplete',
    exit: exit.usage,
    message: { en: 'when and who are missing', nl: 'wanneer en wie ontbreken' },
    hint: {
      en: 'cyber-respond paper INCIDENT I3 --at 23:30 --by "Bram Fictief" (--at unknown, where nobody wrote it)',
      nl: 'cyber-respond paper INCIDENT I3 --at 23u30 --by "Bram Fictief" (--at onbekend, als niemand het schreef)',
    },
  })
}

function nothing(): Fault {
  return new Fault({
    code: 'paper.nothing',
    exit: exit.answerNeeded,
    message: {
      en: 'no step is named, and there is no terminal to ask',
      nl: 'er is geen stap genoemd, en geen terminal om te vragen',
    },
    hint: {
      en: 'name a code with --at and --by, or give a file: --from FILE',
      nl: 'noem een code met --at en --by, of geef een bestand: --from BESTAND',
    },
  })
}

function oneWay(): Fault {
  return new Fault({
    code: 'paper.incomplete',
    exit: exit.usage,
    message: {
      en: 'a file says all of its entries: nothing stands beside --from',
      nl: 'een bestand zegt alles over zijn stappen: naast --from staat niets',
    },
    hint: {
      en: 'enter the step with options, or put it in the file',
      nl: 'voer de stap in met opties, of zet ze in het bestand',
    },
  })
}

function enteredTwice(instance: string): Fault {
  return new Fault({
    code: 'paper.impossible',
    exit: exit.usage,
    message: { en: `${instance} stands twice in the file`, nl: `${instance} staat twee keer in het bestand` },
    hint: { en: 'keep the entry that holds; nothing was recorded', nl: 'houd wat klopt; er is niets vastgelegd' },
  })
}

function noFile(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'paper.no-file',
    exit: exit.invalid,
    message: { en: `there is no file ${shown}`, nl: `er is geen bestand ${shown}` },
    hint: { en: 'check the path', nl: 'controleer het pad' },
  })
}
