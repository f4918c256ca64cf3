import type { ActionPort } from '../../core/ports.ts'
import type { Text } from '../../core/text.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import { createCloudAction } from '../cloud/cloud-action.ts'
import { isUp } from './simulated-cloud.ts'
import { worldEvent } from './world-event.ts'

type CloudPorts = Parameters<typeof createCloudAction>[0]

/** The emergency cloud as an act of a drill, whichever provider it has: that it came up or was closed is a fact of the world. */
export function simulatedCloudAction(parts: CloudPorts & { drill(): DrillState }): ActionPort<'cloud'> {
  const action = createCloudAction(parts)
  return {
    ...action,
    perform: async (asked, context) => {
      const outcome = await action.perform(asked, context)
      const act = asked.cloud
      if (outcome.result !== 'done' || act === 'hand-back' || isUp(parts.drill()) === (act === 'up')) return outcome
      const change = { cause: `cloud:${act}`, what: words[act], changes: [] }
      await context.record([worldEvent(change, context)])
      return outcome
    },
  }
}

const words: Readonly<Record<'up' | 'down', Text>> = {
  up: { en: 'the emergency cloud is up', nl: 'de noodcloud werkt' },
  down: { en: 'the emergency cloud is closed', nl: 'de noodcloud is dicht' },
}
