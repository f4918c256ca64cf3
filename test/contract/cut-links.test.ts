import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SeenBefore } from '../../src/core/event.ts'
import { goesOn, isEnough } from '../../src/core/proof-strength.ts'
import { lacks } from '../support/needs.ts'

// Three machines in namespaces: a laptop, the firewall that forwards, and the service behind the link.
const [laptop, wall, service] = ['laptop', 'wall', 'service'].map((name) => `crproof-${process.pid}-${name}`) as [
  string,
  string,
  string,
]
const there = '10.77.2.1:4444'
const program = join(import.meta.dirname, '../support/cut-program.ts')
const listener = `
  require('node:net').createServer((socket) => socket.on('error', () => {}).resume()).listen(4444, '10.77.2.1', () => console.log('up'))`

function sh(script: string): void {
  execFileSync('sh', ['-euc', script], { stdio: ['ignore', 'ignore', 'pipe'] })
}

const missing =
  lacks('root, who may make network namespaces', ['sh', '-c', 'test "$(id -u)" = 0']) ||
  lacks('nft, ip and conntrack (nftables, iproute2, conntrack)', ['sh', '-c', 'nft -v && ip -V && conntrack -V']) ||
  lacks('network namespaces with nftables', [
    'sh',
    '-c',
    'ip netns add crproof-try && ip netns exec crproof-try nft list ruleset; status=$?; ip netns del crproof-try; exit $status',
  ])

let server: ChildProcess | null = null

describe.skipIf(missing)('a cut on a real firewall', () => {
  beforeAll(async () => {
    sh(`
      for name in ${laptop} ${wall} ${service}; do ip netns add $name; ip -n $name link set lo up; done
      ip -n ${laptop} link add here type veth peer name one netns ${wall}
      ip -n ${service} link add here type veth peer name two netns ${wall}
      ip -n ${laptop} addr add 10.77.1.1/24 dev here
      ip -n ${service} addr add 10.77.2.1/24 dev here
      ip -n ${wall} addr add 10.77.1.254/24 dev one
      ip -n ${wall} addr add 10.77.2.254/24 dev two
      for place in "${laptop} here" "${service} here" "${wall} one" "${wall} two"; do
        set -- $place; ip -n $1 link set $2 up
      done
      ip -n ${laptop} route add default via 10.77.1.254
      ip -n ${service} route add default via 10.77.2.254
      ip netns exec ${wall} sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
    `)
    server = spawn('ip', ['netns', 'exec', service, process.execPath, '-e', listener], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(server.stdout as NodeJS.ReadableStream, 'data')
  })

  afterAll(() => {
    server?.kill('SIGKILL')
    sh(`for name in ${laptop} ${wall} ${service}; do ip netns del $name; done`)
  })

  /** Every rule set watches connections first, as a firewall does that lets answers through. */
  async function cutWith(rules: readonly string[], flows = ''): Promise<readonly [SeenBefore, Seen]> {
    load(['ct state established,new accept'])
    const child = spawn('ip', ['netns', 'exec', laptop, process.execPath, program, there], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const line = async () => JSON.parse((await lines.next()).value ?? 'null')
    const before = await line()
    load(rules)
    if (flows !== '') sh(`ip netns exec ${wall} ${flows}`)
    child.stdin.write('cut\n')
    return [before, await line()]
  }

  function load(rules: readonly string[]): void {
    const lines = [
      'flush ruleset',
      'table ip cut {',
      'chain forward {',
      'type filter hook forward priority 0',
      ...rules,
    ]
    execFileSync('ip', ['netns', 'exec', wall, 'nft', '-f', '-'], { input: `${lines.join('\n')}\n}\n}\n` })
  }

  interface Seen {
    readonly verdict: string
    readonly seen: string
    readonly before: SeenBefore
  }

  test.each([
    ['plain drop: nothing gets through, and the connection only stalls', ['drop'], '', 'stalled', true],
    [
      'drop behind an established-accept: the attacker goes on',
      ['ct state established accept', 'drop'],
      '',
      'alive',
      false,
    ],
    ['reject without a reset: the connection only stalls', ['reject'], '', 'stalled', true],
    [
      'reject with tcp reset before the established-accept: the connection ends',
      ['meta l4proto tcp reject with tcp reset', 'ct state established accept', 'drop'],
      '',
      'ended',
      true,
    ],
    [
      'the flows deleted behind an established-accept: nothing gets through any more',
      ['ct state established accept', 'drop'],
      'conntrack -D -p tcp --dport 4444',
      'stalled',
      true,
    ],
  ] as const)(
    '%s',
    async (_name, rules, flows, end, enough) => {
      const [before, after] = await cutWith(rules, flows)
      expect(before).toMatchObject({ subject: `tcp ${there}`, there: 'yes' })
      // A fresh connection is refused in all of them: by itself it would prove a cut that is none.
      expect(after.verdict).toBe('pass')
      expect(after.before.held?.end).toBe(end)
      const record = { kind: 'check', verdict: 'pass', seen: after.seen, before: after.before } as const
      expect([isEnough(record), goesOn(record)]).toEqual([enough, end === 'alive'])
    },
    30_000,
  )
})
