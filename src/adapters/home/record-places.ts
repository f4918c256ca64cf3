/** An incident, or a drill: the same kind of folder in another place, so that one never passes for the other. */
export type RecordKind = 'incident' | 'drill'

/** The folders of a home in which records lie, by their kind. */
export const places = { incident: 'incidents', drill: 'drills' } as const
