import type { StepView, View } from './view.ts'

/** A way in or out, and what became of it: nobody cut it yet, it was cut, or it was opened again since. */
export interface LinkStanding {
  readonly id: string
  readonly name: string
  readonly now: 'open' | 'cut' | 'reopened'
}

/** A step says in its id what it does to the item of its list: `cut-links`, `reopen-links-by-hand`. */
export const cuts = /^(cut|close|disconnect)-/
export const reopens = /^(reopen|restore|open)-/

/** The links that the plan cuts, in the order of their list. Empty where it cuts none, or nobody named them yet. */
export function linksOf({ steps }: Pick<View, 'steps'>): readonly LinkStanding[] {
  const links = new Map<string, LinkStanding & { readonly at: string }>()
  for (const step of steps) {
    const { each, id } = step.step
    if (each?.in !== list || step.needsItems) continue
    const link = itemOf(step, each.as)
    if (link === null || !(cuts.test(id) || (links.has(link.id) && reopens.test(id)))) continue
    const known = links.get(link.id) ?? { ...link, now: 'open', at: '' }
    const at = step.status === 'done' ? (step.record?.at ?? '') : ''
    links.set(link.id, at > known.at ? { ...known, now: cuts.test(id) ? 'cut' : 'reopened', at } : known)
  }
  return [...links.values()].map(({ id, name, now }) => ({ id, name, now }))
}

const list = 'profile.links'

function itemOf({ scope }: StepView, as: string): { readonly id: string; readonly name: string } | null {
  const item = scope[as]
  if (typeof item !== 'object' || item === null) return null
  const { id, name } = item as { readonly id?: unknown; readonly name?: unknown }
  if (typeof id !== 'string') return null
  return { id, name: typeof name === 'string' ? name : id }
}
