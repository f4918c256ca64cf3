/** The answer to a question about a time that nobody knows, as the record keeps it. */
export const unknownMoment = 'unknown'
