import { describe, expect, test } from 'vitest'
import { changePage, emptyPage } from '../../../src/cloud/page-content.ts'
import { Fault } from '../../../src/core/fault.ts'

const now = '2026-11-23T20:00:00Z'

function refused(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return `${error.code} ${error.hint?.en ?? ''}`
    throw error
  }
  return 'accepted'
}

describe('a change of the page', () => {
  test('changes what it names and leaves the rest', () => {
    const first = changePage(emptyPage, { service: 'deaths', state: 'limited', where: 'Loket 3', lang: 'nl' }, now)
    const second = changePage(first, { service: 'deaths', where: 'Guichet 3', lang: 'fr' }, now)
    expect(second.services.deaths).toEqual({ state: 'limited', where: { nl: 'Loket 3', fr: 'Guichet 3' } })
    const third = changePage(second, { service: 'ID_documents', state: 'available', message: 'Hallo', lang: 'nl' }, now)
    expect(third.services.deaths).toEqual(second.services.deaths)
    expect(third.services['id-documents']).toEqual({ state: 'available', where: {} })
    expect(third.message).toEqual({ nl: 'Hallo' })
    expect(third.changedAt).toBe(now)
  })

  test('takes a text away when it is empty, and control codes out of it', () => {
    const page = changePage(emptyPage, { message: ' a\u001b[31m\n\u202eb ', lang: 'nl' }, now)
    expect(page.message).toEqual({ nl: 'a [31m b' })
    expect(changePage(page, { message: ' ', lang: 'nl' }, now).message).toEqual({})
  })

  test.each([
    [{}, 'cloud.page-nothing'],
    [{ service: 'deths', state: 'limited' }, 'cloud.page-service did you mean "deaths"?'],
    [{ service: '__proto__', state: 'limited' }, 'cloud.page-service'],
    [{ service: 'deaths', state: 'broken' }, 'cloud.page-state'],
    [{ service: 'deaths', where: 'Loket 3' }, 'cloud.page-state'],
    [{ message: 'x'.repeat(1001) }, 'cloud.page-text'],
    [{ service: 'deaths', state: 'limited', where: 'x'.repeat(301) }, 'cloud.page-text'],
  ])('that makes no sense is refused: %j', (change, why) => {
    expect(refused(() => changePage(emptyPage, { lang: 'nl', ...change }, now))).toContain(why)
  })
})
