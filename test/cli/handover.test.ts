import { expect, test } from 'vitest'
import { begunIncident } from '../support/begun-incident.ts'
import { cli } from '../support/run-cli.ts'

test.each(['Els Peeters', 'els peeters', 'Els Peeters (lead)'])(
  'nobody hands over to herself, whatever role stands behind her name: %s',
  async (to) => {
    const { home } = await begunIncident()
    const said = await cli(home, '--operator', 'Els Peeters', 'handover', 'willebroek', to)
    expect([said.code, said.err]).toEqual([2, expect.stringContaining(to)])
    const other = await cli(home, '--operator', 'Els Peeters', 'handover', 'willebroek', 'Cato Denkbeeld (systems)')
    expect(other.code, other.err).toBe(0)
  },
)
