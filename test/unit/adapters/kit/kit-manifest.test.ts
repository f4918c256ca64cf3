import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isInnerPath,
  type KitManifest,
  kitManifestText,
  readKitManifest,
} from '../../../../src/adapters/kit/kit-manifest.ts'

const manifest: KitManifest = {
  format: 'cyber-respond/kit@1',
  id: '0123456789abcdef',
  made_at: '2026-11-30T07:12:41Z',
  version: '0.3.0',
  made_by: 'Els Peeters',
  municipality: { nis: '12040', slug: 'willebroek', name: 'Willebroek' },
  signer: 'ssh-ed25519 AAAA',
  container: { opens: 'passphrase', holds: ['keys/log.key'] },
  recipient: `age1${'q'.repeat(58)}`,
  files: [{ path: 'paper/ransomware.en.html', size: 3, sha256: 'a'.repeat(64) }],
}

test('what is written is read', () => {
  expect(readKitManifest(kitManifestText(manifest))).toEqual(manifest)
  const bare = { ...manifest, municipality: null, signer: null, container: null, recipient: null, files: [] }
  expect(readKitManifest(kitManifestText(bare))).toEqual(bare)
})

test.each([
  ['no JSON', 'kit'],
  ['a list', '[]'],
  ['nothing', 'null'],
])('%s is no manifest', (_what, text) => {
  expect(readKitManifest(text)).toBeNull()
})

test.each([
  { format: 'cyber-respond/kit@2' },
  { id: '../../../etc' },
  { made_at: 'yesterday' },
  { version: '\u001b[2J' },
  { made_by: 7 },
  { municipality: { nis: '12040', slug: '../x', name: 'Willebroek' } },
  { municipality: undefined },
  { signer: 'ssh-ed25519 AAAA\ncommand="x"' },
  { container: { opens: 'nobody', holds: [] } },
  { recipient: 'ssh-ed25519 AAAA' },
  { files: {} },
  { files: [{ path: '../up', size: 1, sha256: 'a'.repeat(64) }] },
  { files: [{ path: '/etc/passwd', size: 1, sha256: 'a'.repeat(64) }] },
  { files: [{ path: 'a', size: -1, sha256: 'a'.repeat(64) }] },
  { files: [{ path: 'a', size: 1, sha256: 'A'.repeat(64) }] },
  { files: [manifest.files[0], manifest.files[0]] },
])('a manifest with %j is none', (wrong) => {
  expect(readKitManifest(JSON.stringify({ ...manifest, ...wrong }))).toBeNull()
})

test('an inner path never leads out', () => {
  let inner = 0
  const part = fc.constantFrom('a', '..', '.', '', 'b c', 'd\\e', '/')
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const path = parts.join('/')
      if (!isInnerPath(path)) return
      inner += 1
      expect(new URL(encodeURI(path), 'file:///kit/').pathname).toMatch(/^\/kit\/./)
    }),
    { numRuns: 1000 },
  )
  expect(inner).toBeGreaterThan(5)
})
