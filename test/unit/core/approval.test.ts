import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approvalText, isAbout } from '../../../src/core/approval.ts'

const request = {
  incident: 'willebroek-2026-11-24',
  line: 12,
  instance: 'isolate/cut-links[internet]',
  what: { en: 'runs nft --file cut.nft', nl: 'voert nft --file cut.nft uit' },
  actor: 'Els Peeters',
  role: 'lead',
  mustSign: true,
  keys: {},
}
const event = { seq: 12, step: request.instance, approver: 'Jan Maes', role: 'lead', reason: 'files are encrypted' }

describe('what an approver signs', () => {
  it('can be read', () => {
    expect(approvalText(request, event.approver, event.reason)).toBe(
      [
        'cyber-respond approval',
        'incident: willebroek-2026-11-24',
        'after line: 12',
        'step: isolate/cut-links[internet]',
        'act: runs nft --file cut.nft',
        'by: Els Peeters',
        'approved by: Jan Maes',
        'as: lead',
        'because: files are encrypted',
        '',
      ].join('\n'),
    )
  })

  it('is about one approval only, whatever a person types', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', ':', 'as: lead', '\nstep: x') })
    const facts = fc.record({ step: words, approver: words, role: words, reason: words })
    fc.assert(
      fc.property(facts, facts, (signed, recorded) => {
        const own = { ...request, instance: signed.step, role: signed.role }
        const text = approvalText(own, signed.approver, signed.reason)
        expect(text.split('\n')).toHaveLength(10)
        expect(isAbout(text, { seq: 12, ...signed })).toBe(true)
        expect(isAbout(text, { seq: 11, ...signed })).toBe(false)
        const same = approvalText(
          { ...own, instance: recorded.step, role: recorded.role },
          recorded.approver,
          recorded.reason,
        )
        expect(isAbout(text, { seq: 12, ...recorded })).toBe(same === text)
      }),
    )
  })
})
