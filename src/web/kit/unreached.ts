/** What a page says that could not be loaded because nothing came from the server: what it is, and what to do. */
export function unreachedWords(): { title: string; note: string } {
  return navigator.onLine
    ? { title: 'Deedline can’t be reached', note: 'This page opens by itself as soon as the server answers.' }
    : {
        title: 'You’re offline',
        note: 'Check your internet connection. This page opens by itself as soon as you’re back online.',
      }
}
