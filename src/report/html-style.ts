/** The widths of columns, even percentages: the policy of the page allows no style in an attribute. */
const widths = Array.from({ length: 25 }, (_none, index) => `.w${2 * index + 2}{width:${2 * index + 2}%}`).join('\n')

/** The style of the report on a screen, on a phone and on paper. Text on its ground has 7:1 or more. */
export const reportStyle = `
*{box-sizing:border-box}
html{font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;color:#1a1a1a;background:#fff}
body{margin:0 auto;max-width:64rem;padding:0 1rem 3rem;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:1.5rem 0 .75rem;padding-bottom:.5rem;border-bottom:4px solid #0b3d91}
h2{font-size:1.3rem;line-height:1.3;margin:2.25rem 0 .5rem}
h3{font-size:1.05rem;line-height:1.3;margin:1.5rem 0 .25rem}
p{margin:.5rem 0;max-width:48rem}
a{color:#0b3d91}
a:focus-visible,main:focus-visible,.wide:focus-visible{outline:3px solid #0b3d91;outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:#fff}
nav ol{columns:18rem;padding-left:1.5rem;margin:.75rem 0}
dl{margin:.75rem 0}
dl div{display:grid;grid-template-columns:12rem 1fr;gap:0 1rem;padding:.2rem 0;border-bottom:1px solid #d0d0d0}
dt{font-weight:700}
dd{margin:0}
ul{padding-left:1.25rem;max-width:48rem}
.alert{border:1px solid;border-left-width:8px;padding:.25rem 1rem;margin:1rem 0}
.alert.good{border-color:#0b5a1e}
.alert.warn{border-color:#7a4a00;background:#fff8e8}
.alert.bad{border-color:#8a1111;background:#fdeeee}
.wide{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;table-layout:fixed;width:100%;min-width:56rem;font-size:.92rem}
${widths}
caption{text-align:left;font-weight:700;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #b0b0b0;font-weight:400}
thead th{font-weight:700;border-bottom:2px solid #1a1a1a}
td,tbody th{hyphens:auto}
code{font:.85em/1.4 ui-monospace,"DejaVu Sans Mono",Consolas,monospace}
.good{color:#0b5a1e}
.warn{color:#6b4000;font-weight:700}
.bad{color:#8a1111;font-weight:700}
section.good,section.warn,section.bad{color:inherit;font-weight:400}
figure{margin:1rem 0}
figcaption{font-size:.92rem;color:#404040}
figure svg{display:block;width:100%;min-width:46rem;height:auto}
svg text{font:13px system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;fill:#1a1a1a}
svg .small{font-size:11px}
svg .strong{font-weight:700}
svg .end{text-anchor:end}
svg .middle{text-anchor:middle}
svg .late{fill:#8a1111;font-weight:700}
svg .on{fill:#fff;font-weight:700}
svg .off{font-weight:700}
footer{border-top:1px solid #767676;margin-top:2.5rem;padding-top:.5rem;color:#404040;font-size:.92rem}
.banner{position:sticky;top:0;z-index:1;max-width:none;margin:0 -1rem;padding:.35rem 1rem;background:#ffd400;color:#1a1a1a;border-bottom:3px solid #1a1a1a;font-weight:700;letter-spacing:.08em;text-align:center}
.marked h2{scroll-margin-top:3.5rem}
@media (max-width:40rem){dl div{grid-template-columns:1fr}}
@media print{
html{font-size:9.5pt}
body{max-width:none;padding:0}
nav,.skip{display:none}
.banner{position:fixed;left:0;top:0;bottom:0;margin:0;padding:0;width:7mm;border:1px solid #1a1a1a;writing-mode:vertical-rl;transform:rotate(180deg);print-color-adjust:exact}
.marked{padding-left:11mm}
h2,h3,caption{break-after:avoid}
h2+p{break-after:avoid}
tr,.alert,.short,figure,dl div{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
table,figure svg{min-width:0}
table{font-size:8pt;line-height:1.35}
figure svg{max-height:235mm}
a{color:inherit;text-decoration:none}
}
`
