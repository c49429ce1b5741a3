/** Remembers a choice of this browser for a year, readable by the server at the next request. */
export function rememberPreference(cookie: string, value: string | undefined): void {
  const age = value === undefined ? 0 : 31_536_000
  const secure = location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http.
  document.cookie = `${cookie}=${value ?? ''}; path=/; max-age=${age}; samesite=lax${secure}`
}
