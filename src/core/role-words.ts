import type { Text } from './text.ts'

const names: ReadonlyMap<string, Text> = new Map<string, Text>([
  ['lead', { en: 'lead', nl: 'leider' }],
  ['scribe', { en: 'scribe', nl: 'verslagnemer' }],
  ['systems', { en: 'systems', nl: 'systemen' }],
  ['network', { en: 'network', nl: 'netwerk' }],
  ['communication', { en: 'communication', nl: 'communicatie' }],
  ['dpo', { en: 'data protection officer', nl: 'functionaris voor gegevensbescherming' }],
  ['mayor', { en: 'mayor', nl: 'burgemeester' }],
  ['general-director', { en: 'general director', nl: 'algemeen directeur' }],
  ['ciso', { en: 'information security officer', nl: 'informatieveiligheidsconsulent' }],
  ['ocmw', { en: 'head of the social service (OCMW)', nl: 'hoofd van de sociale dienst (OCMW)' }],
  ['police', { en: 'police zone', nl: 'politiezone' }],
  ['insurer', { en: 'insurer', nl: 'verzekeraar' }],
  ['emergency-planner', { en: 'emergency planning coordinator', nl: 'noodplanningscoördinator' }],
  ['finance', { en: 'financial director', nl: 'financieel directeur' }],
  ['bank', { en: 'the bank', nl: 'de bank' }],
  ['internet-provider', { en: 'internet provider', nl: 'internetprovider' }],
  ['erasure', { en: 'second person for an erasure', nl: 'tweede persoon bij een wissing' }],
  ['false-alarm', { en: 'second person for a false alarm', nl: 'tweede persoon bij een vals alarm' }],
  ['service-owner', { en: 'who answers for the service', nl: 'wie voor de dienst instaat' }],
])

/** A role as people call it. A runbook may name any role; one that the shipped runbooks don't use is called as it is. */
export function roleWords(role: string): Text {
  return names.get(role) ?? { en: role, nl: role }
}
