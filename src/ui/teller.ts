import type { EventData, EventType, LogEvent } from '../core/event.ts'
import type { Text } from '../core/text.ts'
import type { View } from '../core/view.ts'

/** What titles come from. */
export type Titles = Pick<View, 'steps' | 'clocks'>

export type Teller<T extends EventType> = (data: EventData[T], event: LogEvent, view: Titles) => Text
