import type { World } from '../../drill/world.ts'

/** Whether an address answers: while a way to it is open, or the backup there is attached and not destroyed. */
export function tcpAnswer(world: World, address: string): { readonly open: boolean; readonly how: string } {
  const wanted = plainAddress(address)
  const states = [
    ...Object.values(world.links).map(({ probe, state }) => ({ probe, open: state === 'open' })),
    ...Object.values(world.backups).map(({ probe, attached, state }) => ({
      probe,
      open: attached && state !== 'destroyed',
    })),
  ].filter(({ probe }) => probe !== null && plainAddress(probe) === wanted)
  if (states.length === 0) return { open: false, how: 'no such host in the exercise' }
  return { open: states.some(({ open }) => open), how: 'no answer' }
}

function plainAddress(address: string): string {
  return address.trim().toLowerCase()
}

/**
 * The answer of a web address: for a service that it names, whether that is up; anything else answers and says nothing.
 */
export function serviceAt(world: World, url: string): { readonly status: number; readonly body: string } {
  const words = new Set(url.toLowerCase().split(/[^a-z0-9-]+/))
  const named = Object.entries(world.services).find(([id]) => words.has(id.toLowerCase()))
  if (named === undefined) return { status: 200, body: 'EXERCISE' }
  const [id, state] = named
  return { status: state === 'down' ? 503 : 200, body: `EXERCISE: ${id}: ${state}` }
}
