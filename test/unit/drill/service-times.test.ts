import { expect, test } from 'vitest'
import { type ServiceTarget, serviceTimes } from '../../../src/drill/service-times.ts'
import { sampleDrill } from '../../support/sample-drill.ts'

type Played = ReturnType<typeof sampleDrill>

/** A drill with one step for each service, of which the profile or a person gave these names. */
function playedWith(services: readonly { readonly id: string; readonly [key: string]: unknown }[]): Played {
  const played = sampleDrill()
  const steps = services.map((service) => ({
    ...{ instance: `emergency/real-case[${service.id}]`, status: 'open', scope: { service } },
  }))
  return { ...played, view: { ...played.view, steps: steps as unknown as Played['view']['steps'] } }
}

test('a service has the title of the catalogue, else that of the profile, else the name that somebody gave it', () => {
  const births: ServiceTarget = { id: 'births', title: { en: 'Births', nl: 'Geboorten' }, rto: '4h' }
  const played = playedWith([
    { id: 'births', title: { en: 'other', nl: 'ander' } },
    { id: 'ferry', title: { en: 'The ferry', nl: 'Het veer' }, name: 'veer' },
    { id: 'market', name: 'De markt' },
    { id: 'pool' },
  ])
  expect(serviceTimes(played, [births]).map(({ id, title }) => [id, title])).toEqual([
    ['births', { en: 'Births', nl: 'Geboorten' }],
    ['ferry', { en: 'The ferry', nl: 'Het veer' }],
    ['market', { en: 'De markt', nl: 'De markt' }],
    ['pool', null],
  ])
})
