/** One wrong field, as RFC 9457 "errors" names it: a path such as body.items[3].due and a sentence for people. */
export interface FieldProblem {
  location: string
  message: string
  /** What the sentence calls the field; empty where it names none. */
  called: string
}

/** What the server answers when something is refused. The sentences are ready to show. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
    readonly trace = '',
    /** Everything else that the answer carries, such as the record as it now stands on a conflict. */
    readonly more: Record<string, unknown> = {},
  ) {
    super(detail || title)
  }

  /** The sentence for a field, by the end of its path: field('password') finds body.password. */
  field(name: string): string | undefined {
    return this.errors.find(e => fieldName(e.location) === name)?.message
  }
}

/** fieldName turns body.items[3].due into items[3].due: what a form calls the field. */
export function fieldName(location: string): string {
  return location.replace(/^(body|query|path|header)\.?/, '')
}

interface Wire {
  code?: string
  title?: string
  detail?: string
  trace?: string
  errors?: { location?: string; message?: string; called?: string }[] | null
}

/** problemFrom reads a refused answer; an answer that is no problem document still becomes one. */
export async function problemFrom(response: Response): Promise<Problem> {
  let wire: Wire = {}
  try {
    wire = (await response.json()) as Wire
  } catch {
    // A proxy's HTML page, or nothing at all: the status has to speak.
  }
  const errors = (wire.errors ?? []).map(e => ({
    location: e.location ?? '',
    message: e.message ?? '',
    called: e.called ?? '',
  }))
  const code = wire.code ?? codeOf(response.status)
  return new Problem(
    response.status,
    code,
    wire.title ?? '',
    wire.detail ?? '',
    errors,
    wire.trace ?? '',
    wire as Record<string, unknown>,
  )
}

function codeOf(status: number): string {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 413) return 'too_large'
  return status >= 500 ? 'unreachable' : 'refused'
}

/** offline is the problem of a request that got no answer at all. */
export function offline(): Problem {
  return new Problem(0, 'offline', '', '')
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : offline()
}
