/** A notice before it becomes files. `to` is a mail address, or null when the addressee has none. */
export interface Notice {
  readonly to: string | null
  readonly subject: string
  readonly text: string
}

/** Puts on a notice what its world wants to have on it; `headers` are more headers of the mail, by name. */
export type Stamp = (notice: Notice) => Notice & { readonly headers: { readonly [name: string]: string } }

/** The real world adds nothing. */
export const unstamped: Stamp = (notice) => ({ ...notice, headers: {} })
