import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { cli, root, tempFolder } from './run-cli.ts'

const profile = join(root, 'fixtures/profiles/willebroek.yaml')
/** A name that a record must not show. */
export const secretLead = 'Zoë Onvindbaar'

/** A plan of two steps that ask for personal data, with a profile that says so of the people who are called. */
export async function incidentWithPeople(lang = 'en') {
  const [home, folder] = [tempFolder(), tempFolder()]
  const write = (name: string, content: object | string): string => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const text = (word: string) => ({ en: word, nl: word })
  const lead = { title: text('Who leads?'), type: 'text', personal: true }
  const how = { title: text('How?'), type: 'text' }
  const base = { done_when: text('done'), role: 'lead' }
  const steps = [
    { ...base, id: 'declare', code: 'X1', title: text('Declare'), ask: { lead, how } },
    {
      ...base,
      id: 'call-mayor',
      code: 'X2',
      title: text('Call the mayor'),
      call: { who: 'the mayor', phone: '015 00 00 00', say: text('come') },
    },
  ]
  write('only.yaml', { format: 'cyber-respond/runbook@1', id: 'only', title: text('Only'), steps })
  write('one.plan.yaml', { format: 'cyber-respond/plan@1', id: 'one', title: text('One'), runbooks: ['only'] })
  write('obligations.yaml', { format: 'cyber-respond/obligations@1', channels: [], obligations: [] })
  const own = write('profile.yaml', `${readFileSync(profile, 'utf8')}\npersonal: [contacts]\n`)
  const answers = write('answers.yaml', {
    format: 'cyber-respond/answers@1',
    plan: 'one',
    operator: 'Els Peeters',
    steps: {
      'only/declare': { answers: { lead: secretLead, how: 'by phone' } },
      'only/call-mayor': { proof: { word: { person: secretLead, statement: 'I come' } } },
    },
  })
  const line = ['--lang', lang, '--runbooks', folder, 'activate', 'willebroek', '--plan', 'one', '--profile', own]
  const said = await cli(home, ...line, '--answers', answers)
  expect(said.code, said.err).toBe(0)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  return { home, incident, path: join(home, 'incidents', incident), said }
}
