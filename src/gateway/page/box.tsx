import type { Child } from 'hono/jsx'

interface BoxProps {
  q: string
  /** Where the form leads. */
  action?: string
  label?: string
  fault?: string | null
  /** Values that go along unseen. */
  children?: Child
}

const ALL = 'Search the news'

/** The box, in its landmark. Other fields of the page join its form by `form="search"`. */
export function SearchBox({ q, action = '/', label = ALL, fault = null, children }: BoxProps) {
  return (
    <search class="box">
      <form id="search" action={action} method="get" autocomplete="off">
        <label for="q">{label}</label>
        <div class="field">
          <input id="q" name="q" type="search" value={q} maxlength={512} placeholder={label === ALL ? 'words, "a phrase", -without' : label} enterkeyhint="search"
            aria-invalid={fault ? 'true' : undefined} aria-describedby={fault ? 'fault-q' : undefined} />
          <button type="submit">Search</button>
        </div>
        {fault ? <p class="fault" id="fault-q">{fault}</p> : null}
        {children}
      </form>
    </search>
  )
}
