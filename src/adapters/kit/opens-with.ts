/** What opens a closed file: a passphrase, or the text of a file with age identities, as age-keygen writes it. */
export type OpensWith = { readonly passphrase: string } | { readonly identity: string }
