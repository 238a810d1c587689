import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

// A small OpenID provider with a key of its own, for journeys: a page on which somebody says who comes, and a token that
// the test may spoil.

export interface Spoil {
  /** Laid over the honest claims of the next tokens. */
  claims?: Record<string, unknown>
  /** Signs with a key that is not published. */
  forged?: boolean
}

export interface Provider {
  url: string
  spoil: (how: Spoil) => void
  close: () => Promise<void>
}

interface State {
  url: string
  keys: { honest: KeyPair; other: KeyPair }
  asked: Map<string, { query: URLSearchParams; who: string }>
  how: Spoil
}

type KeyPair = { publicKey: KeyObject; privateKey: KeyObject }

const pair = (): KeyPair => generateKeyPairSync('rsa', { modulusLength: 2048 })
const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** provide starts a provider on a free port of this machine. */
export async function provide(): Promise<Provider> {
  const state: State = { url: '', keys: { honest: pair(), other: pair() }, asked: new Map(), how: {} }
  const server = createServer((req, res) => void answer(state, req, res))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  state.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    url: state.url,
    spoil: how => {
      state.how = how
    },
    close: () => stop(server),
  }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}

async function answer(state: State, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const at = new URL(req.url ?? '/', state.url)
  const pages: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => json(res, discovery(state.url)),
    '/keys': () =>
      json(res, {
        keys: [{ ...state.keys.honest.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      }),
    '/authorize': () => page(res, at.searchParams),
    '/go': () => back(state, res, at.searchParams),
    '/token': async () => token(state, res, new URLSearchParams(await body(req))),
  }
  const one = pages[at.pathname]
  if (one) await one()
  else res.writeHead(404).end()
}

const discovery = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  jwks_uri: `${url}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
})

function json(res: ServerResponse, value: unknown, status = 200): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

/** The page at the provider: whoever comes says who it is, or goes away again. */
function page(res: ServerResponse, query: URLSearchParams): void {
  const link = (who: string, name: string) =>
    `<p><a href="/go?${new URLSearchParams([...query, ['who', who]])}">${name}</a></p>`
  res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
  res.end(
    `<!doctype html><title>身份平台（演示）</title><h1>身份平台（演示）</h1>${link('office', '我是安委办')}${link('stranger', '我是别人')}${link('', '取消')}`,
  )
}

function back(state: State, res: ServerResponse, query: URLSearchParams): void {
  const to = new URL(query.get('redirect_uri') ?? '')
  to.searchParams.set('state', query.get('state') ?? '')
  const who = query.get('who') ?? ''
  if (who) {
    const code = `code-${state.asked.size}`
    state.asked.set(code, { query, who })
    to.searchParams.set('code', code)
  } else {
    to.searchParams.set('error', 'access_denied')
  }
  res.writeHead(302, { Location: to.href }).end()
}

async function body(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** A code is good once, and only with the verifier of the request that earned it (PKCE). */
function token(state: State, res: ServerResponse, form: URLSearchParams): void {
  const code = form.get('code') ?? ''
  const asked = state.asked.get(code)
  state.asked.delete(code)
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (!asked || proof !== asked.query.get('code_challenge')) {
    json(res, { error: 'invalid_grant' }, 400)
    return
  }
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: state.url,
    sub: asked.who,
    aud: asked.query.get('client_id'),
    nonce: asked.query.get('nonce'),
    iat: now,
    exp: now + 600,
    ...state.how.claims,
  }
  json(res, { access_token: 'x', token_type: 'Bearer', expires_in: 600, id_token: signed(state, claims) })
}

function signed(state: State, claims: object): string {
  const what = `${text({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${text(claims)}`
  const key = state.how.forged ? state.keys.other : state.keys.honest
  return `${what}.${sign('sha256', Buffer.from(what), key.privateKey).toString('base64url')}`
}
