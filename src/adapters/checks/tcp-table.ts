import { readFile } from 'node:fs/promises'

/** A connection of this machine, as the system's list of them names it. */
export interface TableConnection {
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
}

/**
 * The number of questions of the system that the other side of our connection left unanswered, or null where that can't be read.
 * Connections to several addresses may have one local port.
 */
export async function unanswered(connection: TableConnection): Promise<number | null> {
  for (const table of ['/proc/self/net/tcp', '/proc/self/net/tcp6']) {
    const found = unansweredIn(await readFile(table, 'latin1').catch(() => ''), connection)
    if (found !== null) return found
  }
  return null
}

/** The same in the text of such a list. */
export function unansweredIn(table: string, { localPort, remoteAddress, remotePort }: TableConnection): number | null {
  const wanted = `${inTable(remoteAddress)}:${hex(remotePort, 4)}`
  for (const line of table.split('\n')) {
    // sl local remote state queues timer retransmits uid unanswered …; state 01 is established.
    const [, local = '', remote, state, , , , , count] = line.trim().split(/\s+/)
    if (local.endsWith(`:${hex(localPort, 4)}`) && remote === wanted && state === '01') return Number(count)
  }
  return null
}

/** An address as the list has it: each four bytes as the number that they are on this machine, which begins with the last one. */
function inTable(address: string): string {
  const bytes = address.includes(':') ? bytesOf6(address) : address.split('.').map(Number)
  return bytes.map((_byte, index) => hex(bytes[index - (index % 4) + 3 - (index % 4)] ?? 0, 2)).join('')
}

function bytesOf6(address: string): readonly number[] {
  // `%eth0` names the way to it.
  const [before = '', after] = address.replace(/%.*/, '').split('::')
  const [front, back] = [groups(before), groups(after ?? '')]
  const zeros = after === undefined ? 0 : 16 - front.length - back.length
  return [...front, ...Array.from({ length: zeros }, () => 0), ...back]
}

function groups(text: string): readonly number[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number)
    const number = Number.parseInt(group, 16)
    return [number >> 8, number & 255]
  })
}

function hex(number: number, digits: number): string {
  return number.toString(16).toUpperCase().padStart(digits, '0')
}
