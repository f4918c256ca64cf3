import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withBreaks, withHyphens } from '../../../src/report/break-words.ts'
import { escapeHtml } from '../../../src/report/escape.ts'

describe('long words', () => {
  test.each([
    ['noodplanningscoördinator', 'noodplannings&shy;coördinator'],
    ['informatieveiligheidsconsulent', 'informatieveiligheids&shy;consulent'],
    ['Gegevensbeschermingsautoriteit (GBA)', 'Gegevensbeschermings&shy;autoriteit (GBA)'],
    // Not where no part ends, and not in a word that fits.
    ['gegevensbescherming', 'gegevensbescherming'],
    ['Zeggingskracht', 'Zeggingskracht'],
  ])('%s', (word, broken) => {
    expect(withHyphens(word)).toBe(broken)
    expect(withBreaks(word)).toBe(broken)
  })

  test.each([
    ['network.willebroek@example.org', 'network.willebroek@<wbr>example.org'],
    ['https://notif.safeonweb.be/x', 'https://notif.safeonweb.be/<wbr>x'],
    // No hyphen that shows belongs into an address.
    ['https://www.gegevensbeschermingsautoriteit.be', 'https://www<wbr>.gegevensbeschermingsautoriteit<wbr>.be'],
    ['a'.repeat(70), `${'a'.repeat(32)}<wbr>${'a'.repeat(32)}<wbr>aaaaaa`],
    ['+32 3 555 01 00', '+32 3 555 01 00'],
  ])('an address, a word without an end: %s', (text, broken) => {
    expect(withBreaks(text)).toBe(broken)
  })

  test('nothing is added that is read, no entity is torn, and no run is longer than a column', () => {
    const words = fc.array(
      fc.constantFrom('noodplannings', 'veiligheids', 'coördinator', '&', '<b>', '"', '@', '/', '.', 'x', ' '),
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      words.map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (said) => {
        const html = escapeHtml(said)
        expect(withBreaks(html).replaceAll(/<wbr>|&shy;/g, '')).toBe(html)
        expect(withHyphens(html).replaceAll('&shy;', '')).toBe(html)
        const runs = withBreaks(html).split(/<wbr>|&shy;|[^\p{L}\p{N}]/u)
        expect(Math.max(...runs.map((run) => run.length))).toBeLessThanOrEqual(32 * 2)
      }),
    )
  })
})
