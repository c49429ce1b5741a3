import { balanced } from '@/lib/kernel/isolated'

/** What somebody wrote, such as a name, beside other words, which stay where they are whatever direction it has or sets. */
export function Isolated({ children }: { children: string }) {
  // A browser takes an unpaired end of an isolate in the text for the end of the element's own.
  return <bdi>{balanced(children)}</bdi>
}
