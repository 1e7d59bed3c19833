import type { Fault } from '../../parameters.ts'

interface FieldProps {
  name: string
  label: string
  /** Said below the field. */
  hint?: string
  type?: 'text' | 'date' | 'search'
  value: string
  most?: number
  faults: readonly Fault[]
}

/** A field with its label, and what is wrong with its value beside it. What is no day is shown as text: a field of days would swallow it. */
export function Field({ name, label, hint, type = 'text', value, most, faults }: FieldProps) {
  const { attributes, said } = describe(name, faults, hint)
  return (
    <p class={type === 'date' ? 'one half' : 'one'}>
      <label for={name}>{label}</label>
      <input id={name} name={name} type={type === 'date' && attributes['aria-invalid'] ? 'text' : type} value={value} maxlength={most} autocomplete="off" {...attributes} />
      {said}
    </p>
  )
}

export function TextField({ name, label, hint, value, most, faults }: Omit<FieldProps, 'type'>) {
  const { attributes, said } = describe(name, faults, hint)
  return (
    <p class="one whole">
      <label for={name}>{label}</label>
      <textarea id={name} name={name} rows={3} maxlength={most} required {...attributes}>{value}</textarea>
      {said}
    </p>
  )
}

function describe(name: string, faults: readonly Fault[], hint: string | undefined) {
  const fault = faults.find(one => one.parameter === name)
  const ids = [...fault ? [`fault-${name}`] : [], ...hint ? [`hint-${name}`] : []].join(' ')
  const attributes = { 'aria-invalid': fault ? 'true' as const : undefined, 'aria-describedby': ids || undefined }
  const said = (
    <>
      {fault ? <span class="fault" id={`fault-${name}`}>This {fault.detail}{fault.example ? <>, such as <code>{fault.example}</code></> : null}.</span> : null}
      {hint ? <span class="small hint" id={`hint-${name}`}>{hint}</span> : null}
    </>
  )
  return { attributes, said }
}
