const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `work` when the signal is aborted, unless the function that comes back was called first; not when it was aborted before.
 * However many wait for a signal, it has one listener: a request asks an engine many things at once, and Node takes more than ten
 * listeners for a leak.
 */
export function onAbort(signal: AbortSignal | undefined | null, work: () => void): () => void {
  if (!signal || signal.aborted) return () => {}
  const works = waiting.get(signal) ?? listen(signal)
  // Somebody may pass the same function twice.
  const own = () => work()
  works.add(own)
  return () => {
    works.delete(own)
  }
}

function listen(signal: AbortSignal): Set<() => void> {
  const works = new Set<() => void>()
  waiting.set(signal, works)
  signal.addEventListener('abort', () => {
    const due = [...works]
    works.clear()
    for (const work of due) work()
  }, { once: true })
  return works
}
