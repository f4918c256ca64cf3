import type { Scope } from '../../core/expressions.ts'
import { cuts, reopens } from '../../core/open-links.ts'
import type { ActionPort, Actions } from '../../core/ports.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import type { World } from '../../drill/world.ts'
import { detachment, linkChange, type WorldChange } from './own-commands.ts'
import { worldEvent } from './world-event.ts'

/**
 * The confirmations of a drill, which change the simulated world too: when people say that a link is cut, a link is
 * reopened, a backup is detached or a service is back, it is so. A step that does one of these has it in its id and
 * goes over a list.
 */
export function simulatedConfirm(
  confirm: Actions['confirm'],
  { drill }: { drill(): DrillState },
): ActionPort<'confirm'> {
  return {
    ...confirm,
    perform: async (action, context) => {
      const outcome = await confirm.perform(action, context)
      if (outcome.result !== 'done') return outcome
      const change = changeByHand(context.instance, context.scope, drill().world)
      if (change !== null) await context.record([worldEvent(change, context)])
      return outcome
    },
  }
}

function changeByHand(instance: string, scope: Scope, world: World): WorldChange | null {
  const step = stepOfInstance(instance)
  const link = itemOf(scope.link)
  if (link !== null && Object.hasOwn(world.links, link.id)) {
    if (reopens.test(step)) return linkChange(link.id, link.name, 'open')
    if (cuts.test(step)) return linkChange(link.id, link.name, 'closed')
  }
  const backup = itemOf(scope.backup)
  if (backup !== null && Object.hasOwn(world.backups, backup.id) && step.startsWith('detach-')) {
    return detachment(backup.id, backup.name)
  }
  const service = itemOf(scope.service)
  if (service !== null && Object.hasOwn(world.services, service.id) && step === 'bring-back') {
    const { id, name } = service
    const what = { en: `the service ${name} is back`, nl: `de dienst ${name} werkt weer` }
    return { cause: `service:${id}`, what, changes: [{ service: id, to: 'up' }] }
  }
  return null
}

/** `cut-links-by-hand` of `isolate/cut-links-by-hand[internet]`. */
export function stepOfInstance(instance: string): string {
  return /^[^/]*\/([^[]*)/.exec(instance)?.[1] ?? instance
}

function itemOf(value: unknown): { readonly id: string; readonly name: string } | null {
  if (typeof value !== 'object' || value === null) return null
  const { id, name } = value as { readonly id?: unknown; readonly name?: unknown }
  if (typeof id !== 'string') return null
  return { id, name: typeof name === 'string' ? name : id }
}
