import { Container } from '@mantine/core'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { OutboxList } from './OutboxList.tsx'

/** For people who can't sign in yet, because the email that lets them in is here. */
export function PublicOutbox() {
  return (
    <Container size="md" py="xl" component="main" id="main">
      <PageHeader
        title="Outbox"
        note="Emails and text messages of this installation. Nothing is sent from here."
      />
      <OutboxList />
    </Container>
  )
}
