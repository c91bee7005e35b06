import { useAddress } from '#web/use-address.ts'

/** The dialog that the address names, so that a link leads to where something is mended. */
export function useDialog() {
  const [search, setSearch] = useAddress()
  return {
    dialog: search.new,
    open: (what: string) => setSearch({ ...search, new: what }),
    close: () => setSearch({ ...search, new: undefined }),
  }
}
