import * as v from 'valibot'
import { factName, id, qualifiedRef, wordsForm } from '../runbook/text-schema.ts'
import type { Inject, Objective, Scenario, Team, WorldEvent } from './scenario.ts'
import { cel, labelForm, moment, named, saidForm, term } from './scenario-forms.ts'
import { change, levelForm, worldSchema } from './world-schema.ts'

const trigger = { at: v.exactOptional(term), until: v.exactOptional(term), when: v.exactOptional(cel) }

const objective: v.GenericSchema<unknown, Objective> = v.strictObject({
  ...{ id, title: saidForm, ...levelForm },
  measure: v.exactOptional(
    v.strictObject({ P: v.exactOptional(cel), S: v.exactOptional(cel), M: v.exactOptional(cel) }),
    {},
  ),
})

const event: v.GenericSchema<unknown, WorldEvent> = v.strictObject({
  ...{ id, what: saidForm, ...levelForm, ...trigger },
  change: v.exactOptional(v.array(change), []),
})

const inject: v.GenericSchema<unknown, Inject> = v.strictObject({
  ...{ id, ...levelForm, ...trigger },
  phase: v.picklist(['isolate', 'notify', 'emergency', 'restore']),
  from: named,
  to: id,
  channel: v.picklist(['phone', 'mail', 'in-person', 'radio', 'social', 'press', 'screen', 'paper']),
  text: saidForm,
  attachment: v.exactOptional(v.strictObject({ name: labelForm, text: saidForm })),
  expect: v.exactOptional(
    v.strictObject({ text: saidForm, when: v.exactOptional(cel), within: v.exactOptional(term) }),
  ),
  points: v.exactOptional(v.array(v.strictObject({ objective: id, text: saidForm })), []),
  note: v.nullish(saidForm, null),
})

const team: v.GenericSchema<unknown, Team> = v.strictObject({
  ...{ id, title: named, pace: term, delay: term },
  skips: v.exactOptional(v.array(qualifiedRef), []),
  first: v.exactOptional(v.array(qualifiedRef), []),
  proves: v.exactOptional(v.boolean(), true),
  answers: v.exactOptional(v.boolean(), true),
  facts: v.exactOptional(v.record(factName, v.string()), {}),
  stops: v.exactOptional(term),
})

const titled = v.strictObject({ id, title: named })

/** The shape of a scenario file: the keys are those of the type, and what may be left out has its value here. */
export const scenarioSchema: v.GenericSchema<unknown, Scenario> = v.strictObject({
  format: v.literal('cyber-respond/scenario@1'),
  id,
  title: saidForm,
  summary: saidForm,
  sources: v.exactOptional(v.array(wordsForm), []),
  municipality: v.nullish(labelForm, null),
  plan: id,
  start: moment,
  length: term,
  levels: v.pipe(v.array(titled), v.nonEmpty()),
  roles: v.exactOptional(v.array(titled), []),
  objectives: v.pipe(v.array(objective), v.nonEmpty()),
  world: worldSchema,
  events: v.exactOptional(v.array(event), []),
  injects: v.exactOptional(v.array(inject), []),
  end: v.strictObject(trigger),
  questions: v.exactOptional(v.array(v.strictObject({ id, text: saidForm })), []),
  teams: v.exactOptional(v.array(team), []),
})
