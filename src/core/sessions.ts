import type { Draft, EventData } from './event.ts'
import { needs03 } from './needs.ts'
import type { Machine } from './session-event.ts'
import type { State } from './state.ts'

/** What a session says when it starts beside others that may be open, or does several acts at once. */
export function sharedSession(
  machine: Machine,
  session: Pick<EventData['session.started'], 'version' | 'mode'>,
): EventData['session.started'] {
  return { ...session, machine, shared: true, needs: needs03 }
}

/** The drafts that say which open sessions are gone, by their process. */
export function lostSessions(
  { sessions }: Pick<State, 'sessions'>,
  isGone: (run: string) => boolean,
): readonly Draft[] {
  return Object.entries(sessions)
    .filter(([run, { shared }]) => shared && isGone(run))
    .map(([run, { actor: person }]) => ({
      type: 'session.lost',
      actor: 'cyber-respond',
      data: { run, person, needs: needs03 },
    }))
}
