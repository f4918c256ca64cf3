import { readRecord } from '../../adapters/record/log.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { type Disclosure, disclosedValue } from '../../audit/disclosure.ts'
import { actingNames } from '../../core/acting-names.ts'
import type { Json } from '../../core/event.ts'
import { samePerson } from '../../core/person.ts'
import type { Text } from '../../core/text.ts'

/** A name that erased values hold, and in how many lines it stands as who acted or approved. */
export interface StayingName {
  readonly name: string
  readonly lines: number
}

/**
 * The names of those who acted or approved in a record that these values hold too. Erasing doesn't reach them: a line must say who
 * did it. To be asked while the values can still be read.
 */
export async function namesThatStay(folder: string, erased: readonly Disclosure[]): Promise<readonly StayingName[]> {
  const values = erased.flatMap((one) => textsIn(disclosedValue(one, one.digest, one.path) ?? null))
  const lines = new Map<string, number>()
  await readRecord(await openRecord(folder), (event) => {
    for (const name of actingNames(event)) lines.set(name, (lines.get(name) ?? 0) + 1)
  })
  return [...lines]
    .filter(([name]) => values.some((value) => holds(value, name)))
    .map(([name, count]) => ({ name, lines: count }))
}

function holds(value: string, name: string): boolean {
  return value.toLowerCase().includes(name.toLowerCase()) || samePerson(value, name)
}

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (value === undefined || value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(textsIn)
}

/** The sentence on one of them. */
export function stayingText({ name, lines }: StayingName): Text {
  const many = lines === 1 ? { en: '1 line', nl: '1 regel' } : { en: `${lines} lines`, nl: `${lines} regels` }
  return {
    en: `"${name}" stays in ${many.en} as who acted or approved: that can't be erased`,
    nl: `"${name}" blijft in ${many.nl} staan als wie handelde of goedkeurde: dat kan niet gewist worden`,
  }
}
