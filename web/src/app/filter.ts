type Address = Record<string, string | undefined>

/**
 * One filter of a ledger, held in the address: the table, the board, the print and the export all read it from there. names
 * choose records; everything else in the address is about how they are shown, and the first of the views is shown without
 * being named.
 */
export function addressFilter<N extends string, V extends string>(
  path: string,
  names: readonly N[],
  views: readonly [V, ...V[]],
) {
  type Filter = Partial<Record<N, string>>
  return {
    filterOf(address: Address): Filter {
      const filter: Filter = {}
      for (const name of names) {
        const value = address[name]?.trim()
        if (value) filter[name] = value
      }
      return filter
    },
    viewOf: (address: Address): V => views.find(v => v === address.view) ?? views[0],
    /** addressOf is the shareable form: in one order, so that two equal filters are one address. */
    addressOf(filter: Filter, view: V = views[0]): string {
      const query = new URLSearchParams()
      for (const name of names) {
        const value = filter[name]
        if (value) query.set(name, value)
      }
      if (view !== views[0]) query.set('view', view)
      const text = query.toString()
      return text ? `${path}?${text}` : path
    },
    isEmpty: (filter: Filter): boolean => names.every(name => !filter[name]),
  }
}
