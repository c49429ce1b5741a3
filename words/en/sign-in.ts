/** The page where people sign in, and what refuses them there and wherever they prove who they are. */
export const signIn = {
  page: {
    title: 'Sign in',
    forgotPassword: 'Forgot password?',
    passwordChanged: 'Your password has been changed. Sign in with it.',
  },
  form: {
    identifier: 'Username or e-mail',
    password: 'Password',
    submit: 'Sign in',
  },
  newPassword: {
    title: 'Choose a new password',
    description: 'The password of {username} was set by an administrator. Choose one that only you know.',
  },
  newPasswordForm: {
    submit: 'Save and sign in',
  },
  errors: {
    identifierMissing: 'Enter your username or e-mail address.',
    identifierTooLong: 'This is too long for a username or an e-mail address.',
    identifierHoldsNull: 'A username cannot hold a null character.',
    passwordMissing: 'Enter your password.',
    refused:
      'The username or password is not right. After several wrong attempts the right ones wait up to 15 minutes; “Forgot password?” works at once.',
    notSignedIn: 'You could not be signed in. Try again.',
    tokenIsNoProof: 'Sign in and do this in the console: an API token does not prove that it is you.',
    currentPasswordMissing: 'Enter your current password.',
    currentPasswordWrong: 'This is not your current password.',
  },
} as const
