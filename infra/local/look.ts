/** The look of the local pages: the tokens of the others, without a build. */
export const LOOK = `
:root { color-scheme: light dark; --paper: #f7f5f0; --surface: #fff; --ink: #1b1f24; --muted: #5c6670;
  --accent: #24527a; --line: #ddd8ce; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --surface: #1d2125; --ink: #ece9e2;
  --muted: #9aa4ae; --accent: #7fb2dc; --line: #2c3238; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
main { max-width: 640px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 28px; line-height: 1.3; margin: 0 0 4px; }
h2 { font-size: 20px; margin: 32px 0 8px; }
p { margin: 0 0 16px; }
.muted { color: var(--muted); font-size: 14px; }
ul { list-style: none; margin: 0; padding: 0; }
li, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px;
  margin: 0 0 8px; overflow-wrap: anywhere; }
a { color: var(--accent); display: inline-block; padding: 11px 0; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.code { font-size: 44px; line-height: 1.2; letter-spacing: 0.08em; font-variant-numeric: tabular-nums; }
.number { font-variant-numeric: tabular-nums; }
.row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; }
details { margin: 0 0 8px; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
summary { padding: 12px 16px; cursor: pointer; overflow-wrap: anywhere; }
summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
details > div { padding: 0 16px 12px; }
pre { margin: 0 0 12px; padding: 12px; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px;
  font: 13px/1.5 ui-monospace, Consolas, monospace; }
.method { display: inline-block; min-width: 4em; font-weight: 600; }
`;
