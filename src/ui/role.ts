import type { Lang, Text } from '../core/text.ts'

const names: ReadonlyMap<string, Text> = new Map<string, Text>([
  ['lead', { en: 'lead', nl: 'leider' }],
  ['scribe', { en: 'scribe', nl: 'verslaggever' }],
  ['systems', { en: 'systems', nl: 'systemen' }],
  ['network', { en: 'network', nl: 'netwerk' }],
  ['communication', { en: 'communication', nl: 'communicatie' }],
  ['dpo', { en: 'data protection officer', nl: 'functionaris voor gegevensbescherming' }],
  ['mayor', { en: 'mayor', nl: 'burgemeester' }],
  ['general-director', { en: 'general director', nl: 'algemeen directeur' }],
  ['service-owner', { en: 'who answers for the service', nl: 'wie voor de dienst instaat' }],
])

/** A role as people call it. A runbook may name any role; one that the shipped runbooks don't use is shown as it is. */
export function roleName(role: string, lang: Lang): string {
  return names.get(role)?.[lang] ?? role
}
