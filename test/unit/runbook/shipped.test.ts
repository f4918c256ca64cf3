import { describe, expect, test } from 'vitest'
import type { Proof, Step } from '../../../src/core/model.ts'
import type { Text } from '../../../src/core/text.ts'
import { lint } from '../../../src/runbook/lint.ts'
import { toldIn } from '../../../src/ui/stated.ts'
import { demoProfile, runDemo, shipped, shippedFiles, unprepared, viewWith } from '../../support/shipped.ts'

const steps = shipped.runbooks.flatMap((runbook) =>
  runbook.steps.map((step): [string, Step] => [`${runbook.id}/${step.id}`, step]),
)

describe('every shipped file', () => {
  test('is free of errors and warnings', () => {
    const { diagnostics, runbooks, plans, obligations } = lint(shippedFiles())
    expect(diagnostics).toEqual([])
    expect([plans.length, runbooks.length, obligations === null]).toEqual([5, 13, false])
  })

  test('starts each code with the letter of its runbook, and each letter counts without a gap', () => {
    const letters = {
      ...{ isolate: 'I', notify: 'N', emergency: 'C', clean: 'C', restore: 'R', 'hand-back': 'R', close: 'R' },
    } as const
    const codes = shipped.runbooks.flatMap(({ id, steps }) => {
      for (const { code } of steps) expect(code, id).toMatch(new RegExp(`^${letters[id as keyof typeof letters]}\\d+$`))
      return steps.map(({ code }) => code)
    })
    for (const letter of new Set(Object.values(letters))) {
      const numbers = codes.flatMap((code) => (code.startsWith(letter) ? [Number(code.slice(1))] : []))
      expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
    }
  })
})

describe.each(steps)('%s', (_id, step) => {
  test('says in two languages what, and how one knows that it is done', () => {
    expect(step.text).toBeDefined()
    for (const text of textsOf(step)) {
      expect(text.en).not.toBe(text.nl)
      expect(text.en).toMatch(/\p{L}/u)
      expect(text.nl).toMatch(/\p{L}/u)
    }
  })

  test('fits on a small screen', () => {
    for (const lang of ['en', 'nl'] as const) {
      expect(filled(step.title[lang]).length).toBeLessThanOrEqual(56)
      expect(filled(step.text?.[lang] ?? '').length).toBeLessThanOrEqual(5 * 76)
      expect(filled(step.doneWhen[lang]).length).toBeLessThanOrEqual(2 * 76)
    }
  })

  test('leaves something behind: an answer, a file, a receipt, a check or a proof', () => {
    const itself = ['ask', 'evidence', 'notify', 'check', 'cloud']
    expect(step.proof !== undefined || itself.includes(step.action.kind)).toBe(true)
  })
})

/** The twenty acts of the plan, with the steps that are each act and how each is proven. */
const acts: readonly (readonly [string, { readonly [step: string]: Proof['kind'] | Step['action']['kind'] }])[] = [
  ['1 declare', { 'isolate/declare': 'ask', 'isolate/team': 'word' }],
  [
    '2 cut the links',
    {
      'isolate/cut-links': 'check',
      'isolate/cut-links-unprobed': 'word',
      'isolate/cut-links-by-hand': 'word',
      'isolate/watch-links': 'check',
      'isolate/prove-cut': 'evidence',
    },
  ],
  [
    '3 tell partners',
    { 'isolate/tell-partners': 'word', 'isolate/tell-suppliers': 'word', 'isolate/tell-neighbours': 'word' },
  ],
  ['4 leave hosts on', { 'isolate/leave-on': 'ask' }],
  [
    '5 save backups',
    {
      'isolate/detach-backups': 'check',
      'isolate/detach-backups-unprobed': 'word',
      'isolate/detach-backups-by-hand': 'word',
      'isolate/save-restore-points': 'word',
    },
  ],
  ['6 lock identities', { 'isolate/lock-identities': 'file' }],
  [
    '7 evidence',
    {
      'isolate/memory': 'evidence',
      'isolate/ransom-demand': 'ask',
      'isolate/ransom-note': 'evidence',
      'isolate/logs-and-disks': 'evidence',
      'isolate/custody': 'word',
    },
  ],
  ['8 first scope', { 'isolate/scope': 'word' }],
  [
    '9 crisis cell',
    {
      'notify/tell-mayor': 'word',
      'notify/tell-general-director': 'word',
      'notify/tell-dpo': 'word',
      'notify/tell-ciso': 'word',
      'notify/tell-ocmw': 'word',
      'notify/tell-police': 'word',
    },
  ],
  [
    '10 authorities',
    {
      'notify/ccb-early-warning': 'notify',
      'notify/ask-crt': 'reference',
      'notify/police-complaint': 'reference',
      'notify/tell-insurer': 'reference',
      'notify/tell-emergency-planner': 'word',
      'notify/ccb-notification': 'notify',
      'notify/extortion-decision': 'word',
    },
  ],
  [
    '11 personal data',
    {
      'notify/breach-risk': 'word',
      'notify/breach-register': 'reference',
      'notify/gdpr-33': 'notify',
      'notify/tell-vtc': 'word',
      'notify/tell-coc': 'reference',
      'notify/tell-people': 'file',
    },
  ],
  ['12 public statement', { 'notify/public-statement': 'file' }],
  ['what goes on for days', { 'notify/leak-watch': 'ask', 'notify/urgent-purchases': 'word', 'notify/shifts': 'ask' }],
  [
    '13 emergency services',
    {
      'emergency/pick-services': 'ask',
      'emergency/paper': 'word',
      'emergency/cloud-up': 'cloud',
      'emergency/publish-page': 'word',
      'emergency/real-case': 'word',
    },
  ],
  [
    '14 neighbours, clean environment, links',
    {
      'emergency/neighbour-counter': 'file',
      'emergency/rijksregister-desk': 'word',
      'clean/clean-environment': 'file',
      'clean/no-route': 'word',
      'clean/link-agreement': 'file',
    },
  ],
  [
    '15 eradicate',
    {
      'restore/root-cause': 'word',
      'restore/what-was-taken': 'word',
      'restore/decryptor': 'word',
      'restore/reset-secrets': 'word',
      'restore/hunt': 'file',
    },
  ],
  ['16 validate backups', { 'restore/choose-restore-point': 'word', 'restore/test-restore': 'evidence' }],
  ['17 directory first', { 'restore/directory': 'file', 'restore/base-services': 'word' }],
  [
    '18 services by tier',
    { 'restore/bring-back': 'word', 'restore/reopen-links': 'word', 'restore/reopen-links-by-hand': 'word' },
  ],
  [
    '19 hand back',
    {
      'hand-back/hand-back': 'cloud',
      'hand-back/enter-paper': 'word',
      'hand-back/cloud-down': 'cloud',
      'hand-back/accounts-off': 'word',
    },
  ],
  ['20 the end', { 'close/declare-end': 'word', 'close/ccb-final-report': 'notify', 'close/lessons': 'file' }],
]

describe('the twenty acts', () => {
  test('are all there, in that order, with those proofs and nothing else', () => {
    const shown = steps.map(([id, { action, proof }]) => [
      id,
      proof?.kind ?? (action.kind === 'check' ? 'check' : action.kind),
    ])
    expect(acts).toHaveLength(21)
    expect(shown).toEqual(acts.flatMap(([, of]) => Object.entries(of)))
  })

  test('run no command but those of the profile, so that none can pay', () => {
    const commands = steps.flatMap(([, { action }]) => (action.kind === 'run' ? action.run.command : []))
    const known = ['{{ link.cut }}', '{{ link.restore }}', '{{ backup.detach }}']
    expect([...new Set(commands)].sort()).toEqual(known.sort())
  })

  test('need a second person where they cut, lock, overwrite or close', () => {
    const dangerous = steps.filter(([, step]) => step.danger !== undefined)
    expect(dangerous.map(([id]) => id)).toEqual([
      'isolate/cut-links',
      'isolate/cut-links-unprobed',
      'isolate/cut-links-by-hand',
      'isolate/detach-backups',
      'isolate/detach-backups-unprobed',
      'isolate/detach-backups-by-hand',
      'isolate/lock-identities',
      'restore/reset-secrets',
      'restore/directory',
      'restore/reopen-links',
      'restore/reopen-links-by-hand',
      'hand-back/cloud-down',
    ])
    for (const [, step] of dangerous) expect(step.approve).toBe('lead')
  })
})

describe('contacts', () => {
  test('stand in obligations.yaml, and a runbook names no other', () => {
    const channels = JSON.stringify(shipped.obligations.channels)
    const phones = steps.flatMap(([, { action }]) => (action.kind === 'call' ? [action.call.phone] : []))
    for (const phone of phones) if (!phone.includes('{{')) expect(channels).toContain(phone)
    const named = steps
      .flatMap(([, step]) => textsOf(step).flatMap((text) => [text.en, text.nl]))
      .flatMap((text) => text.match(/[\w.]+@[\w.]+\w|https?:\/\/\S+|\+\d[\d ]{6,}/g) ?? [])
    expect(named).not.toEqual([])
    for (const contact of named) expect(channels).toContain(contact)
  })

  test('carry the day of their check, and every rule its source', () => {
    for (const channel of shipped.obligations.channels) expect(channel.checked).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const obligation of shipped.obligations.obligations) {
      if (obligation.binding !== 'threat') expect(obligation.source.en).toMatch(/article.*\[\d+/)
      expect(obligation.source.nl).not.toBe(obligation.source.en)
    }
  })
})

describe('what is known decides what applies', () => {
  const declared = { 'isolate/declare': 'done', 'isolate/scope': 'done' } as const
  const breach = ['notify/breach-risk', 'notify/gdpr-33', 'notify/tell-people']

  test.each([
    ['nothing is known', {}, []],
    ['nothing was taken', { exfiltration: 'no', personal_data: 'no' }, []],
    ['theft is suspected', { exfiltration: 'unknown', personal_data: 'no' }, ['notify/breach-risk']],
    ['personal data are affected', { exfiltration: 'no', personal_data: 'yes' }, ['notify/breach-risk']],
  ])('the breach track when %s', (_what, facts, expected) => {
    expect(applying(viewWith(demoProfile(), facts, declared), breach)).toEqual(expected)
  })

  test.each([
    ['unlikely', []],
    ['risk', ['notify/gdpr-33']],
    ['high', ['notify/gdpr-33', 'notify/tell-people']],
  ])('a risk that is %s', (breach_risk, expected) => {
    const facts = { exfiltration: 'yes', personal_data: 'yes', breach_risk }
    const view = viewWith(demoProfile(), facts, { ...declared, 'notify/breach-risk': 'done' })
    expect(applying(view, ['notify/gdpr-33', 'notify/tell-people'])).toEqual(expected)
  })

  test('an answer that changes later starts the breach track', () => {
    const restore = { ...declared, 'restore/what-was-taken': 'done' } as const
    expect(applying(viewWith(demoProfile(), { exfiltration: 'yes' }, restore), breach)).toEqual(['notify/breach-risk'])
  })

  test('without a demand nobody decides about one', () => {
    const done = { ...declared, 'isolate/ransom-demand': 'done' } as const
    const asked = ['isolate/ransom-note', 'notify/extortion-decision']
    expect(applying(viewWith(demoProfile(), { extortion: 'no' }, done), asked)).toEqual([])
    expect(applying(viewWith(demoProfile(), { extortion: 'yes' }, done), asked)).toEqual(asked)
  })

  test('a command that was skipped gives its link to a person', () => {
    const hand = 'isolate/cut-links-by-hand[internet]'
    expect(statusOf(viewWith(demoProfile(), {}, declared), hand)).toBe('not-applicable')
    const skipped = { ...declared, 'isolate/cut-links[internet]': 'skipped' } as const
    expect(statusOf(viewWith(demoProfile(), {}, skipped), hand)).toBe('ready')
    const backup = { ...declared, 'isolate/detach-backups[repository]': 'skipped' } as const
    expect(statusOf(viewWith(demoProfile(), {}, backup), 'isolate/detach-backups-by-hand[repository]')).toBe('ready')
    const before = viewWith(demoProfile(), {}, declared)
      .steps.filter(({ step }) => ['bring-back', 'link-agreement'].includes(step.id))
      .map(({ instance }): [string, 'done'] => [instance, 'done'])
    const restored = { ...declared, ...Object.fromEntries(before) }
    const open = 'restore/reopen-links-by-hand[internet]'
    expect(statusOf(viewWith(demoProfile(), {}, restored), open)).toBe('not-applicable')
    const shut = { ...restored, 'restore/reopen-links[internet]': 'skipped' } as const
    expect(statusOf(viewWith(demoProfile(), {}, shut), open)).not.toBe('not-applicable')
  })

  test('notifying waits for the declaration only, restoring for the evidence', () => {
    const ready = viewWith(demoProfile(), {}, { 'isolate/declare': 'done' }).ready.map((step) => step.instance)
    expect(ready).toEqual(
      expect.arrayContaining(['notify/tell-mayor', 'notify/ccb-early-warning', 'emergency/pick-services']),
    )
    expect(ready[0]).toBe('isolate/team')
    expect(ready.filter((instance) => instance.startsWith('restore/'))).toEqual([])
  })

  test('without a profile the operator is asked for the links', () => {
    const view = viewWith(unprepared, {}, { 'isolate/declare': 'done' })
    const cut = view.steps.find((step) => step.instance === 'isolate/cut-links')
    expect([cut?.status, cut?.needsItems]).toEqual(['ready', true])
    for (const step of view.steps) expect(step.title.en).not.toContain('{{')
  })
})

describe('the demo', () => {
  test('settles and proves every step, in the order of the acts', async () => {
    const { view, order } = await runDemo(demoProfile())
    expect(view.finished).toBe(true)
    expect(view.steps.filter((step) => step.unproven).map((step) => step.instance)).toEqual([])
    expect(view.clocks.map(({ obligation, status }) => [obligation.id, status])).toEqual([
      ['ccb-early-warning', 'met'],
      ['ccb-notification', 'met'],
      ['ccb-final-report', 'met'],
      ['gdpr-33', 'met'],
      ['extortion-deadline', 'met'],
    ])
    // Notices are prepared before they are sent, and everything else is in an order that can be.
    expect(toldIn(view).filter(({ kind }) => kind === 'sent')).toHaveLength(4)
    for (const { name, remarks, at: said, prepared } of toldIn(view)) {
      expect([name, remarks]).toEqual([name, []])
      if (prepared !== null) expect(Date.parse(said)).toBeGreaterThanOrEqual(Date.parse(prepared))
    }
    const at = (id: string) => order.indexOf(id)
    expect(at('isolate/declare')).toBe(0)
    expect(at('isolate/cut-links[internet]')).toBeLessThan(at('isolate/tell-partners[rijksregister]'))
    expect(at('restore/bring-back[births]')).toBeLessThan(at('hand-back/hand-back'))
    expect(at('hand-back/hand-back')).toBeLessThan(at('hand-back/cloud-down'))
  })
})

function applying(view: ReturnType<typeof viewWith>, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => statusOf(view, id) === 'ready')
}

function statusOf(view: ReturnType<typeof viewWith>, instance: string): string | undefined {
  return view.steps.find((step) => step.instance === instance)?.status
}

/** Every text that a person reads in a step. */
function textsOf(step: Step): readonly Text[] {
  const { action, proof, each, text } = step
  const options = action.kind === 'choose' ? action.options.map((option) => option.title) : []
  const fields = action.kind === 'ask' ? action.fields : []
  return [
    step.title,
    step.doneWhen,
    ...(text === undefined ? [] : [text]),
    ...(each === undefined ? [] : [each.ask]),
    ...(proof === undefined || proof.kind === 'check' ? [] : [proof.title]),
    ...(action.kind === 'call' ? [action.call.say] : []),
    ...(action.kind === 'evidence' ? [action.items] : []),
    ...options,
    ...fields.flatMap((field) => [field.title, ...(field.options ?? []).map((option) => option.title)]),
  ]
}

/** A text with a name of twenty letters in the place of each template. */
function filled(text: string): string {
  return text.replaceAll(/\{\{.*?\}\}/g, 'abcdefghij abcdefghi')
}
