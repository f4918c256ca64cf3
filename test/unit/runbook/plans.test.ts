import { describe, expect, test } from 'vitest'
import { empty } from '../../../src/core/fold.ts'
import { displayWidth } from '../../../src/core/harmless.ts'
import type { Step } from '../../../src/core/model.ts'
import { plan } from '../../../src/core/planner.ts'
import { loadPlan } from '../../../src/runbook/load.ts'
import { expressions } from '../../../src/runbook/template.ts'
import {
  demoProfile,
  runDemo,
  type ShippedPlan,
  shippedBook,
  shippedFiles,
  shippedPlans,
} from '../../support/shipped.ts'

const langs = ['en', 'nl'] as const
const ids = Object.keys(shippedPlans) as ShippedPlan[]
const others = ids.filter((id) => id !== 'ransomware')
const files = shippedFiles()
const plans = new Map(ids.map((id) => [id, loadPlan(files, id)]))
const stepsOf = (id: ShippedPlan): ReadonlyMap<string, Step> =>
  new Map(
    plans.get(id)?.runbooks.flatMap((runbook) => runbook.steps.map((step) => [`${runbook.id}/${step.id}`, step])) ?? [],
  )

test('five plans ship, and each has its answers', () => {
  const shipped = [...files.keys()].filter((name) => name.endsWith('.plan.yaml')).map((name) => name.slice(0, -10))
  expect(shipped.toSorted()).toEqual(ids.toSorted())
})

describe.each(ids)('%s', (id) => {
  test.each(langs)('runs to its end by its answers file, proven, in %s', async (lang) => {
    const { view, order } = await runDemo(demoProfile(), id, lang)
    const open = view.steps.filter(({ status }) => !['done', 'not-applicable', 'skipped'].includes(status))
    expect(open.map(({ instance, status }) => [instance, status])).toEqual([])
    expect(view.finished).toBe(true)
    expect(view.steps.filter((step) => step.unproven).map(({ instance }) => instance)).toEqual([])
    expect(order[0]).toBe(id === 'ransomware' ? 'isolate/declare' : 'begin/declare')
    // No text has a hole where a plan says nothing.
    for (const { instance, title, text, step } of view.steps) {
      if (step.each?.as === 'service') continue
      for (const said of [title, text]) expect(JSON.stringify(said), instance).not.toMatch(/\{\{|[ "]\?[ ".,]/)
    }
  })

  test('is chosen by a line of 76 columns that says by which signs one knows it', () => {
    const { title, summary } = plans.get(id)?.plan ?? {}
    for (const lang of langs) {
      const line = `${title?.[lang]}: ${summary?.[lang]}`
      expect(displayWidth(line), line).toBeLessThanOrEqual(76)
    }
  })

  test('has every step that its texts send somebody to', () => {
    const codes = new Set([...stepsOf(id).values()].map(({ code }) => code))
    const said = JSON.stringify([plans.get(id)?.plan.texts, [...stepsOf(id).values()]])
    const named = [...said.matchAll(/\b(?:[ABCFILNRS])\d{1,2}\b/g)].map(([code]) => code)
    expect(named.filter((code) => !codes.has(code))).toEqual([])
  })
})

describe.each(ids)('the first card of %s', (id) => {
  const step = [...stepsOf(id).values()][0]
  const texts = plans.get(id)?.plan.texts ?? {}
  test.each(langs)('says by which signs one declares, and fits, in %s', (lang) => {
    const text = step?.text?.[lang] ?? ''
    const filled = text.replaceAll(/\{\{ plan\.([a-z]+)\.(?:en|nl) \}\}/g, (_all, name) => texts[name]?.[lang] ?? '{{')
    expect(filled).toMatch(lang === 'nl' ? /^Kondig af als / : /^Declare when /)
    expect(filled.length).toBeLessThanOrEqual(7 * 76)
  })
})

describe.each(others)('%s', (id) => {
  test('asks what the first card of ransomware asks', () => {
    const [mine, theirs] = [stepsOf(id), stepsOf('ransomware')]
    for (const [own, other] of [
      ['begin/declare', 'isolate/declare'],
      ['begin/team', 'isolate/team'],
      ['begin/demand', 'isolate/ransom-demand'],
      ['picture/scope', 'isolate/scope'],
      ['picture/look-again', 'restore/what-was-taken'],
    ] as const) {
      expect(mine.get(own)?.action).toEqual(theirs.get(other)?.action)
      expect(mine.get(own)?.contradicted).toEqual(theirs.get(other)?.contradicted)
    }
  })
})

describe('what comes first', () => {
  test('a supplier: its links, and no other', async () => {
    const { view } = await runDemo(demoProfile(), 'supplier')
    const cut = view.steps.filter(({ instance }) => instance.startsWith('supplier/cut-links['))
    expect(cut.map(({ instance }) => instance)).toEqual(['supplier/cut-links[supplier-tunnel]'])
  })
  test.each([
    ['as the profile has it', { supplier: 'Voorbeeld ICT' }, ['supplier/cut-links[supplier-tunnel]'], false],
    ['in part, and small', { supplier: 'voorbeeld' }, ['supplier/cut-links[supplier-tunnel]'], false],
    ['and is in no profile: its links are asked for', { supplier: 'Elders' }, ['supplier/cut-links'], true],
    ['and can reach nothing but data', { supplier: 'Voorbeeld ICT', supplier_reach: 'data' }, [], false],
  ])('a supplier that is named %s', (_how, facts, instances, asks) => {
    const book = shippedBook(demoProfile(), plans.get('supplier'))
    const { steps } = plan(book, { ...empty, facts }, expressions, Temporal.Instant.from('2026-11-24T02:12:00Z'))
    const cut = steps.filter(
      ({ instance }) => instance.startsWith('supplier/cut-links') && !/-(unprobed|by-hand)/.test(instance),
    )
    expect(cut.map(({ instance }) => instance)).toEqual(instances)
    expect(cut.some(({ needsItems }) => needsItems)).toBe(asks)
  })
  test('accounts: the bank before all that waits for a log', async () => {
    const { order } = await runDemo(demoProfile(), 'account-takeover')
    const at = (step: string): number => order.indexOf(`account-takeover/${step}`)
    expect(at('recall')).toBeGreaterThan(0)
    expect(at('recall')).toBeLessThan(at('revoke'))
  })
  test('a flood: nothing is cut, nothing is detached, no machine is isolated', () => {
    const all = [...stepsOf('ddos')]
    expect(all.filter(([, { action }]) => action.kind === 'run')).toEqual([])
    expect(all.filter(([id]) => /cut|detach|isolate/.test(id))).toEqual([])
  })
})
