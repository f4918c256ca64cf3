import { expect, test } from 'vitest'
import { answersOperator } from '../../../src/adapters/answers-operator.ts'
import { trialSigner } from '../../../src/core/approval-request.ts'
import { Fault } from '../../../src/core/fault.ts'
import type { BlobPort, Question } from '../../../src/core/ports.ts'
import { plain } from '../../../src/core/text.ts'
import type { Answers } from '../../../src/runbook/answers.ts'
import { stillClock } from '../../support/world.ts'

const paper: Question = { instance: 'hand-back/enter-paper', code: 'R13', title: plain('Enter') }
const closing: Question = { instance: '', code: '', title: plain('Closing') }
const against = [plain('13 of 14 sheets were entered')]

function operator(part: Partial<Answers>) {
  const answers: Answers = { format: 'cyber-respond/answers@1', plan: 'small', operator: 'Els', steps: {}, ...part }
  const place = () => ({ file: 'a.yaml', line: 1, column: 1, frame: '' }) as never
  const parts = { answers, place, file: 'a.yaml', folder: '/', clock: stillClock(), signer: trialSigner }
  return answersOperator({ ...parts, blobs: {} as BlobPort, show: () => {} })
}

async function code(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no fault',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  )
}

test('a step that the record speaks against takes a reason of its own in the file', async () => {
  const said = operator({ steps: { 'hand-back/enter-paper': { accept: 'sheet 9 was lost in the rain' } } })
  expect(await said.accept(paper, against)).toEqual({ reason: 'sheet 9 was lost in the rain' })
  expect(await code(operator({}).accept(paper, against))).toBe('answers.missing')
  expect(await code(operator({ close: 'all known' }).accept(paper, against))).toBe('answers.missing')
})

test('an incident is closed over what speaks against it only with a reason', async () => {
  expect(await operator({ close: 'copied on Monday' }).accept(closing, against)).toEqual({ reason: 'copied on Monday' })
  expect(await code(operator({}).accept(closing, against))).toBe('answers.not-closed')
})

test('a missing word after the act is no fault: the act happened, and it counts as unproven', async () => {
  const word = { person: 'Bram', statement: 'the cable is out' }
  const said = operator({ steps: { 'hand-back/enter-paper': { proof: { word } } } })
  expect(await said.vouch(paper, plain('why'))).toEqual(word)
  expect(await operator({}).vouch(paper, plain('why'))).toBeNull()
})
