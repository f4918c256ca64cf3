import { userInfo } from 'node:os'
import { expect, test } from 'vitest'
import { homeOf } from '../../../../src/cli/wiring/surroundings.ts'

const kit = { folder: '/media/stick/kit', id: '0123456789abcdef' }
const own = `${userInfo().homedir}/.local/state`

test('the home is where it was said, else in the folder of who uses this machine, and never where somebody happens to stand', () => {
  for (const [given, env, wanted] of [
    [undefined, { HOME: '/home/els' }, '/home/els/.local/state'],
    [undefined, { HOME: '/home/els', XDG_STATE_HOME: '/var/els' }, '/var/els'],
    // Not set, empty, or no absolute path: from the stick it would lie on the stick.
    [undefined, { HOME: '/home/els', XDG_STATE_HOME: '' }, '/home/els/.local/state'],
    [undefined, { HOME: '/home/els', XDG_STATE_HOME: 'state' }, '/home/els/.local/state'],
    [undefined, { HOME: '/home/els', CYBER_RESPOND_HOME: '' }, '/home/els/.local/state'],
    ['', { HOME: '/home/els' }, '/home/els/.local/state'],
    [undefined, {}, own],
    [undefined, { HOME: '' }, own],
    [undefined, { HOME: 'els' }, own],
  ] as const) {
    expect(homeOf(given, env, '/media/stick/kit', null)).toBe(`${wanted}/cyber-respond`)
    expect(homeOf(given, env, '/media/stick/kit', kit)).toBe(`${wanted}/cyber-respond-kit-${kit.id}`)
  }
  expect(homeOf('here', { CYBER_RESPOND_HOME: '/x' }, '/home/els', kit)).toBe('/home/els/here')
  expect(homeOf(undefined, { CYBER_RESPOND_HOME: 'x' }, '/home/els', kit)).toBe('/home/els/x')
})
