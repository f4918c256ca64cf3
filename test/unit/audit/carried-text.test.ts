import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carriedText } from '../../../src/audit/carried-text.ts'

const written = 'c2sp.org/tlog-proof@v1\nindex 4\n\norigin\n5\n— a b\n'

test.each([
  ['as it was', written],
  ['with CRLF', written.replaceAll('\n', '\r\n')],
  ['with CR alone', written.replaceAll('\n', '\r')],
  ['behind a byte order mark', `\ufeff${written}`],
  ['without its last line feed', written.slice(0, -1)],
  ['with more of them', `${written}\n\n`],
  ['with all of it', `\ufeff${written.replaceAll('\n', '\r\n')}\r\n`],
])('a text that came %s is the text that was written', (_how, came) => {
  expect(carriedText(came)).toBe(written)
  expect(carriedText(Buffer.from(came))).toBe(written)
})

test('whatever came, what comes out has line feeds only, and one at its end', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\ufeff', '—', ' ', '\u2028') })
  fc.assert(
    fc.property(texts, (text) => {
      const once = carriedText(text)
      expect(once).not.toContain('\r')
      expect(once).toMatch(/(^|[^\n])\n$/)
    }),
  )
})
