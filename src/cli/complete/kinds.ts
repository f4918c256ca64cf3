import { join } from 'node:path'
import { namesIn, recordsAtAGlance } from '../../adapters/home/glance.ts'
import type { RecordKind } from '../../adapters/home/record-places.ts'
import type { Text } from '../../core/text.ts'
import { type Around, filesIn } from './around.ts'
import { type Candidate, matching } from './candidate.ts'
import { itemCandidates, peopleCandidates } from './people.ts'
import type { Named, ScenarioGlance } from './shipped.ts'
import { answerCandidates, runbookCandidates, stepCandidates } from './steps.ts'

/** Finds what may stand in a place; `files` and `folders` are the shell's business, and null is what nobody can guess. */
type Kind = ((around: Around) => readonly Candidate[] | Promise<readonly Candidate[]>) | 'files' | 'folders' | null

/** What the words of the command tree stand for: `<municipality>`, `--until <step>`. A word that is not here fails a test. */
export const kinds: Readonly<Record<string, Kind>> = {
  // The register is read only by who asks about it.
  municipality: async (around) => (await import('./municipalities.ts')).municipalityCandidates(around),
  province: async () => (await import('./municipalities.ts')).provinceCandidates(),
  zone: async () => (await import('./municipalities.ts')).zoneCandidates(),
  profile: ({ home }) => filesNamed(join(home, 'profiles')),
  incident: (around) => {
    const incidents = matching(records(around, 'incident'), around.place.typed)
    return incidents.length > 0 ? incidents : records(around, 'drill')
  },
  drill: (around) => records(around, 'drill'),
  step: stepCandidates,
  answer: answerCandidates,
  runbook: runbookCandidates,
  plan: planCandidates,
  part: async (around) => [
    ...(await planCandidates(around)),
    ...(await runbookCandidates(around)),
    ...(await stepCandidates(around)),
  ],
  person: peopleCandidates,
  item: itemCandidates,
  scenario: async (around) => (await scenarios(around)).map(candidate),
  level: async (around) => (await scenariosMeant(around)).flatMap(({ levels }) => levels.map(candidate)),
  team: async (around) => (await scenariosMeant(around)).flatMap(({ teams }) => teams.map(candidate)),
  service: ({ shipped }) => shipped.services.map(candidate),
  topic: topicCandidates,
  file: 'files',
  path: 'files',
  key: 'files',
  folder: 'folders',
  ...{ case: null, factor: null, 'field=value': null, format: null, head: null, id: null, kind: null },
  ...{
    lang: null,
    line: null,
    lines: null,
    moment: null,
    n: null,
    'old=new': null,
    place: null,
    result: null,
    seq: null,
    shell: null,
  },
  ...{ size: null, state: null, text: null, time: null, url: null, value: null },
}

/** The kinds of which a file is one too: once nothing else fits what was typed. */
export const orFiles: ReadonlySet<string> = new Set(['incident', 'profile', 'scenario'])

const standing: Readonly<Record<'open' | 'closed', Text>> = {
  open: { en: 'open', nl: 'lopend' },
  closed: { en: 'closed', nl: 'afgesloten' },
}

function records({ home }: Around, kind: RecordKind): readonly Candidate[] {
  return recordsAtAGlance(home, kind).map(({ name, isClosed }) => ({
    value: name,
    about: isClosed ? standing.closed : standing.open,
  }))
}

function filesNamed(folder: string): readonly Candidate[] {
  return namesIn(folder).flatMap((name) =>
    /\.ya?ml$/.test(name) ? [{ value: name.replace(/\.ya?ml$/, ''), about: null }] : [],
  )
}

function candidate({ id, title }: Named): Candidate {
  return { value: id, about: title, also: [title.en, title.nl] }
}

/** The plans of the folder of runbooks that was named by their files, else the shipped ones. */
function planCandidates({ runbooks, shipped }: Around): readonly Candidate[] {
  if (runbooks === null) return shipped.plans.map(candidate)
  const plan = /\.plan\.ya?ml$/
  return namesIn(runbooks).flatMap((name) => (plan.test(name) ? [{ value: name.replace(plan, ''), about: null }] : []))
}

async function scenarios({ runbooks, shipped }: Around): Promise<readonly ScenarioGlance[]> {
  if (runbooks === null) return shipped.scenarios
  const { scenarioGlance } = await import('./read-shipped.ts')
  const files = filesIn(join(runbooks, 'drills'), /\.ya?ml$/)
  return [...files.values()].flatMap((bytes) => scenarioGlance(bytes))
}

/** The scenarios that the line named; all of them when it named none. */
async function scenariosMeant(around: Around): Promise<readonly ScenarioGlance[]> {
  const { given } = around.place
  const named = [...(given.get('scenario') ?? []), ...(given.get('--scenario') ?? [])]
  const all = await scenarios(around)
  return named.length === 0 ? all : all.filter(({ id }) => named.includes(id))
}

/** The guides, and the commands whose help may be wanted: below those that were named already. */
function topicCandidates({ place, shipped }: Around): readonly Candidate[] {
  const path = place.given.get('topic') ?? []
  const command = path.reduce<typeof shipped.program | undefined>(
    (above, word) => above?.commands.find(({ name }) => name === word),
    shipped.program,
  )
  const commands = (command?.commands ?? []).map(({ name, summary }) => ({ value: name, about: summary }))
  if (path.length > 0) return commands
  const topics = { value: 'topics', about: { en: 'the list of guides', nl: 'de lijst van handleidingen' } }
  return [...shipped.guides.map(candidate), topics, ...commands]
}
