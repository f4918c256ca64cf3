import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draftFile } from '../../../src/adapters/home/draft-files.ts'
import type { LogEvent } from '../../../src/core/event.ts'
import { pick } from '../../../src/core/text.ts'
import type { Asker } from '../../../src/prompts/asker.ts'
import { Back } from '../../../src/prompts/back.ts'
import { createTape } from '../../../src/prompts/tape.ts'
import { createLook } from '../../../src/ui/look.ts'

const esc = Symbol('Esc')
const stop = Symbol('Ctrl-C')

/** Somebody who answers with these, in order; `asked` says what she was asked, and what stood there at first. */
function person(answers: readonly (string | typeof esc | typeof stop)[]): { asker: Asker; asked: string[] } {
  const left = [...answers]
  const asked: string[] = []
  const next = (question: string): string => {
    asked.push(question)
    const answer = left.shift()
    if (answer === esc) throw new Back()
    if (answer === undefined || answer === stop) throw new Error('interrupted')
    return answer
  }
  const look = createLook({ columns: 80, colour: false, unicode: true, plain: false }, 'en')
  const write: Asker['line'] = async (said, options = {}) =>
    next(`${pick(said, 'en')}${options.initial === undefined ? '' : ` [${options.initial}]`}`)
  const choose: Asker['pick'] = async (said, entries) => {
    const name = next(pick(said, 'en'))
    const found = entries.find((entry) => pick(entry.name, 'en') === name)
    if (found === undefined) throw new Error(`no entry ${name}`)
    return found.value
  }
  const quiet = (): void => {}
  const asker = {
    ...{ look, people: [], print: quiet, tell: quiet, again: quiet },
    ...{ pick: choose, find: choose, name: write, line: write, prose: write },
  }
  return { asker, asked }
}

const yesNo = [
  { name: { en: 'Yes', nl: 'Ja' }, value: true },
  { name: { en: 'No', nl: 'Nee' }, value: false },
]
const step = { instance: 'isolate/declare', code: 'I1' }
const outcome = { type: 'step.outcome', step: step.instance } as unknown as LogEvent

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyber-respond-tape-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (): string => join(folder, 'drafts', 'willebroek-2026-11-24.json')

/** A step of two methods that asks four things, the last one a claim. */
function session(answers: readonly (string | typeof esc | typeof stop)[]) {
  const { asker, asked } = person(answers)
  const tape = createTape(asker, draftFile(file()))
  const first = () =>
    tape.run(
      'ask',
      async () => [
        await tape.asker.prose('What?'),
        await tape.asker.pick('Sure?', yesNo),
        await tape.asker.line('Who?'),
      ],
      true,
    )
  const second = () => tape.run('proof', () => tape.asker.pick('Right?', yesNo, { claim: true }), true)
  return { tape, asked, first, second }
}

describe('a question back', () => {
  test('what was answered before it is not asked again, and the answer that is taken back stands there', async () => {
    const { tape, asked, first } = session(['one\ntwo', 'Yes', esc, esc, 'three', 'No', 'Els'])
    await tape.begin(step)
    expect(await first()).toEqual(['three', false, 'Els'])
    expect(asked).toEqual(['What?', 'Sure?', 'Who?', 'Sure?', 'What? [one\ntwo]', 'Sure?', 'Who?'])
  })

  test('behind the first question of a method it leads into the one before, and then out of the step', async () => {
    const { tape, asked, first, second } = session(['one', 'Yes', 'Els', esc, 'An', esc, esc, esc, esc])
    await tape.begin(step)
    await first()
    await expect(second()).rejects.toMatchObject({ again: true })
    expect(await first()).toEqual(['one', true, 'An'])
    await expect(second()).rejects.toMatchObject({ again: true })
    await expect(first()).rejects.toMatchObject({ again: false })
    const once = ['What?', 'Sure?', 'Who?', 'Right?']
    expect(asked).toEqual([...once, 'Who? [Els]', 'Right?', 'Who? [An]', 'Sure?', 'What? [one]'])
  })

  test('nobody goes back behind what is on record, nor out of an act that has begun', async () => {
    const { tape, asked, first, second } = session(['one', 'Yes', 'Els', esc, esc, 'Yes'])
    await tape.begin(step)
    await first()
    tape.kept([{ type: 'step.approved', step: step.instance } as unknown as LogEvent])
    await expect(second()).rejects.toMatchObject({ again: false })
    tape.kept([{ type: 'step.intent', step: step.instance } as unknown as LogEvent])
    expect(await second()).toBe(true)
    expect(asked.slice(-3)).toEqual(['Right?', 'Right?', 'Right?'])
  })
})

describe('drafts', () => {
  test('are kept after each answer, readable by their owner only, offered again, and gone once they are on record', async () => {
    const before = session(['one\ntwo', 'Yes', 'Els', stop])
    await before.tape.begin(step)
    await before.first()
    await expect(before.second()).rejects.toThrow('interrupted')
    expect(before.tape.unsaved()).toEqual({ code: 'I1', count: 3, isKept: true })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(
      JSON.parse(readFileSync(file(), 'utf8'))['isolate/declare'].answers.map((one: { answer: string }) => one.answer),
    ).toEqual(['one\ntwo', 'Yes', 'Els'])

    const after = session(['Go on with these answers', 'Yes'])
    expect(await after.tape.begin(step)).toBe(true)
    expect(await after.first()).toEqual(['one\ntwo', true, 'Els'])
    expect(await after.second()).toBe(true)
    // What says that it is right is said again.
    expect(after.asked).toEqual(['Go on with them?', 'Right?'])
    after.tape.kept([outcome])
    expect(after.tape.unsaved()).toBeNull()
    expect(() => statSync(file())).toThrow('ENOENT')
  })

  test('can be left: then everything is asked anew', async () => {
    const before = session(['one', stop])
    await before.tape.begin(step)
    await expect(before.first()).rejects.toThrow('interrupted')
    const after = session(['Answer anew', 'two', 'No', 'An'])
    await after.tape.begin(step)
    expect(await after.first()).toEqual(['two', false, 'An'])
    expect(await session([esc]).tape.begin(step)).toBe(false)
  })

  test('an answer to a question that is no longer asked stands for no other one', async () => {
    const before = session(['one', 'Yes', 'Els', stop])
    await before.tape.begin(step)
    await before.first()
    const { asker, asked } = person(['Go on with these answers', 'No', 'An'])
    const tape = createTape(asker, draftFile(file()))
    await tape.begin(step)
    const answers = await tape.run(
      'ask',
      async () => [await tape.asker.pick('Sure?', yesNo), await tape.asker.line('Who?')],
      true,
    )
    expect(answers).toEqual([false, 'An'])
    expect(asked).toEqual(['Go on with them?', 'Sure?', 'Who?'])
  })

  test('of what a second person says, and of a method that keeps nothing, there are none', async () => {
    const { asker } = person(['Jan Maes', 'yes', stop])
    const tape = createTape(asker, draftFile(file()))
    await tape.begin(step)
    const approve = async () => [
      await tape.asker.line('Who approves?', { typed: true }),
      await tape.asker.line('Yes?'),
      await tape.asker.line('Why?'),
    ]
    await expect(tape.run('approve', approve, false)).rejects.toThrow('interrupted')
    expect(tape.unsaved()).toBeNull()
    expect(() => statSync(file())).toThrow('ENOENT')
  })

  test.each(['', '[', '[]', '7', '{"isolate/declare":{"code":"I1","answers":[{"asked":7}]}}'])(
    'a file that is none of ours (%j) offers nothing',
    async (content) => {
      draftFile(file()).keep('x/y', { code: 'X', answers: [{ asked: 'a', answer: 'b', shown: 'a  b' }] })
      writeFileSync(file(), content)
      const { tape, asked, first } = session(['one', 'Yes', 'Els'])
      await tape.begin(step)
      await first()
      expect(asked).toEqual(['What?', 'Sure?', 'Who?'])
    },
  )

  test('where none can be kept, that is known and nobody is stopped', async () => {
    writeFileSync(join(folder, 'drafts'), 'in the way')
    const { tape, first } = session(['one', 'Yes', 'Els'])
    await tape.begin(step)
    expect(await first()).toEqual(['one', true, 'Els'])
    expect(tape.unsaved()).toEqual({ code: 'I1', count: 3, isKept: false })
  })
})
