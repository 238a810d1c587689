import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

// The servers under test: the one at ANLAN_URL, or the program ANLAN_BIN on a demonstration county that is made once.
// Each file of tests (setup.ts) asks for a copy of it that is its alone, and gives it back.

interface County {
  program: ChildProcess
  url: string
  data: string
}

const counties = new Map<string, County>()
let office: Server | undefined
let model = ''

export async function setup(_: TestProject): Promise<void> {
  if (process.env.ANLAN_URL) return
  const bin = process.env.ANLAN_BIN
  if (!bin) throw new Error('Set ANLAN_URL to a running demonstration server, or ANLAN_BIN to the anlan program.')
  const clock = process.env.ANLAN_CLOCK
  if (clock) process.env.ANLAN_SHIFT = String(Date.parse(clock) - Date.now())
  model = mkdtempSync(join(tmpdir(), 'anlan-e2e-'))
  await stop(await serve(bin, model))
  office = createServer((request, answer) => {
    const done = request.method === 'POST' ? copy(bin) : leave(request.url?.slice(1) ?? '')
    done.then(
      text => answer.end(text),
      wrong => answer.writeHead(500).end(String(wrong)),
    )
  })
  await new Promise<void>(listening => office?.listen(0, '127.0.0.1', listening))
  process.env.ANLAN_COUNTIES = at(office)
}

const at = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** copy serves a county as the model was when it had just been made. */
async function copy(bin: string): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'anlan-e2e-'))
  cpSync(model, data, { recursive: true })
  const county = await serve(bin, data)
  counties.set(new URL(county.url).port, county)
  return county.url
}

/** serve starts the program on a folder and waits until it answers: where it first makes the county that takes seconds;
 * on a machine that does much else, a minute and more. */
async function serve(bin: string, data: string): Promise<County> {
  const url = `http://127.0.0.1:${await freePort()}`
  const shift = Number(process.env.ANLAN_SHIFT ?? 0)
  const more = shift ? ['--clock', new Date(Date.now() + shift).toISOString()] : []
  const program = spawn(bin, ['demo', '--data', data, '--listen', new URL(url).host, '--log', 'warn', ...more], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let i = 0; i < 2400 && program.exitCode === null && !(await answers(url)); i++)
    await new Promise(r => setTimeout(r, 50))
  if (await answers(url)) return { program, url, data }
  program.kill()
  throw new Error(`the program did not answer at ${url}`)
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(listening => probe.listen(0, '127.0.0.1', listening))
  const { port } = probe.address() as AddressInfo
  await new Promise(closed => probe.close(closed))
  return port
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).status < 500
  } catch {
    return false
  }
}

/** leave ends the county at a port and forgets what happened in it. */
async function leave(port: string): Promise<string> {
  const county = counties.get(port)
  counties.delete(port)
  if (!county) return 'nobody lives there'
  await stop(county)
  rmSync(county.data, { recursive: true, force: true })
  return 'forgotten'
}

async function stop({ program }: County): Promise<void> {
  if (program.exitCode !== null) return
  const ended = new Promise(resolve => program.once('exit', resolve))
  program.kill('SIGTERM')
  await ended
}

/** teardown leaves nothing behind, also where a file of tests was cut short. */
export async function teardown(): Promise<void> {
  office?.close()
  office?.closeAllConnections()
  await Promise.all([...counties.keys()].map(leave))
  if (model) rmSync(model, { recursive: true, force: true })
}
