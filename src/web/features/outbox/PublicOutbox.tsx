import { Container } from '@mantine/core'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { OutboxList } from './OutboxList.tsx'

/** For who cannot sign in yet, because the mail that lets in is here. */
export function PublicOutbox() {
  return (
    <Container size="md" py="xl" component="main" id="main">
      <PageHeader
        title="Outbox"
        note="Mail and text messages of this installation. Nothing leaves this machine."
      />
      <OutboxList />
    </Container>
  )
}
