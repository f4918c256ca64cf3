import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { setTimeout as after } from 'node:timers/promises'
import type { HeldEnd } from '../../core/event.ts'
import { elapsed } from '../clock/elapsed.ts'
import { unanswered } from './tcp-table.ts'

/** A connection that was open before an act, and is kept open over it without a byte being sent. */
export interface HeldConnection {
  /** The other end of the connection: an address and a port. */
  readonly to: string
  /** The act begins now: what ended before was not ended by it. */
  actBegins(): void
  /** Tells what became of it, once the act is done. Takes a few seconds at most. */
  end(signal: AbortSignal): Promise<HeldStory>
  close(): void
}

export interface HeldStory {
  readonly end: HeldEnd
  readonly seen: string
}

/**
 * The milliseconds after which the system asks the other side again whether it is still there: libuv asks once a
 * second.
 */
const askEvery = 1000
/** Unanswered so often, a connection is through to nobody. */
const enoughSilence = 3
/** The milliseconds by which an answer has come from whoever is there: two questions and a slow line. */
const aliveAfter = 3500
const patienceMs = 8000
/** The other side may say goodbye while the act takes hold; later than this, its word came through a way that is closed. */
const farewellMs = 2000

/**
 * Opens a connection and keeps it. Nothing is sent over it: the system's own keep-alive asks whether the other side is there,
 * which no application sees, and the number of questions without an answer stands in /proc/net/tcp. null: it can't be opened.
 */
export function holdConnection(ip: string, port: number, timeoutMs: number, signal: AbortSignal) {
  return new Promise<HeldConnection | null>((done) => {
    const socket = connect({ host: ip, port, keepAlive: true, keepAliveInitialDelay: askEvery })
    const give = (held: HeldConnection | null) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      socket.removeListener('error', giveUp)
      if (held === null) socket.destroy()
      done(held)
    }
    const giveUp = () => give(null)
    const timer = setTimeout(giveUp, timeoutMs)
    signal.addEventListener('abort', giveUp, { once: true })
    socket.once('error', giveUp)
    socket.once('connect', () => give(held(socket, `${ip}:${port}`)))
    if (signal.aborted) giveUp()
  })
}

/** The end that the connection came to by itself, if it did. */
interface Ending {
  readonly at: number
  readonly how: 'closed' | 'reset' | 'given-up'
}

function held(socket: Socket, to: string): HeldConnection {
  let ending: Ending | null = null
  let heardAt: number | null = null
  let actAt: number | null = null
  const { localAddress = '', localPort = 0, remoteAddress = '', remotePort = 0 } = socket
  const finish = (how: Ending['how']) => {
    ending ??= { at: performance.now(), how }
  }
  socket.on('data', () => {
    heardAt = performance.now()
  })
  socket.on('end', () => finish('closed'))
  socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code === 'ECONNRESET' ? 'reset' : 'given-up'))
  // It must not keep the program awake.
  socket.unref()
  const look = async (signal: AbortSignal): Promise<HeldStory> => {
    const done = performance.now()
    for (;;) {
      const now = performance.now()
      if (ending !== null) return ended(ending, actAt ?? done, done)
      if (heardAt !== null && heardAt > done) return alive('it still sends')
      if (!hasAddress(localAddress)) return { end: 'unknown', seen: `this machine lost its address ${localAddress}` }
      const silence = await unanswered({ localPort, remoteAddress, remotePort })
      if (silence === null) {
        if (now - done > aliveAfter)
          return { end: 'unknown', seen: 'this system does not tell whether it still gets through' }
      } else if (silence >= enoughSilence || (silence > 0 && now - done > patienceMs))
        return stalled(`${silence} times`)
      else if (silence === 0 && now - done > aliveAfter) return alive('the other side still answers')
      if (signal.aborted) return { end: 'unknown', seen: 'interrupted' }
      await after(100)
    }
  }
  return {
    to,
    actBegins: () => {
      actAt = performance.now()
    },
    end: look,
    close: () => socket.destroy(),
  }
}

function ended({ at, how }: Ending, began: number, done: number): HeldStory {
  if (at < began) return { end: 'lost', seen: `the other side had ended it before the act began` }
  if (how === 'given-up') return stalled('to the end')
  if (how === 'reset') return { end: 'ended', seen: 'it was reset' }
  if (at - done > farewellMs)
    return alive(`the other side closed it ${elapsed(at - done)} after the act, so its word came through`)
  return { end: 'ended', seen: 'the other side closed it' }
}

function alive(seen: string): HeldStory {
  return { end: 'alive', seen }
}

function stalled(howOften: string): HeldStory {
  return {
    end: 'stalled',
    seen: `it only stalls (asked ${howOften} without an answer, and nobody ended it): it goes on when this way is open again`,
  }
}

function hasAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '')
  return Object.values(networkInterfaces()).some((list) => list?.some((one) => one.address === plain) === true)
}
