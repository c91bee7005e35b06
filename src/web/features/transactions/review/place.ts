/** Where a review stands in its queue; what the address names and is done by now, is where the queue begins. */
export function placeIn<Item extends { id: string }>(items: Item[], id: string | undefined) {
  const index = Math.max(
    0,
    items.findIndex((item) => item.id === id),
  )
  return { current: items[index], before: items[index - 1], next: items[index + 1] }
}
