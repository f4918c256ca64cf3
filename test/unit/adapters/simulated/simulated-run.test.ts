import { describe, expect, it } from 'vitest'
import { drillScenario, playWorld, runs } from '../../../support/drill-world.ts'

const command = (match: string, part = {}) => ({ match, exit: 0, output: '', change: [], ...part })

describe('a simulated command', () => {
  it('of the profile cuts its link, restores it, and detaches its backup', async () => {
    const { act, drill } = playWorld()
    const cut = await act(runs('fw', 'cut', '{{ "{{ literal }}" }}'))
    expect(cut).toMatchObject({ result: 'done', summary: { en: 'exit 0 in 0 ms', nl: 'exitcode 0 in 0 ms' } })
    expect(cut.detail).toMatchObject({ end: 'exited', exit: 0, output: 'EXERCISE: simulated\n' })
    expect(cut.events).toEqual([
      {
        ...{ type: 'world.changed', actor: 'An', step: 'isolate/x' },
        data: {
          cause: 'link:internet',
          what: { en: 'the link the internet is closed', nl: 'de verbinding the internet is dicht' },
          changes: [{ link: 'internet', to: 'closed' }],
        },
      },
    ])
    expect(drill().world.links.internet?.state).toBe('closed')
    await act(runs('fw', 'open'))
    expect(drill().world.links.internet?.state).toBe('open')
    await act(runs('tape', 'off'))
    expect(drill().world.backups.tape?.attached).toBe(false)
  })

  it('that nobody knows ends well and changes nothing', async () => {
    const outcome = await playWorld().act(runs('rm', '-rf', '/'))
    expect(outcome).toMatchObject({ result: 'done', events: [] })
  })

  it('fails as often as the scenario says, each time on record, and then does what it should', async () => {
    const scenario = drillScenario({
      commands: [command('fw cut*', { failures: 2, output: 'sessions ended', takes: '30s' })],
    })
    const { act, drill, clock } = playWorld({ scenario })
    const cut = runs('fw', 'cut', '{{ "{{ literal }}" }}')
    const first = await act(cut)
    expect(first).toMatchObject({
      result: 'failed',
      summary: { en: 'exit 1 in 30 s; last line: EXERCISE: simulated: it failed' },
    })
    expect(first.events).toMatchObject([{ data: { cause: 'command:fw cut*', changes: [] } }])
    expect((await act(cut, 'isolate/x', {}, 2)).result).toBe('failed')
    expect(drill().world.links.internet?.state).toBe('open')
    const third = await act(cut, 'isolate/x', {}, 3)
    expect(third).toMatchObject({ result: 'done', detail: { output: 'EXERCISE: sessions ended\n', ms: 30_000 } })
    expect(drill().world.links.internet?.state).toBe('closed')
    expect(clock.now().toString()).toBe('2022-12-12T06:31:30Z')
  })

  it('takes the first pattern that matches, with * for anything', async () => {
    const scenario = drillScenario({
      services: [{ id: 'births', tier: 0, owner: null, state: 'down' }],
      commands: [
        command('ping *.example', { exit: 3 }),
        command('start*births*', { change: [{ service: 'births', to: 'up' }] }),
        command('*', { exit: 9 }),
      ],
    })
    const { act, drill } = playWorld({ scenario })
    expect((await act(runs('ping', 'a.example'))).detail).toMatchObject({ exit: 3 })
    expect((await act(runs('ping', 'a.example', 'x'))).detail).toMatchObject({ exit: 9 })
    expect((await act(runs('start', 'births'))).result).toBe('done')
    expect(drill().world.services.births).toBe('up')
  })

  it('that takes longer than its step allows is ended, and without its values it is not run', async () => {
    const scenario = drillScenario({ commands: [command('slow', { takes: '1h' })] })
    const { act } = playWorld({ scenario })
    const late = await act({ kind: 'run', run: { command: ['slow'], changes: true, timeout: '1m' } })
    expect(late).toMatchObject({ result: 'failed', summary: { en: 'timed out after 1 m; ended by SIGTERM' } })
    const missing = await act(runs('{{ nothing.here }}'))
    expect(missing.result).toBe('failed')
    expect(JSON.stringify(missing.summary)).toContain('not run')
  })
})
