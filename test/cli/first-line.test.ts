import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { eveningDrill } from '../support/evening-drill.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = join(small, 'answers.yaml')
const plan = ['activate', 'willebroek', '--plan', 'small', '--profile', profile, '--answers', answers, '--until', 'F1']

async function activate(home: string) {
  const { code, err } = await cli(home, '--json', '--runbooks', small, ...plan)
  const last = err.trimEnd().split('\n').at(-1) ?? ''
  return { code, error: last.startsWith('{') ? JSON.parse(last).error : null }
}

/** All that stands among the incidents, hidden or not. */
function left(home: string): readonly string[] {
  const folder = join(home, 'incidents')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** What the disk is asked, and this is the one time that it says no. */
type Asked = (name: keyof Disk, argument: unknown, call: number) => boolean

const changing = ['makeFolder', 'open', 'write', 'sync', 'syncFolder', 'rename'] as const

/** The disk of this process fails once, where `isIt`. Gives how many calls there were. */
async function failingOnce<T>(code: string, isIt: Asked, work: () => Promise<T>): Promise<readonly [T, number]> {
  let calls = 0
  let hasFailed = false
  for (const name of changing) {
    const real = realDisk[name].bind(realDisk) as (...all: readonly unknown[]) => unknown
    vi.spyOn(realDisk, name).mockImplementation(((...all: readonly unknown[]) => {
      if (name === 'open' && all[1] !== 'create') return real(...all)
      calls += 1
      if (!hasFailed && isIt(name, all.at(-1), calls)) {
        hasFailed = true
        throw Object.assign(new Error(code), { code })
      }
      return real(...all)
    }) as never)
  }
  try {
    return [await work(), calls]
  } finally {
    vi.restoreAllMocks()
  }
}

const isFirstLine: Asked = (name, bytes) =>
  name === 'write' && Buffer.from(bytes as Uint8Array).includes('"type":"incident.opened"')

test.each(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'])(
  'a disk that fails (%s) at the first line of an incident: the reason, and nothing is left',
  async (code) => {
    const home = tempFolder()
    const [said] = await failingOnce(code, isFirstLine, () => activate(home))
    expect(said).toMatchObject({
      code: 5,
      error: { code: 'home.unwritable', message: `can't write in HOME (${code})` },
    })
    expect(said.error.hint).toContain('nothing was done')
    expect(left(home)).toEqual([])
    // The next try begins it, under the name that it should have.
    expect((await activate(home)).code).toBe(4)
    expect(left(home)).toEqual([expect.stringMatching(/^willebroek-\d{4}-\d\d-\d\d$/)])
  },
)

test('at whatever call the disk is full, there is a whole incident or none, and none is a home that can not be written', async () => {
  const seen = { none: 0, whole: 0 }
  for (let call = 1; ; call += 1) {
    const home = tempFolder()
    const [said, calls] = await failingOnce(
      'ENOSPC',
      (_name, _argument, at) => at === call,
      () => activate(home),
    )
    if (calls < call) break
    const there = left(home)
    expect(
      there.filter((name) => name.startsWith('.')),
      `call ${call}`,
    ).toEqual([])
    if (there.length === 0) {
      // The key of this machine is made before the incident is, and says the same of itself.
      const message = expect.stringMatching(
        /^(?:can't write in HOME|the key HOME\/keys\/log.key can't be used) \(ENOSPC\)$/,
      )
      expect(said.error, `call ${call}`).toMatchObject({ message })
      seen.none += 1
      continue
    }
    const { out } = await cli(home, '--json', 'verify', there[0] ?? '')
    expect(JSON.parse(out).verdict, `call ${call}`).not.toBe('tampered')
    seen.whole += 1
  }
  expect(seen.none).toBeGreaterThan(5)
  expect(seen.whole).toBeGreaterThan(5)
})

test.each(['ENOSPC', 'EIO'])('a disk that fails (%s) at the first line of an exercise: the same', async (code) => {
  const home = tempFolder()
  const begun = () => eveningDrill(home).catch((error: unknown) => error)
  const [said] = await failingOnce(code, isFirstLine, begun)
  expect(said).toMatchObject({ code: 'home.unwritable', exit: 5, text: { en: `can't write in ${home} (${code})` } })
  // What exercises remember of this machine may stay.
  expect(readdirSync(join(home, 'drills')).filter((name) => name !== '.machine')).toEqual([])
})
