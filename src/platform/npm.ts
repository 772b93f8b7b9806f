/**
 * Calls `end` when the shell that npm puts between itself and us is gone. A signal sent to npm alone (a supervisor,
 * `docker stop`, `kill`) kills that shell and never reaches us: without this the server would go on, out of sight.
 * Started without npm, the program lives on when its parent leaves, as a daemon must.
 */
export function endWithNpm(end: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, 300)
  watch.unref()
}
