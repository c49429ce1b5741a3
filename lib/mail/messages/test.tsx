import 'server-only'
import type { Message } from '@/lib/mail/message'
import { MailLayout, Paragraph, Small } from './layout'
import { renderMessage } from './render'
import { momentInWords } from './wording'

/** Shows that mail leaves and arrives. */
export function testMessage({ at }: { at: Date }): Promise<Message> {
  return renderMessage(
    'test',
    'Test mail from Latchkey',
    <MailLayout
      title="This is a test"
      preview="Mail from Latchkey arrives."
      footer={<Small>There is nothing to do.</Small>}
    >
      <Paragraph>
        {`An administrator sent this on ${momentInWords(at)} to see whether mail from Latchkey arrives. It does.`}
      </Paragraph>
    </MailLayout>,
  )
}
