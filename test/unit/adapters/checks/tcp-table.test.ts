import { expect, test } from 'vitest'
import { unansweredIn } from '../../../../src/adapters/checks/tcp-table.ts'

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
const line = (local: string, remote: string, state: string, count: number): string =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 02:000000A1 00000000  1000        ${count} 4711 2 0000000000000000 20 4 30 10 -1`

test('connections to several addresses from one local port are told apart', () => {
  const table = [
    head,
    line('0500000A:C350', '0900000A:01BB', '01', 3),
    line('0500000A:C350', '0A00000A:01BB', '01', 0),
    line('0500000A:C350', '0900000A:0016', '01', 7),
    // This one is over.
    line('0500000A:C350', '0B00000A:01BB', '06', 9),
  ].join('\n')
  const count = (remoteAddress: string, remotePort: number) =>
    unansweredIn(table, { localPort: 50_000, remoteAddress, remotePort })
  expect(count('10.0.0.9', 443)).toBe(3)
  expect(count('10.0.0.10', 443)).toBe(0)
  expect(count('10.0.0.9', 22)).toBe(7)
  expect(count('10.0.0.11', 443)).toBeNull()
  expect(unansweredIn(table, { localPort: 443, remoteAddress: '10.0.0.9', remotePort: 443 })).toBeNull()
})

test.each([
  ['::1', '00000000000000000000000001000000'],
  ['2001:db8:1:2:3:4:5:6', 'B80D0120020001000400030006000500'],
  ['2001:db8::5', 'B80D0120000000000000000005000000'],
  ['fe80::1%eth0', '000080FE000000000000000001000000'],
  ['::ffff:10.0.0.9', '0000000000000000FFFF00000900000A'],
])('an address of six: %s', (remoteAddress, written) => {
  const table = `${head}\n${line('00000000000000000000000001000000:C350', `${written}:01BB`, '01', 2)}\n`
  expect(unansweredIn(table, { localPort: 50_000, remoteAddress, remotePort: 443 })).toBe(2)
})
