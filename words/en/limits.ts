/** What is said to whoever tries too often. */
export const limits = {
  errors: {
    tooMany: 'Too many attempts. Try again in {minutes, plural, one {a minute} other {# minutes}}.',
    tooManyAtOnce: 'Too many people are signing in at this moment. Try again shortly.',
  },
} as const
