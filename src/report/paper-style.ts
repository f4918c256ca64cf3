import { cssText } from './paper-html.ts'

/** The style of a plan on paper: A4, with the page's number and what it is at the foot of each page. */
export function paperStyle(title: string, page: string): string {
  return `
*{box-sizing:border-box}
html{font:11pt/1.4 system-ui,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;color:#000;background:#fff}
body{margin:0 auto;max-width:52rem;padding:0 1rem 2rem;overflow-wrap:anywhere}
h1{font-size:20pt;line-height:1.15;margin:.5rem 0;padding-bottom:.3rem;border-bottom:3px solid #000}
h2{font-size:15pt;line-height:1.2;margin:1.6rem 0 .5rem;padding:.15rem .5rem;background:#000;color:#fff;print-color-adjust:exact}
h3{display:inline;font-size:12pt;line-height:1.25;margin:0}
p{margin:.35rem 0}
ul,ol{margin:.35rem 0;padding-left:1.3rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:9.5pt;line-height:1.3}
caption{text-align:left;font-weight:700;padding:.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .4rem;border:1px solid #777;overflow-wrap:break-word;hyphens:auto}
th{background:#e8e8e8;print-color-adjust:exact}
.step{border:1px solid #000;border-left-width:5px;padding:.35rem .6rem;margin:.55rem 0}
.step.danger{border-left-width:14px}
.head{display:flex;gap:.6rem;align-items:baseline}
.code{font-weight:700;font-size:12pt;min-width:2.6rem}
dl{margin:.25rem 0}
dl div{display:grid;grid-template-columns:7.6rem 1fr;gap:0 .6rem;padding:.08rem 0}
dt{font-weight:700;font-size:9.5pt}
dd{margin:0}
dd p{margin:0}
.box{display:inline-block;width:.95em;height:.95em;border:1.5px solid #000;vertical-align:-.12em;margin-right:.25em}
.head .box{width:1.15em;height:1.15em;flex:none;align-self:center}
.blank{display:inline-block;min-width:9rem;border-bottom:1px solid #000;height:1em}
td .blank{min-width:5rem}
.blank.short{min-width:4.5rem}
.blank.wide{min-width:13rem}
.fill{display:inline-block;margin:.35rem 1.1rem .1rem 0;white-space:nowrap}
.option{white-space:nowrap}
.option .box{margin-left:.4em}
.none{color:#333}
.phone{white-space:nowrap}
code{font:9pt/1.35 ui-monospace,"DejaVu Sans Mono","Liberation Mono",monospace}
@page{size:A4;margin:14mm 12mm 17mm;@bottom-left{content:${cssText(title)};font:8pt sans-serif}@bottom-right{content:${cssText(page)} " " counter(page) " / " counter(pages);font:8pt sans-serif}}
@media screen and (max-width:40rem){
.fill{white-space:normal}
dl div{grid-template-columns:1fr}
table,caption,tbody,tr,td{display:block}
thead,td.room,td:empty{display:none}
tr{border-top:1px solid #777;padding:.25rem 0}
td{border:0;padding:0 .4rem}
td:first-child{font-weight:700}
}
@media print{
html{font-size:9.5pt}
body{max-width:none;padding:0}
h2{break-after:avoid}
.runbook{break-before:page}
h3,caption,.head{break-after:avoid}
.step,tr,.short,dl div{break-inside:avoid}
.long{break-inside:auto}
thead{display:table-header-group}
}
`
}
