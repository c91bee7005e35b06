import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { openAccount } from '#testing/accounts.ts'
import { testApp } from '#testing/app.ts'

const app = testApp({ TRUST_PROXY: '127.0.0.0/8' })

test('a backup code opens one session, however many requests use it at once', async () => {
  const account = await openAccount(app, 'backup@harbor.example')
  const { secret } = (await app.send(null, 'POST', '/me/factors/totp', {}, account.bearer())).body
  const code = generateSync({ secret, epoch: Date.now() / 1000 - 30 })
  const confirmed = await app.send(null, 'POST', '/me/factors/totp/confirm', { code }, account.bearer())

  for (const backup of confirmed.body.backup_codes.slice(0, 3)) {
    const { email, password } = account
    const tries = Array.from({ length: 6 }, (_, i) =>
      app.send(
        null,
        'POST',
        '/auth/sign-in',
        { email, password, totp_code: backup },
        { 'x-forwarded-for': `198.51.100.${i}` },
      ),
    )
    const opened = (await Promise.all(tries)).filter(({ status }) => status === 200)
    expect(opened).toHaveLength(1)
  }
})
