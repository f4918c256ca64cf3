import { expect, test } from 'vitest'
import { showStatus } from '../../../../src/cli/cloud/acts.ts'
import type { ServiceStatus } from '../../../../src/core/ports.ts'

const one: ServiceStatus = {
  name: 'status-page',
  title: { en: 'Status page', nl: 'Statuspagina' },
  url: 'http://127.0.0.1:1/',
  pid: 7,
  healthy: true,
  restarts: 0,
}

test.each([
  ['all are healthy', [one, one], 0],
  ['one is not', [one, { ...one, healthy: false }], 1],
  ['one is stopped', [one, { ...one, pid: null, healthy: false }], 1],
])('the exit code of cloud status when %s', async (_name, services, code) => {
  for (const json of [false, true]) {
    let out = ''
    const stdout = (text: string): void => {
      out += text
    }
    const host = { stdout, stderr: () => {}, lang: 'en', json, columns: 80 } as const
    expect(showStatus(host, services)).toBe(code)
    expect(out).toContain('http://127.0.0.1:1/')
  }
})

test('whatever is said of a service, its address stands apart from it', () => {
  for (const lang of ['en', 'nl'] as const) {
    let out = ''
    const stdout = (text: string): void => {
      out += text
    }
    const host = { stdout, stderr: () => {}, lang, json: false, columns: 80 } as const
    const states: readonly ServiceStatus[] = [
      one,
      { ...one, healthy: false },
      { ...one, pid: null },
      { ...one, lost: true },
    ]
    showStatus(host, states)
    expect(out.split('\n').filter((line) => /\S +http:\/\/127\.0\.0\.1:1\/$/.test(line))).toHaveLength(4)
  }
})
