import { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/api/problem'

/** A refusal is final; only silence and overload are asked again. */
export function again(count: number, error: unknown): boolean {
  if (!(error instanceof Problem)) return count < 2
  return (error.status === 0 || error.status === 429 || error.status >= 502) && count < 2
}

export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: again, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  })
}
