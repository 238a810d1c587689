import { useMutation, useQueryClient } from '@tanstack/react-query'

/** A write with the key of its content. */
export type Write<B, R> = (body: B, key: string) => Promise<R>

/** useWrite is how a room writes: afterwards every list of these rooms is asked for again. */
export function useWrite<B, R>(write: Write<B, R>, ...rooms: string[]) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { body: B; key: string }) => write(body, key),
    onSuccess: () => {
      for (const room of rooms) void queries.invalidateQueries({ queryKey: [room] })
    },
  })
}
