import { incidentNames, recordFolder } from '../../adapters/home/incident-files.ts'
import { forgottenMemories, missingRecords, rememberedOf } from '../../adapters/home/remembered-records.ts'
import { readRecord } from '../../adapters/record/log.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import type { Host } from '../wiring/host.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

/** The incidents of this home: whether each can be read, and is the one that this machine remembers. Says nothing of those that are. */
export async function recordFindings({ home }: Pick<Host, 'home'>): Promise<readonly DoctorFinding[]> {
  try {
    const found: DoctorFinding[] = []
    for (const name of incidentNames(home)) found.push(...(await oneRecord(home, name)))
    return [...found, ...missingRecords(home).map(goneFinding), ...forgottenMemories(home).map(forgottenFinding)]
  } catch (error) {
    return [unread('incidents', error)]
  }
}

async function oneRecord(home: string, name: string): Promise<readonly DoctorFinding[]> {
  try {
    const source = await openRecord(recordFolder(home, 'incident', name))
    const remembered = await rememberedOf(home, source)
    const { memory } = await readRecord(
      source,
      () => {},
      () => {},
      remembered,
    )
    return memory === undefined
      ? []
      : [finding(`${name}.record`, false, `${name}: ${memory.en}`, `${name}: ${memory.nl}`)]
  } catch (error) {
    return [unread(`${name}.record`, error)]
  }
}

function goneFinding({ incident, lines, closed, memory }: ReturnType<typeof missingRecords>[number]): DoctorFinding {
  const state: Text = closed ? { en: 'closed', nl: 'afgesloten' } : { en: 'open', nl: 'lopend' }
  return finding(
    `${incident}.record`,
    false,
    `${incident} IS NOT HERE: this machine’s own memory of heads says that it sealed ${lines} lines of it (${state.en}); if you put it away yourself, delete ${memory}`,
    `${incident} IS ER NIET: volgens het eigen geheugen van dit toestel verzegelde het er ${lines} regels van (${state.nl}); als u het zelf wegborg, wis dan ${memory}`,
  )
}

function forgottenFinding(path: string): DoctorFinding {
  const shown = harmlessLine(path, 200)
  return finding(
    'heads',
    false,
    `${shown} CAN'T BE READ: this machine no longer knows what it sealed there, so an older copy of a record can pass for the newest; make it readable, or keep a copy and delete it`,
    `${shown} IS NIET LEESBAAR: dit toestel weet niet meer wat het daar verzegelde, dus kan een oudere kopie van een logboek voor de nieuwste doorgaan; maak het leesbaar, of bewaar een kopie en wis het`,
  )
}

function unread(id: string, error: unknown): DoctorFinding {
  if (!(error instanceof Fault)) throw error
  return finding(id, false, error.text.en, error.text.nl)
}
