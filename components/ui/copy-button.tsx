'use client'

import { Copy } from 'lucide-react'
import { toast } from 'sonner'
import { Button, type ButtonProps } from './button'

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  done,
  children,
  ...props
}: Omit<ButtonProps, 'onClick'> & { text: string; done: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      toast.success(done)
    } catch {
      toast.error('The browser does not let this page use the clipboard.')
    }
  }
  return (
    <Button {...props} onClick={copy}>
      <Copy aria-hidden /> {children}
    </Button>
  )
}
