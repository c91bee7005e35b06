import { form } from '#testing/files.ts'
import type { Furnish } from '#testing/furnish.ts'

/** Uploads agreements about these streets, as though they had been read: reading takes long where routes are tried. */
export async function addAgreements(
  app: Parameters<Furnish>[0],
  owner: Parameters<Furnish>[1],
  streets: string[],
): Promise<void> {
  for (const street of streets) {
    const { payload, headers } = form(Buffer.from(`Agreement about ${street}`), `${street}.txt`)
    const { body } = await app.send(owner, 'POST', '/documents', payload, headers)
    await app.asOwner(`update documents set document_type = 'contract', property_address = '${street}',
      status = 'ready' where id = '${body.id}'`)
  }
}
