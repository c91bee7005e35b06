/** What an app sends in the address of the page of consent. */
export const APP_PARAMETERS = [
  'client_id',
  'redirect_uri',
  'response_type',
  'code_challenge',
  'code_challenge_method',
  'resource',
  'scope',
  'state',
] as const

export type AskedBy = {
  client_id: string
  redirect_uri: string
  response_type: 'code'
  code_challenge: string
  code_challenge_method: 'S256'
  resource?: string
  scope?: string
  state?: string
}

/** As the API takes it; what is wrong in it the API says. */
export function requestIn(
  search: { [Name in (typeof APP_PARAMETERS)[number]]?: string | undefined },
): AskedBy {
  const { client_id = '', redirect_uri = '', code_challenge = '', resource, scope, state } = search
  return {
    client_id,
    redirect_uri,
    code_challenge,
    response_type: (search.response_type ?? '') as 'code',
    code_challenge_method: (search.code_challenge_method ?? '') as 'S256',
    ...(resource !== undefined && { resource }),
    ...(scope !== undefined && { scope }),
    ...(state !== undefined && { state }),
  }
}
