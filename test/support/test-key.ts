import { createPrivateKey, type KeyObject } from 'node:crypto'

export const testOrigin = 'cyber-respond/incident/test/00000001'

/** The same Ed25519 key at each call with the same number. */
export function testKey(number = 1): KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, number)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}
