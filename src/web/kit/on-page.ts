const ELSEWHERE =
  '[role=dialog], [role=menu], [role=listbox], [role=combobox], [role=separator], [contenteditable=true]'

/** A key acts on the page, whatever has focus there, but not while a dialog or a menu is open or a field is filled in. */
export function onPage(act: () => unknown): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || document.activeElement?.closest(ELSEWHERE)) return
    if (document.querySelector('[role=dialog][aria-modal=true]')) return
    event.preventDefault()
    act()
  }
}
