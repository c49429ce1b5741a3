'use client'

import { Copy } from 'lucide-react'
import { copyText } from './copy-text'
import { IconButton } from './icon-button'

/** Copies a value that stands beside it. `what` names it: "UUID". */
export function CopyIconButton({ text, what }: { text: string; what: string }) {
  return (
    <IconButton label={`Copy ${what}`} size="sm" onClick={() => copyText(text, `${what} copied`)}>
      <Copy aria-hidden />
    </IconButton>
  )
}
