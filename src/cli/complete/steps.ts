import { join } from 'node:path'
import type { RunbookGlance } from '../../runbook/loose.ts'
import { type Around, filesIn, recordMeant } from './around.ts'
import type { Candidate } from './candidate.ts'
import { fingerprint } from './shipped.ts'

/**
 * The runbooks that a line can mean: those that its incident keeps, else those of the folder that was named, else the shipped ones.
 * Only files that are not as they ship are read as YAML.
 */
async function runbooksMeant(around: Around): Promise<readonly RunbookGlance[]> {
  const record = recordMeant(around)
  const folder = record === null ? around.runbooks : join(record.folder, 'pinned')
  if (folder === null) return around.shipped.runbooks
  const found: RunbookGlance[] = []
  for (const [file, bytes] of filesIn(folder, /^(?!profile\.).*\.ya?ml$/)) {
    const known = around.shipped.runbooks.find((one) => one.file === file)
    const isKnown = known !== undefined && known.print === fingerprint(bytes)
    const runbook = isKnown ? known : await readRunbook(file, bytes)
    if (runbook !== null) found.push(runbook)
  }
  return found.length > 0 ? found : around.shipped.runbooks
}

async function readRunbook(file: string, bytes: Buffer): Promise<RunbookGlance | null> {
  if (file.endsWith('.plan.yaml') || file.startsWith('obligations.') || file.startsWith('services.')) return null
  const { looseYaml, runbookGlance } = await import('../../runbook/loose.ts')
  return runbookGlance(looseYaml(bytes.toString('utf8')))
}

/** Steps by their codes, to be found by their titles too. */
export async function stepCandidates(around: Around): Promise<readonly Candidate[]> {
  const steps = (await runbooksMeant(around)).flatMap((runbook) => runbook.steps)
  return steps.map(({ code, id, title }) => ({ value: code, about: title, also: [id, title.en, title.nl] }))
}

export async function runbookCandidates(around: Around): Promise<readonly Candidate[]> {
  return (await runbooksMeant(around)).map(({ id, title }) => ({ value: id, about: title, also: [title.en, title.nl] }))
}

/** Answers as `I1.aware_at`, to be found by what is asked. */
export async function answerCandidates(around: Around): Promise<readonly Candidate[]> {
  const steps = (await runbooksMeant(around)).flatMap((runbook) => runbook.steps)
  return steps.flatMap(({ code, asks }) =>
    asks.map(({ name, title }) => ({ value: `${code}.${name}`, about: title, also: [name, title.en, title.nl] })),
  )
}
