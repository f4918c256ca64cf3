import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../../src/core/text.ts'
import type { Mood } from '../../../../src/drill/scenario.ts'
import { drillScenario, playWorld, readyOperator } from '../../../support/drill-world.ts'

const question = { instance: 'isolate/x', code: 'I1', title: { en: 'x', nl: 'x' } }
const person = (id: string, mood: Mood, part = {}) => ({
  ...{ id, name: id, role: null, phone: null, mood, says: null },
  ...part,
})

function calling(people: readonly ReturnType<typeof person>[]) {
  const asked: string[] = []
  const inner = readyOperator({
    called: async (_question, { phone }) => {
      asked.push(phone)
      return { person: 'An', statement: 'ok' }
    },
  })
  const { operator } = playWorld({ scenario: drillScenario({ people }), operator: inner })
  const call = (who: string, phone = '') => operator.called(question, { who, phone, say: 'help' })
  return { call, asked, inner }
}

describe('a call in a drill', () => {
  it('reaches nobody who is busy or silent, by name, number or role, and nobody is asked', async () => {
    const { call, asked, inner } = calling([
      person('Jan Peeters', 'busy'),
      person('desk', 'silent', { phone: '+32 (0)15 22.33.44' }),
      person('burgemeester', 'busy', { role: 'mayor' }),
      person('zone', 'silent'),
    ])
    expect(await call('PEETERS Jan')).toBeNull()
    expect(await call('somebody else', '015/22 33 44')).toBeNull()
    expect(await call('Eddy Bevers', '03 866 90 00')).toBeNull()
    expect(await call('Police zone', '+32 15 00 00 01')).toBeNull()
    expect(asked).toEqual([])
    expect(inner.shown[0]).toBe('EXERCISE: the line of Jan Peeters is engaged.')
    expect(inner.shown[1]).toBe('EXERCISE: it rings at desk; nobody picks up.')
  })

  it('tells what who answers says, also who is hostile, and how it went is for the players', async () => {
    const { call, asked, inner } = calling([
      person('An', 'answers', { says: { en: 'We are coming.', nl: 'We komen.' } }),
      person('Bo', 'hostile'),
    ])
    expect(await call('An', '015 1')).toEqual({ person: 'An', statement: 'ok' })
    expect(await call('Bo')).not.toBeNull()
    expect(await call('Nobody in particular', '015 2')).not.toBeNull()
    expect(inner.shown[0]).toBe('EXERCISE: An: “We are coming.”')
    expect(inner.shown[1]).toContain('Put it in writing')
    expect(inner.shown[2]).toBe('EXERCISE: Nobody in particular picks up and listens.')
    expect(asked).toEqual(["015 1 (EXERCISE: don't dial)", '', "015 2 (EXERCISE: don't dial)"])
  })
})

describe('evidence in a drill', () => {
  const backups = [{ id: 'tape', name: plain('Tape'), attached: true, state: 'poisoned' as const }]

  it('shows what a scan of the backups finds, in steps about backups and in no other', async () => {
    const inner = readyOperator()
    const { operator } = playWorld({ scenario: drillScenario({ backups }), operator: inner })
    await operator.files({ ...question, instance: 'restore/hunt' }, question.title)
    expect(inner.shown).toEqual([])
    await operator.files({ ...question, instance: 'restore/test-restore' }, question.title)
    await operator.proof(
      { ...question, instance: 'isolate/detach-backups[tape]' },
      { kind: 'file', title: question.title },
    )
    const report = 'EXERCISE: 1 indicator found in tape\nEXERCISE: 0 indicators found in nas'
    expect(inner.shown).toEqual([report, report])
  })

  it('is a text about the world; the machine of the players is not read', async () => {
    const { act, folder } = playWorld({
      scenario: drillScenario({ backups, hosts: [{ id: 'pc', name: question.title, count: 10_000, encrypted: 12 }] }),
      operator: readyOperator({ files: async () => ({ paths: ['/etc/passwd', 'scan'], note: '' }) }),
    })
    const outcome = await act({ kind: 'evidence', items: question.title }, 'restore/test-restore')
    expect(outcome.events).toMatchObject([
      { type: 'evidence.added', data: { files: [{ name: 'EXERCISE OEFENING etc-passwd.txt' }, {}] } },
    ])
    const texts = readdirSync(`${folder}/blobs`).map((name) => readFileSync(`${folder}/blobs/${name}`, 'utf8'))
    const scan = texts.find((text) => text.includes('bestand: scan')) ?? ''
    expect(scan.startsWith('EXERCISE / OEFENING / EXERCICE')).toBe(true)
    expect(scan).toContain('pc: 12 / 10000 encrypted')
    expect(scan).toContain('EXERCISE: 1 indicator found in tape')
    expect(texts.join()).not.toContain('root:')
  })

  it('of a document that came with a message is that document', async () => {
    const inject = {
      ...{
        id: 'note',
        phase: 'isolate' as const,
        from: question.title,
        to: 'lead',
        channel: 'mail' as const,
        points: [],
        note: null,
      },
      ...{ text: question.title, attachment: { name: 'ransom-note.txt', text: { en: 'PAY', nl: 'BETAAL' } } },
    } as const
    const { blobs, record, drill, folder } = playWorld({ scenario: drillScenario({}, { injects: [inject] }) })
    const attachment = await blobs.putText('ransom-note.txt', 'OEFENING: BETAAL')
    const sent = { inject: 'note', from: 'x', to: 'lead', channel: 'mail', text: 'x', why: 'planned' } as const
    const before = await blobs.putFile('ransom-note.txt', () => {})
    record([{ type: 'inject.sent', actor: 'x', data: { ...sent, attachment } }])
    expect(drill().messages).toHaveLength(1)
    const after = await blobs.putFile('Ransom-Note.txt', () => {})
    expect(before.name).toBe('EXERCISE OEFENING ransom-note.txt')
    expect(before.sha256).not.toBe(attachment.sha256)
    expect(after).toEqual(attachment)
    expect(readFileSync(join(folder, 'blobs', after.sha256), 'utf8')).toBe('OEFENING: BETAAL')
  })
})
