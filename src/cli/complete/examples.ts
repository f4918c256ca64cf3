import type { ExamplesOf } from '../wiring/example.ts'

export const completeExamples: ExamplesOf = {
  completion: [
    [
      'completion bash',
      {
        en: 'in ~/.bashrc: eval "$(cyber-respond completion bash)"',
        nl: 'in ~/.bashrc: eval "$(cyber-respond completion bash)"',
      },
    ],
    [
      'completion fish --program /media/stick/cyber-respond',
      { en: 'for a program on a stick', nl: 'voor een programma op een stick' },
    ],
  ],
}
