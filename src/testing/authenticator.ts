import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const UP = 0x01
const UV = 0x04
const ATTESTED = 0x40

/** What is wrong with an answer, on purpose. */
export type Twist = {
  origin?: string
  rp_id?: string
  verified?: boolean
  counter?: number
  challenge?: string
}

/** A passkey in software, as a browser and its device would answer for it. */
export function createAuthenticator(base_url: string) {
  const { origin, hostname } = new URL(base_url)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  const dataOf = (type: string, challenge: string, twist: Twist) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: twist.challenge ?? challenge,
        origin: twist.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const head = (flags: number, twist: Twist) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(twist.counter ?? counter)
    const verified = twist.verified === false ? 0 : UV
    return Buffer.concat([sha256(twist.rp_id ?? hostname), Buffer.from([UP | verified | flags]), count])
  }
  const answer = (response: object) => ({ id: b64(id), rawId: b64(id), type: 'public-key', response })
  return {
    id: b64(id),
    /** Answers the options for a new passkey. */
    create({ challenge }: { challenge: string }, twist: Twist = {}) {
      const length = Buffer.from([0, id.length])
      const authData = Buffer.concat([head(ATTESTED, twist), Buffer.alloc(16), length, id, coseOf(publicKey)])
      return answer({
        clientDataJSON: b64(dataOf('webauthn.create', challenge, twist)),
        attestationObject: b64(
          Buffer.concat([
            Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
            Buffer.from([authData.length]),
            authData,
          ]),
        ),
        transports: ['internal'],
      })
    },
    /** Answers the options to use it. */
    get({ challenge }: { challenge: string }, twist: Twist = {}) {
      counter++
      const data = dataOf('webauthn.get', challenge, twist)
      const authenticatorData = head(0, twist)
      return answer({
        clientDataJSON: b64(data),
        authenticatorData: b64(authenticatorData),
        signature: b64(sign('sha256', Buffer.concat([authenticatorData, sha256(data)]), privateKey)),
      })
    },
  }
}

const b64 = (bytes: Buffer) => bytes.toString('base64url')
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

/** An ES256 key as COSE has it. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
}
