import { expect, test } from 'vitest'
import { createHost, type HostProcess } from '../../../../src/cli/wiring/host.ts'

function widths(columns: number | undefined) {
  const screen = { isTTY: true, columns } as NodeJS.WriteStream
  const process = { env: {}, stdin: {}, stdout: screen, stderr: screen, print: () => {}, cwd: () => '/' }
  const host = createHost(process as unknown as HostProcess, {})
  return [host.columns, host.messageColumns]
}

test('a terminal that says that it has no columns (a serial line) has 80', () => {
  expect(widths(0)).toEqual([80, 80])
  expect(widths(undefined)).toEqual([80, 80])
  expect(widths(40)).toEqual([40, 40])
  expect(widths(250)).toEqual([100, 100])
})
