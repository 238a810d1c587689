import { createServer as createHttp, type IncomingMessage } from 'node:http'
import type { Server } from 'node:net'
import { createServer as createTcp, type Socket } from 'node:net'

// Where messages arrive in a journey: a mail server and the three robots, of the test's own.

export interface Post {
  path: string
  body: Record<string, unknown>
}

export interface Sinks {
  smtp: number
  http: string
  letters: string[]
  posts: Post[]
  close: () => Promise<void>
}

/** sink opens both doors on free ports of this machine. */
export async function sink(): Promise<Sinks> {
  const letters: string[] = []
  const posts: Post[] = []
  const smtp = createTcp(socket => mailbox(socket, letters))
  const http = createHttp(async (req, res) => {
    posts.push({ path: req.url ?? '', body: await json(req) })
    res.writeHead(200, { 'Content-Type': 'application/json' }).end('{"errcode":0,"errmsg":"ok","code":0}')
  })
  return {
    smtp: await listen(smtp),
    http: `http://127.0.0.1:${await listen(http)}`,
    letters,
    posts,
    close: async () => {
      http.closeAllConnections()
      await Promise.all([smtp, http].map(s => new Promise(resolve => s.close(resolve))))
    },
  }
}

function listen(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      resolve(typeof at === 'object' && at ? at.port : 0)
    })
  })
}

async function json(req: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
}

/** The least that a mail server says (RFC 5321): every letter is taken. */
function mailbox(socket: Socket, letters: string[]): void {
  let rest = ''
  let letter: string[] | undefined
  const say = (line: string) => socket.write(`${line}\r\n`)
  socket.on('error', () => socket.destroy())
  socket.on('data', chunk => {
    const lines = (rest + chunk.toString()).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) letter = heard(line)
  })
  const heard = (line: string): string[] | undefined => {
    if (letter && line !== '.') return [...letter, line]
    if (letter) letters.push(letter.join('\n'))
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'DATA') say('354 go on')
    else if (verb === 'QUIT') socket.end('221 bye\r\n')
    else say('250 ok')
    return verb === 'DATA' && !letter ? [] : undefined
  }
  say('220 sink')
}
