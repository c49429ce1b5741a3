import type { APIRequestContext } from '@playwright/test'

export type Answer = { url: string; how: string; status: number; body: string }

const transports = { html: {}, rsc: { RSC: '1' } }

/** As much as a person could open from the addresses given, as documents and as server component data. */
export async function crawl(request: APIRequestContext, start: string[], most = 400): Promise<Answer[]> {
  const waiting = [...new Set(start)]
  const seen = new Set(waiting)
  const answers: Answer[] = []
  for (let url = waiting.shift(); url !== undefined && answers.length < 2 * most; url = waiting.shift()) {
    for (const [how, headers] of Object.entries(transports)) {
      const answer = await request.get(url, { headers, maxRedirects: 3 })
      const body = await answer.text()
      answers.push({ url, how, status: answer.status(), body })
      for (const link of linksOf(body)) {
        if (seen.has(link) || isSame(seen, link)) continue
        seen.add(link)
        waiting.push(link)
      }
    }
  }
  return answers
}

/** Every address of this site that an answer names, in markup or in data. */
function linksOf(body: string): string[] {
  const found = body.matchAll(/\\?"?(?:href|action|searchUrl)\\?"?[=:]\s*\\?"(\/[^"\\]*)/g)
  return [...found]
    .map(([, link = '']) => link.replaceAll('&amp;', '&').split('#')[0] ?? '')
    .filter((link) => !/^\/(_next|api\/auth|sign-in|icon|\/)/.test(link))
}

/** A page in one more order, size or filter holds nothing new: a few of each will do. */
function isSame(seen: Set<string>, link: string): boolean {
  const [path = '', query] = link.split('?')
  if (query === undefined) return false
  return [...seen].filter((other) => other.startsWith(`${path}?`)).length >= 12
}
