import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Obligations } from '../../../../src/core/model.ts'
import { playWorld, readyOperator } from '../../../support/drill-world.ts'

const text = (en: string) => ({ en, nl: en })
const obligations: Obligations = {
  format: 'cyber-respond/obligations@1',
  channels: [{ id: 'ccb', name: text('Centre é'), mail: 'incident@ccb.example', checked: '2026-01-01' }],
  obligations: ['warning', 'report'].map((id) => ({
    ...{ id, title: text(`The ${id}`), channel: id === 'warning' ? 'ccb' : null, binding: 'duty' as const },
    ...{ from: { fact: 'x' }, within: 'PT24H', metBy: 'sent' as const, source: { en: 'law', nl: 'wet' } },
    fields: [{ id: 'what', type: 'text' as const, title: text('What?') }],
  })),
}

it('a notice says on every paper that it is an exercise, goes nowhere, and gets a receipt', async () => {
  const inner = readyOperator()
  const { act, folder } = playWorld({ obligations, operator: inner })
  const outcome = await act({ kind: 'notify', obligation: 'warning' }, 'notify/warning')
  expect(outcome).toMatchObject({ result: 'done', proof: { reference: 'OEFENING-WARNING-1' } })
  expect(inner.shown.at(-1)).toContain('EXERCISE: the receipt has the number OEFENING-WARNING-1')
  const second = await act({ kind: 'notify', obligation: 'report' }, 'notify/report')
  expect(second.proof).toMatchObject({ reference: 'OEFENING-REPORT-2' })

  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  const plainText = read('outbox/warning.txt').trimEnd().split('\n')
  expect(plainText[0]).toMatch(/^EXERCISE \/ OEFENING \/ EXERCICE:/)
  expect(plainText.at(-1)).toBe(plainText[0])
  const mail = read('outbox/warning.eml')
  expect(mail).toContain('\r\nX-Exercise: true\r\n')
  expect(mail).toContain('\r\nX-Exercise-To: incident@ccb.example\r\n')
  expect(mail).toMatch(/\r\nTo: incident\.at\.ccb\.example@exercise\.invalid\r\n/)
  expect(mail).toMatch(/\r\nSubject: \[EXERCISE \/ OEFENING\] The warning/)
  expect(mail.split('\r\n\r\n')[0]?.match(/^(To|Cc|Bcc):/gim)).toEqual(['To:'])
  expect(readdirSync(join(folder, 'mailboxes')).sort()).toEqual(['incident-ccb.example', 'report'])
  expect(read('mailboxes/incident-ccb.example/warning.eml')).toBe(mail)
  for (const name of readdirSync(join(folder, 'blobs'))) {
    expect(read(`blobs/${name}`)).toContain('EXERCISE / OEFENING')
  }
})
