import '@fontsource-variable/inter'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Toaster } from '@/components/ui/toaster'
import { readerLocale } from '@/words/words'
import { chosenTheme } from './theme'

export const metadata: Metadata = {
  title: { default: 'Latchkey', template: '%s · Latchkey' },
  description: 'User directory and sign-in',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await readerLocale()} data-theme={await chosenTheme()}>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  )
}
