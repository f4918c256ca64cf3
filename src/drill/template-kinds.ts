import type { AttackKind } from './attack-kind.ts'
import type { DrilledPlan } from './drilled-plan.ts'
import { accountTakeover } from './template-account-takeover.ts'
import { dataTheft } from './template-data-theft.ts'
import { ddos } from './template-ddos.ts'
import { ransomware } from './template-ransomware.ts'
import { supplier } from './template-supplier.ts'

const kinds = new Map<string, AttackKind>([
  ['ransomware', ransomware],
  ['supplier', supplier],
  ['data-theft', dataTheft],
  ['account-takeover', accountTakeover],
  ['ddos', ddos],
])

/** What a new scenario for a plan is about. Of a plan of one's own only the step is known with which it is declared, or none. */
export function kindOf({ id, declared }: DrilledPlan): AttackKind {
  return kinds.get(id) ?? ownKind(declared)
}

/** The objective that the incident is declared in time; without a measure when nobody knows by which step. */
export function declareObjective(declared: string | null, within: number): string {
  const title = '    title: { en: The incident is declared in time, nl: Het incident is op tijd afgekondigd }\n'
  const measure = `\
    measure:
      P: done["${declared}"] <= ${within}
      S: done["${declared}"] <= ${2 * within}
      M: done["${declared}"] < never
`
  return `  - id: declare\n${title}${declared === null ? '' : measure}`
}

function ownKind(declared: string | null): AttackKind {
  const expected =
    declared === null
      ? ''
      : `\
    expect:
      text: { en: The incident is declared, nl: Het incident wordt afgekondigd }
      when: done["${declared}"] < never
      within: 30m
`
  return {
    about: `\
title: { en: An ordinary morning, nl: Een gewone ochtend }
summary:
  en: Somebody calls and says what is wrong.
  nl: Iemand belt en zegt wat er mis is.
`,
    objectives: declareObjective(declared, 30),
    world: `\
  services:
    - { id: births, tier: 1, state: up }
`,
    events: null,
    injects: `\
  - id: first-call
    phase: isolate
    at: 5m
    from: { en: The reception, nl: Het onthaal }
    to: lead
    channel: phone
    text:
      en: "Something is wrong here. Whom do I tell?"
      nl: "Hier klopt iets niet. Aan wie moet ik dat zeggen?"
${expected}\
    points:
      - { objective: declare, text: { en: Who decides?, nl: Wie beslist? } }
  - id: second-call
    level: hard
    phase: isolate
    at: 20m
    from: { en: A second department, nl: Een tweede dienst }
    to: lead
    channel: phone
    text:
      en: "It is the same here. What may we still use?"
      nl: "Hier is het net zo. Wat mogen wij nog gebruiken?"
`,
    quick: null,
    slow: null,
  }
}
