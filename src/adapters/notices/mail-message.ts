import MailComposer from 'nodemailer/lib/mail-composer'

/** A message as a file: RFC 5322 with CRLF, UTF-8 body. It is prepared for a person to send; nothing is sent from here. */
export function mailMessage(parts: {
  readonly from: string | null
  readonly to: string | null
  readonly subject: string
  readonly text: string
  /** RFC 3339 UTC. */
  readonly date: string
  /** Left side of the message id; the same notice prepared again at the same moment is the same message. */
  readonly id: string
  /** More headers, by name. */
  readonly headers: { readonly [name: string]: string }
}): Promise<string> {
  const { from, to, subject, text, date, id, headers } = parts
  const composer = new MailComposer({
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    subject,
    text,
    date: new Date(date),
    messageId: `<${id}@cyber-respond.invalid>`,
    // A header that mail programs read as "open this for editing", so that she can send it from a clean account.
    headers: { 'X-Unsent': '1', ...headers },
    newline: '\r\n',
  })
  return new Promise((resolve, reject) => {
    composer.compile().build((error, message) => (error === null ? resolve(message.toString('utf8')) : reject(error)))
  })
}
