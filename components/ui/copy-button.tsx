'use client'

import { Copy } from 'lucide-react'
import { Button, type ButtonProps } from './button'
import { copyText } from './copy-text'

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  done,
  children,
  ...props
}: Omit<ButtonProps, 'onClick'> & { text: string; done: string }) {
  return (
    <Button {...props} onClick={() => copyText(text, done)}>
      <Copy aria-hidden /> {children}
    </Button>
  )
}
