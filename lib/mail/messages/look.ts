const font = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

/** Inline, since many mail programs read nothing else; `darkStyle` overrides it in those that do. */
export const look = {
  body: { margin: 0, padding: '24px 12px', backgroundColor: '#f3f6f7', fontFamily: font },
  card: {
    maxWidth: '560px',
    margin: '0 auto',
    padding: '28px 32px 20px',
    backgroundColor: '#ffffff',
    border: '1px solid #dde4e6',
    borderRadius: '10px',
  },
  brand: { margin: '0 0 20px', fontSize: '14px', fontWeight: 600, lineHeight: '20px', color: '#0b5f6b' },
  title: { margin: '0 0 16px', fontSize: '20px', lineHeight: '28px', fontWeight: 600, color: '#18272c' },
  text: { margin: '0 0 14px', fontSize: '15px', lineHeight: '23px', color: '#18272c' },
  button: {
    display: 'inline-block',
    margin: '6px 0 18px',
    padding: '12px 20px',
    borderRadius: '6px',
    backgroundColor: '#0b5f6b',
    color: '#ffffff',
    fontSize: '15px',
    fontWeight: 600,
  },
  address: { fontSize: '13px', lineHeight: '20px', color: '#0b5f6b', wordBreak: 'break-all' },
  rule: { margin: '20px 0 14px', border: 0, borderTop: '1px solid #dde4e6' },
  small: { margin: '0 0 8px', fontSize: '13px', lineHeight: '20px', color: '#52656b' },
} as const

export const darkStyle = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .card { padding: 22px 18px 14px !important; } }
@media (prefers-color-scheme: dark) {
  .page, .page td { background-color: #11181b !important; }
  .card, .card td { background-color: #192226 !important; }
  .card { border-color: #2c383d !important; }
  .text, .title { color: #e8eef0 !important; }
  .small { color: #a9b8bd !important; }
  .brand, .address { color: #7cc7d1 !important; }
  .button { background-color: #7cc7d1 !important; color: #08262b !important; }
  .rule { border-color: #2c383d !important; }
}`
