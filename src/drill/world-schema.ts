import * as v from 'valibot'
import type { ScenarioCode } from '../core/finding-codes.ts'
import type { Finding } from '../runbook/finding.ts'
import { problem } from '../runbook/shape-findings.ts'
import { id } from '../runbook/text-schema.ts'
import type { Change, WorldSpec } from './scenario.ts'
import { count, labelForm, named, saidForm, term } from './scenario-forms.ts'

/** The key of things that belong to one level only. */
export const levelForm = { level: v.exactOptional(id) }

const serviceState = v.picklist(['up', 'down', 'minimal'])
const mood = v.picklist(['answers', 'busy', 'silent', 'hostile'])

/** The forms of a change by the key that says what changes. */
export const changeForms = {
  link: v.strictObject({ link: id, to: v.picklist(['open', 'closed']) }),
  hosts: v.pipe(
    v.strictObject({ hosts: id, encrypt: v.exactOptional(count), clean: v.exactOptional(count) }),
    v.check(({ encrypt, clean }) => encrypt !== undefined || clean !== undefined, problem(noNumber())),
  ),
  service: v.strictObject({ service: id, to: serviceState }),
  backup: v.strictObject({ backup: id, to: v.picklist(['clean', 'poisoned', 'destroyed', 'attached', 'detached']) }),
  person: v.strictObject({ person: id, to: mood }),
} as const

const changeKeys = Object.keys(changeForms) as (keyof typeof changeForms)[]

function noNumber(): Finding<ScenarioCode> {
  return {
    code: 'scenario.change',
    message: { en: 'how many machines change?', nl: 'hoeveel toestellen veranderen er?' },
    hint: { en: 'add encrypt or clean, with a number', nl: 'voeg encrypt of clean toe, met een aantal' },
  }
}

function unclear(): Finding<ScenarioCode> {
  return {
    code: 'scenario.change',
    message: {
      en: `a change names exactly one of: ${changeKeys.join(', ')}`,
      nl: `een verandering noemt precies één van: ${changeKeys.join(', ')}`,
    },
    hint: {
      en: 'write for example { link: internet, to: closed } or { hosts: pc, encrypt: 2 }',
      nl: 'schrijf bijvoorbeeld { link: internet, to: closed } of { hosts: pc, encrypt: 2 }',
    },
  }
}

const unclearChange = v.custom<Change>(() => false, problem(unclear()))

/** Something in the simulated world becomes different. The key that names it says which form it has. */
export const change: v.GenericSchema<unknown, Change> = v.lazy((input) => {
  const keys = changeKeys.filter((key) => typeof input === 'object' && input !== null && Object.hasOwn(input, key))
  const [key] = keys
  return key === undefined || keys.length > 1 ? unclearChange : changeForms[key]
})

const reachable = v.strictObject({ id, name: labelForm, phone: labelForm, ...levelForm })

/** A list of the world, which is empty when it is left out. */
function list<T>(item: v.GenericSchema<unknown, T>) {
  return v.exactOptional(v.array(item), [])
}

export const worldSchema: v.GenericSchema<unknown, WorldSpec> = v.strictObject({
  links: list(
    v.strictObject({
      ...{ id, name: named, ...levelForm },
      kind: v.picklist(['internet', 'vpn', 'supplier', 'partner', 'sync', 'phone', 'other']),
    }),
  ),
  hosts: list(v.strictObject({ id, name: named, count, encrypted: v.exactOptional(count, 0), ...levelForm })),
  services: list(
    v.strictObject({
      ...{ id, ...levelForm },
      tier: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4)),
      owner: v.nullish(labelForm, null),
      state: v.exactOptional(serviceState, 'up'),
    }),
  ),
  backups: list(
    v.strictObject({
      ...{ id, name: named, ...levelForm },
      attached: v.exactOptional(v.boolean(), true),
      state: v.exactOptional(v.picklist(['clean', 'poisoned', 'destroyed']), 'clean'),
    }),
  ),
  people: list(
    v.strictObject({
      ...{ id, name: labelForm, ...levelForm },
      role: v.nullish(id, null),
      phone: v.nullish(labelForm, null),
      mood: v.exactOptional(mood, 'answers'),
      says: v.nullish(saidForm, null),
    }),
  ),
  partners: list(reachable),
  suppliers: list(v.strictObject({ ...reachable.entries, links: v.exactOptional(v.array(id)) })),
  neighbours: list(reachable),
  commands: list(
    v.strictObject({
      match: v.pipe(v.string(), v.trim(), v.nonEmpty()),
      exit: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)), 0),
      output: v.exactOptional(v.string(), ''),
      takes: v.exactOptional(term),
      failures: v.exactOptional(count),
      change: v.exactOptional(v.array(change), []),
      ...levelForm,
    }),
  ),
})
