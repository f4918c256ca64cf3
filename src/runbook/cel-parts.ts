import type { ASTNode } from '@marcbachmann/cel-js'

/** The parts right inside of a part. */
export function partsIn(part: ASTNode): readonly ASTNode[] {
  const { op } = part
  if (op === 'value' || op === 'id') return []
  if (op === '.' || op === '.?') return [part.args[0]]
  if (op === '!_' || op === '-_') return [part.args]
  if (op === 'call') return part.args[1]
  if (op === 'rcall') return [part.args[1], ...part.args[2]]
  return op === 'map' ? part.args.flat() : part.args
}
