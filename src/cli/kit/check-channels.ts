import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { ageOf, ageText } from '../../core/ages.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { inBoth, pick } from '../../core/text.ts'
import { compiledOrLoadedPlan } from '../wiring/load-plan.ts'
import { planIds } from '../wiring/plans.ts'
import { type KitFinding, kitFinding } from './kit-finding.ts'

/** When somebody last looked at the addresses and numbers of the authorities in the runbooks of a kit. */
export async function channelFindings(folder: string, today: string): Promise<readonly KitFinding[]> {
  try {
    return await found(folder, today)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { en, nl } = error.text
    const said = `${harmlessLine(en, 300)}`
    return [
      kitFinding(
        'channels',
        'attention',
        `the runbooks on it can't be used: ${said}`,
        `de draaiboeken erop zijn niet bruikbaar: ${harmlessLine(nl, 300)}`,
      ),
    ]
  }
}

async function found(folder: string, today: string): Promise<readonly KitFinding[]> {
  const files = await readRunbookFiles(folder)
  const days = new Map<string, string>()
  for (const plan of planIds(files)) {
    const { obligations } = await compiledOrLoadedPlan(files, plan)
    for (const { id, checked } of obligations.channels) days.set(id, checked)
  }
  if (days.size === 0) return []
  const ages = [...days].map(([id, looked]) => ({ id, age: ageOf('channel', { looked }, today) }))
  const stale = ages.filter(({ age }) => age.state !== 'fresh')
  if (stale.length === 0) {
    const oldest = [...days.values()].toSorted()[0] ?? ''
    return [
      kitFinding(
        'channels',
        'well',
        `addresses of authorities in the runbooks: looked at on ${oldest} or later`,
        `adressen van overheden in de draaiboeken: bekeken op ${oldest} of later`,
      ),
    ]
  }
  const groups = inBoth((lang) =>
    [...Map.groupBy(stale, ({ age }) => pick(ageText(age), lang))]
      .map(([age, some]) => `${some.map(({ id }) => harmlessLine(id, 60)).join(', ')} (${age})`)
      .join('; '),
  )
  return [
    kitFinding(
      'channels',
      'attention',
      `addresses of authorities in the runbooks that are too old to trust: ${groups.en}`,
      `adressen van overheden in de draaiboeken die te oud zijn om op te vertrouwen: ${groups.nl}`,
    ),
  ]
}
