import type { EventData, EventType, LogEvent } from '../core/event.ts'
import type { Text } from '../core/text.ts'
import type { View } from '../core/view.ts'

/** The parts of a view from which titles are taken. */
export type Titles = Pick<View, 'steps' | 'clocks'>

export type Teller<T extends EventType> = (data: EventData[T], event: LogEvent, view: Titles) => Text
