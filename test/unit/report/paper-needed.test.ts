import { expect, test } from 'vitest'
import { blank, createFilling } from '../../../src/report/paper-filling.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { templateParts } from '../../../src/runbook/template-parts.ts'

const contacts = [{ role: 'police', name: 'PZ Rivierenland', phone: '+32 3 555 01 10', mail: null }]
const services = [{ id: 'deaths', tier: 0, owner: 'Mo Fantasie', title: { en: 'Deaths', nl: 'Overlijdens' } }]
const base = { profile: { contacts, services, suppliers: null } }
const filling = createFilling({ expressions, parts: templateParts, base, lang: 'nl' })

test.each([
  ['contact("police")', null, 'PZ Rivierenland, +32 3 555 01 10'],
  ['profile.services', null, 'Overlijdens, Mo Fantasie'],
  // Not in the profile, or only the incident will tell: a line to fill in.
  ['profile.suppliers', null, blank],
  ['record.addresses["status-page"]', null, blank],
  ['facts.restore_point', null, blank],
  // The table of the step's items says it.
  ['backup.location', { as: 'backup', item: null }, null],
])('on paper %s is what the profile says of it, or a line', (cel, of, said) => {
  expect(filling.needed(cel, of)).toBe(said)
})
