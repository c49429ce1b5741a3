/** What people meet who forgot their password: the pages, the mail and the errors of recovery links. */
export const recovery = {
  request: {
    pageTitle: 'Forgot password',
    title: 'Forgot your password?',
    description: 'We send a link with which you choose a new one to the e-mail address of your account.',
    backToSignIn: 'Back to sign-in',
  },
  requestForm: {
    identifier: 'Username or e-mail',
    submit: 'Send the link',
  },
  requested: {
    title: 'Look into your mail',
    backToSignIn: 'Back to sign-in',
    onItsWay:
      'If there is an account with this name and it has an e-mail address, a message is on its way. The link in it works once, for 24 hours.',
    nothingCame:
      'Nothing came? Look among unwanted mail, <again>ask again</again> with your username, or ask whoever looks after accounts.',
  },
  confirm: {
    title: 'Choose a new password',
    account:
      'This link is for the account <account>{username}</account>. If it is not yours, close this page.',
    namedAccount:
      'This link is for the account <account>{username} ({name})</account>. If it is not yours, close this page.',
  },
  confirmForm: {
    submit: 'Continue',
  },
  password: {
    title: 'Choose a new password',
    description:
      'For the account <account>{username}</account>. Whoever is signed in to it will be signed out.',
  },
  passwordForm: {
    submit: 'Change password',
  },
  over: {
    backToSignIn: 'Back to sign-in',
    askAgain: 'Ask for a new link',
    expired: {
      title: 'This link has expired',
      text: 'Recovery links work for a limited time only. Ask for a new one.',
    },
    used: {
      title: 'This link has been used',
      text: 'A password was chosen with it, and it works only once. If that was not you, ask for a new link at once and tell whoever looks after accounts.',
    },
    replaced: {
      title: 'There is a newer link',
      text: 'A newer recovery link was made for this account, which ended this one. Use the newest you have, or ask for another.',
    },
    revoked: {
      title: 'This link no longer works',
      text: 'It was withdrawn, for instance because the password was changed in another way. Ask for a new one.',
    },
    open: {
      title: 'This took too long',
      text: 'Open the recovery link again: it still works until a password is chosen with it.',
    },
    unknown: {
      title: 'This link does not work',
      text: 'Part of the address may be missing, or this page was open for too long. Open the link again, or ask for a new one.',
    },
  },
  mail: {
    subject: 'Choose a new password for Latchkey',
    title: 'Choose a new password',
    preview: 'For the account {username}. {asked}',
    asked: {
      self: 'You, or somebody else, asked for a new password at the sign-in page.',
      administrator: 'An administrator sent you this link, so that you can choose a new password.',
    },
    otherwise: {
      self: 'If it was not you, ignore this mail. Your password stays as it is.',
      administrator:
        'If you did not expect this, do not use the link and ask your administrator. Your password stays as it is.',
    },
    keepIt: '{otherwise} Never pass this link on: whoever has it can take over the account.',
    username: 'Your username is <name>{username}</name>.',
    button: 'Choose a new password',
    address: 'Or open this address in a browser:',
    lifetime: 'The link works once, until {moment}.',
  },
  change: {
    extend: 'Extend',
    extendTitle: 'Extend the recovery link',
    extended: 'Recovery link works until {moment}',
    worksUntil: 'Works until',
    fromNow: '{lifetime} from now',
    atMost: '7 days after it was made, {moment}',
    revoke: 'Revoke',
    revokeTitle: 'Revoke the recovery link',
    revokeText: 'Whoever has it can no longer choose a password with it. The password stays as it is.',
    revokeLink: 'Revoke link',
    revoked: 'Recovery link revoked',
  },
  errors: {
    over: 'This recovery link no longer works.',
    tookTooLong: 'This recovery link no longer works, or this took too long. Open the link again.',
    ended: 'This recovery link has ended already.',
    longest:
      'This recovery link works until 7 days after it was made, as long as any. Make a new one instead.',
  },
} as const
