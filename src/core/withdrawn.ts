/**
 * The operator went back out of a question and nothing was said. `again`: to a question of the same step that was answered
 * before, so the step is asked once more, and what stays answered is not asked again. Otherwise she left the step.
 */
export class Withdrawn extends Error {
  readonly again: boolean

  constructor(again: boolean) {
    super('the operator went back')
    this.again = again
  }
}
