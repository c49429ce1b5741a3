/**
 * The form in which usernames and e-mail addresses are compared: NFKC, without regard to case. Full case folding by
 * way of upper case, so that "ß" meets "ss" and the dotless "ı" meets "i"; lower case first, because the capital "ẞ"
 * has no other way there. The final "ς" is no letter of its own.
 */
export function nameKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
}

/** The form in which text is searched and names are sorted: as nameKey, and without accents. */
export function searchForm(text: string): string {
  return nameKey(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The columns that are computed from what people read. Every writer of users stores these beside it. */
export function computedNames(user: { username: string; name: string; email: string | null }) {
  return {
    usernameKey: nameKey(user.username),
    nameKey: searchForm(user.name),
    emailKey: user.email === null ? null : nameKey(user.email),
    search: [user.username, user.name, user.email ?? ''].map(searchForm).join('\n'),
  }
}
