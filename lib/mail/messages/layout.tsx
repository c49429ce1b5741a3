import { Body, Container, Head, Heading, Hr, Html, Link, Preview, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { absoluteUrl } from '@/lib/kernel/url'
import { darkStyle, look } from './look'

type MailLayoutProps = { title: string; preview: string; children: ReactNode; footer: ReactNode }

/** The frame of every mail: from whom, what it is about, and why the reader has it. */
export function MailLayout({ title, preview, children, footer }: MailLayoutProps) {
  return (
    <Html lang="en">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyle}</style>
      </Head>
      <Body style={look.body} className="page">
        <Preview>{preview}</Preview>
        <Container className="card" style={look.card}>
          <Text className="brand" style={look.brand}>
            Latchkey
          </Text>
          <Heading as="h1" className="title" style={look.title}>
            {title}
          </Heading>
          {children}
          <Hr className="rule" style={look.rule} />
          {footer}
          <Small>
            {'Sent by Latchkey at '}
            <MailLink href={absoluteUrl('/')} />
          </Small>
        </Container>
      </Body>
    </Html>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={look.text}>
      {children}
    </Text>
  )
}

export function Small({ children }: { children: ReactNode }) {
  return (
    <Text className="small" style={look.small}>
      {children}
    </Text>
  )
}

/** A link that shows where it leads. */
export function MailLink({ href }: { href: string }) {
  return (
    <Link href={href} className="address" style={look.address}>
      {href}
    </Link>
  )
}
