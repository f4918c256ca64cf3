import { expect, test } from 'vitest'
import { nothingBehind } from '../../../src/core/behind.ts'
import { pick } from '../../../src/core/text.ts'
import type { StepView, View } from '../../../src/core/view.ts'
import type { MenuAsker, PickOptions } from '../../../src/prompts/asker.ts'
import { Back } from '../../../src/prompts/back.ts'
import { chooseNext, type Front } from '../../../src/prompts/choose.ts'
import type { More } from '../../../src/prompts/more.ts'
import { createLook } from '../../../src/ui/look.ts'
import { plainStep, sampleNow, sampleView } from '../../support/sample-view.ts'

const esc = 'Esc'
const news = 'news'

/** Chooses with these answers: the name of an entry, or a text. `at`: where the pointer stood at first; `cards`: which steps were shown. */
async function choosing(view: View, front: Front, answers: readonly string[], more: readonly More[] = []) {
  const left = [...answers]
  const at: (string | undefined)[] = []
  const cards: string[] = []
  const told: string[] = []
  const next = (): string => {
    const answer = left.shift()
    if (answer === esc) throw new Back()
    return String(answer)
  }
  const look = createLook({ columns: 80, colour: false, unicode: true, plain: true }, 'en')
  const choose = async <T>(
    _said: unknown,
    entries: readonly { name: unknown; value: T }[],
    options: PickOptions = {},
  ): Promise<T> => {
    const named = entries.map(({ name }) => pick(name as string, 'en'))
    at.push(options.at === undefined ? undefined : named[options.at])
    const answer = next()
    const found = named.findIndex((name) => name.startsWith(answer))
    if (found < 0) throw new Error(`no entry ${answer} among ${named.join(', ')}`)
    options.moved?.(found)
    return (entries[found] as { value: T }).value
  }
  const asker: MenuAsker = {
    ...{ look, people: [] },
    print: (text) => void cards.push(...(/^([A-Z]\d), /m.exec(text)?.slice(1) ?? [])),
    tell: (said) => void told.push(pick(said, 'en')),
    pick: choose,
    pickOrNews: async (said, entries, options = {}) => {
      if (left[0] !== news) return { kind: 'picked', value: await choose(said, entries, options) }
      left.shift()
      const named = entries.map(({ name }) => pick(name as string, 'en'))
      at.push(options.at === undefined ? undefined : named[options.at])
      options.moved?.(named.indexOf('Skip…'))
      return { kind: 'news' }
    },
    find: choose,
    name: async () => next(),
    line: async () => next(),
    prose: async () => next(),
  }
  const beside = { show: () => {}, more: () => more, batch: { begin: () => {} }, behind: nothingBehind }
  const choice = await chooseNext(asker, view, () => sampleNow, beside, front).catch((error: Error) => error.message)
  return { choice, at, cards, told }
}

const fresh = (): Front => ({ at: null, act: null })
const done = { type: 'step.outcome', actor: 'Els', data: { result: 'done', summary: 'x' } } as const

test('news redraws the menu and leaves the pointer, and the step, where they were', async () => {
  const front = fresh()
  const view = sampleView()
  const first = await choosing(view, front, [news])
  expect(first.choice).toEqual({ kind: 'again' })
  expect(first.cards).toEqual(['I2'])
  expect(first.at).toEqual(['Do it'])
  // Another step is more urgent by now.
  const later = { ...view, ready: [...view.ready].reverse() }
  expect(later.ready[0]?.step.code).not.toBe(view.ready[0]?.step.code)
  const second = await choosing(later, front, [news])
  expect(second.at).toEqual(['Skip…'])
  expect(second.cards).toEqual(first.cards)
  // Once something was chosen, the next menu begins at its first entry again.
  expect((await choosing(later, front, ['Skip', 'no', 'Do it'])).choice).toMatchObject({ kind: 'skip', reason: 'no' })
  expect((await choosing(later, front, ['Do it'])).at).toEqual(['Do it'])
})

test('the step that one was at stays in front: chosen, refused, taken back, begun and left', async () => {
  const front = fresh()
  const view = sampleView()
  const [urgent, other] = view.ready
  if (urgent === undefined || other === undefined) throw new Error('the sample has two steps that are ready')
  const chosen = await choosing(view, front, ['Another', `${other.step.code}  `, 'Do it'])
  expect(chosen.choice).toEqual({ kind: 'do', instance: other.instance })
  expect((await choosing(view, front, ['Note', 'seen'])).cards).toEqual([other.step.code])
  expect((await choosing(view, front, ['Do it'])).choice).toEqual({ kind: 'do', instance: other.instance })
  // Put off since: whoever did that has left it.
  const put = sampleView([{ ...done, step: other.instance, data: { result: 'deferred', summary: 'later' } }])
  expect((await choosing(put, front, ['Leave'])).cards).toEqual([urgent.step.code])
})

test('a step that is reopened is the one in front', async () => {
  const [urgent, other] = sampleView().ready
  const settled = sampleView([{ ...done, step: other?.instance ?? '' }])
  const front = fresh()
  const choice = await choosing(settled, front, ['Another', `${other?.step.code}  `, 'Reopen', 'it was not'])
  expect(choice.choice).toEqual({ kind: 'reopen', instance: other?.instance, reason: 'it was not' })
  const open = sampleView()
  expect(open.ready[0]?.step.code).toBe(urgent?.step.code)
  expect((await choosing(open, front, ['Leave'])).cards).toEqual([other?.step.code])
})

test('Esc in a reason, a note, a list of steps or something more leads back to the menu', async () => {
  const more: More = {
    name: { en: 'Answer a message…', nl: 'Antwoord…' },
    run: (asker) => asker.line('x').then(() => null),
  }
  const answers = ['Skip', esc, 'Note', esc, 'Another', esc, 'Answer', esc, 'Blocked', '', 'Leave']
  expect((await choosing(sampleView(), fresh(), answers, [more])).choice).toEqual({ kind: 'leave' })
})

test('a step that waits is found by its code, says for what, and is taken up out of its order with a reason', async () => {
  const view = sampleView()
  const waiting = view.steps.find(({ status }) => status === 'waiting')
  if (waiting === undefined) throw new Error('the sample has a step that waits')
  const { code } = waiting.step
  const taken = await choosing(view, fresh(), ['Another', `${code}  `, 'Take it up', 'the disk is here now'])
  expect(taken.told).toEqual([`${code}  ${waiting.title.en}: it waits for I2.`])
  expect(taken.choice).toEqual({ kind: 'advance', instance: waiting.instance, reason: 'the disk is here now' })
  // Without a reason, or back, nothing happens.
  expect((await choosing(view, fresh(), ['Another', `${code}  `, 'Take it up', '', 'Leave'])).choice).toEqual({
    kind: 'leave',
  })
  expect((await choosing(view, fresh(), ['Another', `${code}  `, 'Back', 'Leave'])).choice).toEqual({ kind: 'leave' })
  expect((await choosing(view, fresh(), ['Another', `${code}  `, esc, 'Leave'])).choice).toEqual({ kind: 'leave' })
})

test('a step that is not needed, or lacks something, says so and is not begun', async () => {
  const view = sampleView()
  const steps = view.steps.map((step) => {
    const { waitsFor } = step
    return waitsFor.length === 0 ? step : ({ ...plainStep(step), applies: false } as StepView)
  })
  const code = view.steps.find(({ status }) => status === 'waiting')?.step.code ?? ''
  const found = await choosing({ ...view, steps }, fresh(), ['Another', `${code}  `, 'Leave'])
  expect(found.told.slice(1)).toEqual([
    "It can't be taken up before that either: by what is known now it is not needed.",
  ])
  expect(found.choice).toEqual({ kind: 'leave' })
})

test('a note that begins with improve: asks for a change to the step in front, and says so beforehand', async () => {
  const view = sampleView()
  const [step] = view.ready
  const { choice, told } = await choosing(view, { at: null, act: null }, ['Note', 'improve: say who leads'])
  expect(choice).toEqual({ kind: 'note', text: 'say who leads', redline: `${step?.runbook}/${step?.step.id}` })
  expect(told).toEqual([`To ask for a change to ${step?.step.code} in the runbook, begin with improve:`])
  const plain = await choosing(view, { at: null, act: null }, ['Note', 'the mayor is on her way'])
  expect(plain.choice).toEqual({ kind: 'note', text: 'the mayor is on her way' })
})
