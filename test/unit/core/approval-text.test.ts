import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approvalText, readOldApproval } from '../../../src/core/approval-text.ts'

const cut = {
  act: 'isolate/cut-links[internet]',
  title: { en: 'Cut the internet', nl: 'Sluit het internet af' },
  what: { en: 'runs nft --file cut.nft', nl: 'voert nft --file cut.nft uit' },
  attempts: 3,
}
const bound = { incident: 'willebroek-2026-11-24', after: 12, actor: 'Els Peeters', acts: [cut] }
const approving = { approver: 'Jan Maes', role: 'lead', reason: 'files are encrypted' }

describe('what an approver signs', () => {
  it('can be read, and says everything that the approval is bound to', () => {
    const vpn = { act: 'isolate/cut-links[vpn]', title: 'VPN', what: 'runs nft', attempts: 1 }
    expect(approvalText({ ...bound, acts: [cut, vpn] }, approving)).toBe(
      [
        'cyber-respond approval, form 2',
        'incident: willebroek-2026-11-24',
        'after line: 12',
        'by: Els Peeters',
        'approved by: Jan Maes',
        'as: lead',
        'because: files are encrypted',
        'acts, each once: 2',
        'act 1: isolate/cut-links[internet]',
        'title 1 (en): Cut the internet',
        'title 1 (nl): Sluit het internet af',
        'does 1 (en): runs nft --file cut.nft',
        'does 1 (nl): voert nft --file cut.nft uit',
        'tries 1: 3',
        'act 2: isolate/cut-links[vpn]',
        'title 2: VPN',
        'does 2: runs nft',
        'tries 2: 1',
        '',
      ].join('\n'),
    )
  })

  it('writes what could pass for another line as JSON, and cuts nothing off', () => {
    const reason = 'yes\nas: mayor'
    expect(approvalText(bound, { ...approving, reason })).toContain('\nbecause: "yes\\nas: mayor"\n')
    expect(approvalText(bound, { ...approving, reason: '"yes' })).toContain('\nbecause: "\\"yes"\n')
    expect(approvalText(bound, { ...approving, reason: 'x'.repeat(5000) })).toContain(`because: ${'x'.repeat(5000)}\n`)
  })

  it('is another text for another approval, whatever people type', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', ':', '"', '\\', '\\n', '\u202e', 'as: lead', '\ntries 1: 1\nact 2: x'),
      maxLength: 6,
    })
    const said = fc.oneof(words, fc.record({ en: words, nl: words }))
    const act = fc.record({ act: words, title: said, what: said, attempts: fc.integer({ min: 1, max: 2 }) })
    const one = fc.tuple(
      fc.record({ incident: words, after: fc.nat(2), actor: words, acts: fc.array(act, { maxLength: 2 }) }),
      fc.record({ approver: words, role: words, reason: words }),
    )
    let same = 0
    fc.assert(
      fc.property(one, one, (a, b) => {
        expect(approvalText(...a)).toBe(approvalText(...structuredClone(a)))
        if (JSON.stringify(a) === JSON.stringify(b)) same += 1
        else expect(approvalText(...a)).not.toBe(approvalText(...b))
      }),
      { numRuns: 3000 },
    )
    expect(same).toBeLessThan(3000)
  })
})

describe('what 0.1.0 had an approver sign', () => {
  const step = 'isolate/cut-links[internet]'
  const old = [
    'cyber-respond approval',
    'incident: willebroek-2026-11-24',
    'after line: 12',
    `step: ${step}`,
    'act: runs nft --file cut.nft',
    'by: Els Peeters',
    'approved by: Jan Maes',
    'as: lead',
    'because: files are encrypted',
    '',
  ]

  it('still says what it is about', () => {
    expect(readOldApproval(old.join('\n'), step, approving)).toEqual({
      ...{ incident: 'willebroek-2026-11-24', line: 12, act: 'runs nft --file cut.nft', actor: 'Els Peeters' },
    })
  })

  it.each(old.slice(0, -1).map((line, at) => [line, at] as const))(
    'needs its line %j, where it stands',
    (_line, at) => {
      expect(readOldApproval(old.toSpliced(at, 1).join('\n'), step, approving)).toBeNull()
      expect(
        readOldApproval(old.toSpliced(at, 1, `${old[at]}x`.replace(/^\w/, 'x')).join('\n'), step, approving),
      ).toBeNull()
      expect(readOldApproval(old.toSpliced(at, 0, old[at] ?? '').join('\n'), step, approving)).toBeNull()
    },
  )

  it.each([
    ['step', 'isolate/other', approving],
    ['approver', step, { ...approving, approver: 'Jan Maas' }],
    ['role', step, { ...approving, role: 'mayor' }],
    ['reason', step, { ...approving, reason: 'other' }],
  ])('is of no other %s', (_what, other, as) => expect(readOldApproval(old.join('\n'), other, as)).toBeNull())
})
