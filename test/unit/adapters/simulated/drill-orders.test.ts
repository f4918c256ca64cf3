import { appendFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { giveOrder, ordersIn, watchFolders } from '../../../../src/adapters/simulated/drill-orders.ts'
import type { Order } from '../../../../src/drill/order.ts'
import { temporaryFolder } from '../../../support/log-samples.ts'

const pause: Order = { by: 'Tom', kind: 'pause' }
const send: Order = { by: 'Tom', kind: 'send', inject: 'press' }

function withLines(text: string): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'control'))
  writeFileSync(join(folder, 'control/orders.jsonl'), text)
  return folder
}

test('orders are read in the order in which they were given, by whoever gave them', () => {
  const folder = temporaryFolder()
  expect(ordersIn(folder)).toEqual([])
  giveOrder(folder, pause)
  giveOrder(folder, send)
  expect(ordersIn(folder)).toEqual([pause, send])
  expect(statSync(join(folder, 'control')).mode & 0o077).toBe(0)
})

test('a line that is not finished is left for later, and counts once it is', () => {
  const folder = temporaryFolder()
  giveOrder(folder, pause)
  const file = join(folder, 'control/orders.jsonl')
  const line = JSON.stringify(send)
  for (let length = 1; length <= line.length; length += 1) {
    appendFileSync(file, line.slice(length - 1, length))
    expect(ordersIn(folder)).toEqual([pause])
  }
  appendFileSync(file, '\n')
  expect(ordersIn(folder)).toEqual([pause, send])
})

test('a line that is no order keeps its number, so that the next ones keep theirs', () => {
  const rubbish = [
    '',
    'null',
    '[]',
    '{',
    '{"by":"Tom"}',
    '{"by":"Tom","kind":"toString"}',
    '"pause"',
    '\u0000\u001b[31m',
  ]
  const folder = withLines([...rubbish, JSON.stringify(pause), ''].join('\n'))
  expect(ordersIn(folder)).toEqual([...rubbish.map(() => null), pause])
})

test('whatever stands in the file, reading it gives one entry for each whole line', () => {
  let orders = 0
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify(send)))), (lines) => {
      const whole = lines.map((line) => line.replaceAll('\n', ' '))
      const found = ordersIn(withLines(whole.map((line) => `${line}\n`).join('')))
      expect(found).toHaveLength(whole.length)
      for (const [index, line] of whole.entries()) {
        if (line !== JSON.stringify(send)) continue
        orders += 1
        expect(found[index]).toEqual(send)
      }
    }),
    { numRuns: 50 },
  )
  expect(orders).toBeGreaterThan(10)
})

test('who watches is told about a new order, also in a folder that is not there yet', async () => {
  const folder = temporaryFolder()
  const gone = join(folder, 'gone')
  let tell: () => void = () => {}
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  const stop = watchFolders([gone, folder], 20, () => {
    if (ordersIn(folder).length > 0) tell()
  })
  giveOrder(folder, pause)
  await told
  stop()
  expect(existsSync(gone)).toBe(false)
})
