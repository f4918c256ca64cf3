import { describe, expect, it } from 'vitest'
import { notForList, notForText } from '../../../src/prompts/refused.ts'

describe('why a paste was not taken', () => {
  it('says in Dutch how much came, with a verb that fits the number', () => {
    expect(notForList({ text: 'een\ntwee\ndrie\n', length: 14 }).nl).toBe(
      'er kwamen 3 regels in één keer, en daarmee is niets gekozen: kies met de pijlen en Enter',
    )
    expect(notForText('typed', 'ja', { text: 'ja', length: 2 }, '')?.nl).toBe(
      'er kwamen 2 tekens in één keer, en dit moet getypt worden: niets is overgenomen',
    )
    expect(notForText('typed', 'j', { text: 'j', length: 1 }, '')?.nl).toBe(
      'er kwam 1 teken in één keer, en dit moet getypt worden: niets is overgenomen',
    )
    expect(notForText('line', 'een\ntwee', { text: 'een\ntwee', length: 8 }, '')?.nl).toBe(
      'er kwamen 2 regels in één keer, en hier past één regel: niets is overgenomen',
    )
  })
})
