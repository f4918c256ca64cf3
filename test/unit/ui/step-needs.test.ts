import { describe, expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Obligation, Step } from '../../../src/core/model.ts'
import { plan } from '../../../src/core/planner.ts'
import { plain } from '../../../src/core/text.ts'
import type { View } from '../../../src/core/view.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { renderHeader } from '../../../src/ui/header.ts'
import { createLook } from '../../../src/ui/look.ts'
import { renderSituation } from '../../../src/ui/situation.ts'
import { renderShortStatus } from '../../../src/ui/status-short.ts'
import { renderStep } from '../../../src/ui/step-card.ts'
import { book, step, warning } from '../../support/world.ts'

const now = Temporal.Instant.from('2026-11-24T02:31:00Z')
const screen = { columns: 80, colour: false, unicode: true, plain: false }

const profile = {
  contacts: [
    { role: 'lead', name: 'An Voorbeeld', phone: '+32 3 555 01 00', mail: 'lead@example.org' },
    { role: 'network', name: 'Bram Fictief', phone: '+32 3 555 01 01', mail: null },
    { role: 'network', name: 'Karim Geenechte', phone: null, mail: null },
    { role: 'systems', name: 'Cato Denkbeeld', phone: '+32 3 555 01 02', mail: null },
    { role: 'mayor', name: 'Fien Niemand', phone: '+32 3 555 01 05', mail: null },
  ],
  links: [
    { id: 'internet', name: 'Internet edge' },
    { id: 'vpn', name: 'VPN for telework' },
  ],
  backups: [
    { id: 'repository', name: 'Repository', location: 'Server room, rack 2' },
    { id: 'tape', name: 'Weekly tapes' },
  ],
  suppliers: [
    { id: 'ict', name: 'Voorbeeld ICT', phone: '+32 3 555 01 30', mail: 'support@example.org', contract: 'VB-17' },
  ],
  services: [{ id: 'deaths', tier: 0, owner: 'Cato Denkbeeld', title: { en: 'Deaths', nl: 'Overlijdens' } }],
}

const steps: readonly Step[] = [
  step('declare', {
    code: 'A1',
    title: { en: 'Declare', nl: 'Afkondigen' },
    action: { kind: 'ask', fields: [{ id: 'lead', type: 'text', title: plain('Who?') }] },
    role: 'lead',
  }),
  step('cut-links', {
    code: 'A2',
    title: plain('{{ link.name }}'),
    role: 'network',
    each: { as: 'link', in: 'profile.links', ask: plain('Which?') },
    approve: 'lead',
    danger: 'disruptive',
    action: { kind: 'run', run: { command: ['true'], changes: true } },
    after: [],
    shows: [{ what: { en: 'suppliers', nl: 'leveranciers' }, value: 'profile.suppliers' }],
  }),
  step('detach', {
    code: 'A3',
    title: plain('{{ backup.name }}'),
    role: 'scribe',
    each: { as: 'backup', in: 'profile.backups', ask: plain('Which?') },
    after: [],
    shows: [{ what: { en: 'place', nl: 'plaats' }, value: 'backup.location' }],
  }),
  step('call', {
    code: 'A4',
    role: 'lead',
    after: [],
    action: {
      kind: 'call',
      call: { who: '{{ contact("mayor").name }}', phone: '{{ contact("mayor").phone }}', say: plain('it burns') },
    },
  }),
  step('call-nobody', {
    code: 'A5',
    role: 'lead',
    after: [],
    action: {
      kind: 'call',
      call: { who: '{{ contact("dpo").name }}', phone: '{{ contact("dpo").phone }}', say: plain('it burns') },
    },
  }),
  step('warn', { code: 'A6', role: 'lead', after: [], action: { kind: 'notify', obligation: 'warning' } }),
  step('page', {
    code: 'A7',
    role: 'service-owner',
    each: { as: 'service', in: 'profile.services', ask: plain('Which?') },
    after: [],
    shows: [
      { what: { en: 'page', nl: 'pagina' }, value: 'record.addresses["status-page"]' },
      { what: { en: 'entries', nl: 'teruggave' }, value: 'record.folder + "/cloud/" + record.handed_back' },
      { what: { en: 'services', nl: 'diensten' }, value: 'profile.services' },
      { what: { en: 'team', nl: 'team' }, value: 'profile.contacts.filter(one, one.role == "network")' },
    ],
  }),
]
const obligation: Obligation = { ...warning, channel: 'ccb' }
const channel = {
  ...{ id: 'ccb', name: { en: 'CCB', nl: 'Het CCB' }, portal: 'https://notif.example.org', phone: '+32 2 501 00 00' },
  ...{ hours: { en: 'weekdays', nl: 'op weekdagen' }, checked: '2026-11-23' },
} as const

function viewAfter(drafts: readonly Draft[] = [], base: object = { profile, folder: '/srv/incident' }): View {
  const events = drafts.map((draft, seq) => ({
    ...draft,
    ...{ seq, t: `2026-11-24T02:${String(10 + seq)}:00.000Z`, run: 'r' },
  })) as LogEvent[]
  const it = book(
    { a: steps },
    { obligations: [obligation], channels: [channel], base: { ...base }, factNames: ['lead'] },
  )
  return plan(it, fold(empty, events), expressions, now)
}

/** The rows of a card that begin with this label, without its frame. */
function card(view: View, instance: string, lang: 'en' | 'nl' = 'en'): string {
  const found = view.steps.find((one) => one.instance === `a/${instance}`)
  if (found === undefined) throw new Error(`no step ${instance}`)
  return renderStep(found, view, createLook({ ...screen, plain: true }, lang))
}

const opened: Draft = {
  type: 'incident.opened',
  actor: 'Els',
  data: {
    ...{
      incident: 'willebroek-2026-11-24',
      plan: 'test',
      version: '0.3.0',
      nis2: 'voluntary',
      base: '/srv',
      pinned: [],
    },
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' },
  },
}
const declared: Draft = {
  ...{ type: 'step.outcome', actor: 'Els', step: 'a/declare' },
  data: { result: 'done', summary: 'x', facts: { lead: 'Cato Denkbeeld' } },
}
const cut = (id: string): Draft => ({
  ...{ type: 'step.outcome', actor: 'Bram Fictief', step: `a/cut-links[${id}]` },
  data: { result: 'done', summary: 'x' },
})
const handedOver: Draft = {
  ...{ type: 'handover.made', actor: 'Cato Denkbeeld' },
  data: { from: 'Cato Denkbeeld', to: 'An Voorbeeld', note: 'the VPN is still open\nask Bram' },
}
const refused: Draft = {
  ...{ type: 'step.refused', actor: 'An Voorbeeld', step: 'a/cut-links[vpn]' },
  data: { approver: 'An Voorbeeld', role: 'lead', reason: 'not now', form: 'asserted' },
}
const putOff = (id: string): Draft => ({
  ...{ type: 'step.outcome', actor: 'Els', step: `a/${id}` },
  data: { result: 'deferred', summary: 'nobody answered' },
})
const cloudUp: Draft = {
  ...{ type: 'cloud.changed', actor: 'Cato Denkbeeld' },
  data: {
    ...{ act: 'up', services: ['status-page'] },
    seen: [{ name: 'status-page', state: 'healthy', url: 'http://127.0.0.1:8080/' }],
  },
}
const handBack: Draft = {
  ...{ type: 'cloud.changed', actor: 'Cato Denkbeeld' },
  data: { act: 'hand-back', services: [], detail: { file: 'entries.jsonl', count: 2 } },
}

describe('a card shows what its step needs', () => {
  test('the people of its role, with their numbers; who approves; what its runbook says', () => {
    const shown = card(viewAfter(), 'cut-links[internet]')
    expect(shown).toContain('role: network: Bram Fictief, +32 3 555 01 01; Karim Geenechte, no number in the profile')
    expect(shown).toContain("needs a second person's approval (lead: An Voorbeeld, +32 3 555 01 00)")
    expect(shown).toContain('suppliers: Voorbeeld ICT, +32 3 555 01 30, support@example.org, VB-17')
  })

  test('who leads by the record stands before the contact of the profile', () => {
    expect(card(viewAfter([declared]), 'cut-links[vpn]')).toContain('(lead: Cato Denkbeeld, +32 3 555 01 02)')
  })

  test('places, in both languages, and that one is not known', () => {
    expect(card(viewAfter(), 'detach[repository]', 'nl')).toContain('plaats: Server room, rack 2')
    expect(card(viewAfter(), 'detach[tape]')).toContain('place: not in the profile')
    expect(card(viewAfter(), 'detach[tape]', 'nl')).toContain('plaats: niet in het profiel')
    expect(card(viewAfter(), 'detach[tape]', 'nl')).toMatch(/rol: \S+ \(niet in het profiel\)/)
  })

  test('who is called on which number, and where a notice goes', () => {
    expect(card(viewAfter(), 'call')).toContain('call: Fien Niemand, +32 3 555 01 05')
    expect(card(viewAfter(), 'call-nobody', 'nl')).toContain('bel: niet in het profiel, geen nummer in het profiel')
    expect(card(viewAfter(), 'warn')).toContain('to: CCB, https://notif.example.org, +32 2 501 00 00, weekdays')
  })

  test('that nobody tried a number for long, or ever, and that a channel is old', () => {
    const opened = { type: 'incident.opened', actor: 'An Voorbeeld', data: { municipality: {}, pinned: [] } } as never
    const [lead, , , , mayor] = profile.contacts
    const asked = (days: object, checked: string | null = null) =>
      viewAfter([opened], { profile: { ...profile, checked, contacts: [lead, { ...mayor, ...days }] }, folder: '/srv' })
    expect(card(asked({ reached: '2025-01-01' }), 'call')).toContain(
      'call: Fien Niemand, +32 3 555 01 05 (reached on 2025-01-01, MORE THAN 6 MONTHS AGO)',
    )
    expect(card(asked({}), 'call', 'nl')).toContain('bel: Fien Niemand, +32 3 555 01 05 (NOOIT NAGEKEKEN)')
    for (const view of [asked({ reached: '2026-11-01' }), asked({}, '2026-11-02'), asked({ looked: '2027-01-01' })]) {
      expect(card(view, 'call')).not.toMatch(/555 01 05 \(/)
    }
    expect(card(asked({}), 'warn')).toMatch(/weekdays$/m)
  })

  test('addresses and the file of a hand-back, once the record knows them', () => {
    const before = card(viewAfter(), 'page[deaths]')
    expect(before).toContain('page: not on record yet')
    expect(before).toContain('entries: not on record yet')
    expect(before).toContain('role: who answers for the service: Cato Denkbeeld, +32 3 555 01 02')
    expect(before).toContain('services: Deaths, Cato Denkbeeld')
    expect(before).toContain('team: network: Bram Fictief, +32 3 555 01 01; network: Karim Geenechte')
    const after = card(viewAfter([cloudUp, handBack]), 'page[deaths]')
    expect(after).toContain('page: http://127.0.0.1:8080/')
    expect(after).toContain('entries: /srv/incident/cloud/entries.jsonl')
  })

  test('without a profile each says so, and a replay shows no people at all', () => {
    const view = viewAfter([], { profile: {} })
    expect(card(view, 'call')).toContain('role: lead (not in the profile)')
    const look = createLook({ ...screen, plain: true }, 'en')
    const found = viewAfter().steps.find(({ instance }) => instance === 'a/cut-links[vpn]')
    if (found === undefined) throw new Error('no such step')
    expect(renderStep(found, null, look)).not.toMatch(/Bram|555|suppliers/)
  })

  test('of a role with twenty people four are named, of a list of people six', () => {
    const many = Array.from({ length: 20 }, (_none, at) => ({ role: 'network', name: `Jan ${at}`, phone: '1' }))
    const view = viewAfter([], { profile: { ...profile, contacts: many } })
    expect(card(view, 'cut-links[vpn]', 'nl')).toContain(
      'netwerk: Jan 0, 1; Jan 1, 1; Jan 2, 1; Jan 3, 1; + nog 16 in het profiel',
    )
    expect(card(view, 'page[deaths]')).toContain('Jan 5, 1; + 14')
  })

  test('of two hundred open links the header names what goes on its line, and six for who listens', () => {
    const links = Array.from({ length: 200 }, (_none, at) => ({
      id: `l${at}`,
      name: `Verbinding ${at} naar de school`,
      kind: 'vpn',
    }))
    const view = viewAfter([opened], { profile: { ...profile, links } })
    const header = (plain: boolean): string => renderHeader(view, createLook({ ...screen, plain }, 'nl'), now)
    const [row = '', next = ''] =
      header(false)
        .split(/(?=\n open )/)[1]
        ?.trimStart()
        .split('\n') ?? []
    expect(row).toMatch(/^open +verbindingen 200 van 200: Verbinding 0 naar de school, Verbindin…$/)
    expect(next).not.toMatch(/^ {5}/)
    expect(header(true)).toContain('Verbinding 5 naar de school, + 194')
    expect(header(true)).not.toContain('Verbinding 6')
  })

  test('eighty people are cut, and what a profile says can not disturb the screen', () => {
    const many = Array.from({ length: 80 }, (_none, at) => ({
      role: 'network',
      name: `Jan ${at}\u001b[31m`,
      phone: '1',
    }))
    const shown = card(viewAfter([], { profile: { ...profile, contacts: many } }), 'page[deaths]')
    expect(shown).toContain('+ 74')
    expect(shown).not.toContain('\u001b')
  })
})

const night = [opened, declared, cut('internet'), handedOver, refused, putOff('call'), putOff('call-nobody')]
const golden = (name: string): string => `golden/${name}.txt`
const screens = [
  ['en', screen],
  ['nl', screen],
  ['nl.ascii', { ...screen, unicode: false }],
  ['en.plain', { ...screen, plain: true }],
] as const

describe.each(screens)('who comes back sees it at a glance: %s', (name, terminal) => {
  const lang = name.startsWith('nl') ? 'nl' : 'en'

  test('on a screen of 24 lines', async () => {
    const view = viewAfter(night)
    const look = createLook({ ...terminal, rows: 24 }, lang)
    const text = renderSituation(view, view.ready.find(({ step }) => step.code === 'A2') ?? null, now, look)
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`glance.${name}`))
    if (!terminal.plain) for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('in the short status', async () => {
    const text = renderShortStatus(viewAfter(night), now, terminal, lang)
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`status-short.${name}`))
  })
})

test('what is empty is not drawn', () => {
  const text = renderShortStatus(viewAfter([opened]), now, screen, 'en')
  expect(text).not.toMatch(/lead {3}|handed over|put off|REFUSED|LOOK AT|CLOUD|ALSO/)
  expect(text).toContain('links 2 of 2: Internet edge, VPN for telework')
  expect(renderShortStatus(viewAfter([opened, cut('internet'), cut('vpn')]), now, screen, 'en')).not.toContain('links ')
})
