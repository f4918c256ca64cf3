/** Makes the script of a shell: `names` are those to complete for, `command` is how to start the program when the shell can't. */
type Script = (names: readonly string[], command: readonly string[]) => string

/** Needs no package: what bash-completion would do with quotes and colons, the program does. */
export const bashScript: Script = (names, command) => `# bash completion of cyber-respond
#   eval "$(cyber-respond completion bash)"

_cyber_respond() {
  local program=("$1") reply line
  # A path as it was typed: with ~, with quotes.
  [[ $1 == '~/'* ]] && program=("$HOME/\${1:2}")
  type -P -- "\${program[0]}" >/dev/null || declare -F -- "$1" >/dev/null || program=(${words(command)})
  COMPREPLY=()
  reply=$("\${program[@]}" complete --bash "$COMP_TYPE" "$COMP_WORDBREAKS" "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null </dev/null) || return 0
  [[ -z $reply ]] && return 0
  while IFS= read -r line; do COMPREPLY+=("$line"); done <<<"$reply"
  case \${COMPREPLY[0]} in
    files) compopt -o default ;;
    folders) compopt -o dirnames ;;
  esac
  COMPREPLY=("\${COMPREPLY[@]:1}")
}
complete -o nosort -F _cyber_respond ${names.join(' ')}
`

/** Works as a file of \`fpath\`, and in \`eval\`. */
export const zshScript: Script = (names, command) => `#compdef ${names.join(' ')}
# zsh completion of cyber-respond
#   eval "$(cyber-respond completion zsh)"

_cyber_respond() {
  local -a program given reply values shown
  local line tab=$'\\t'
  # Only the home of who types: nothing else in a line is carried out before Enter.
  program=("\${(Q)words[1]}")
  program[1]=\${program[1]/#\\~\\//$HOME/}
  program[1]=\${program[1]/#\\$HOME\\//$HOME/}
  (( $+commands[$program[1]] || $+functions[$program[1]] )) || [[ -x $program[1] ]] || program=(${words(command)})
  given=("\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}")
  reply=("\${(@f)$("\${program[@]}" complete -- "\${given[@]}" 2>/dev/null </dev/null)}")
  case $reply[1] in
    files) compset -P '--*='; _files; return ;;
    folders) compset -P '--*='; _files -/; return ;;
  esac
  for line in "\${(@)reply[2,-1]}"; do
    values+=("\${line%%$tab*}")
    if [[ $line == *$tab* ]]; then shown+=("\${line/$tab/  -- }"); else shown+=("$line"); fi
  done
  # Found by another name: what they have in common would take the place of what was typed.
  if (( $#values > 1 && \${#\${(M)values:#\${(b)given[-1]}*}} < $#values )); then
    compstate[insert]='' compstate[list]='list force'
  fi
  (( $#values )) && compadd -U -V cyber-respond -l -d shown -a values
}
# As a file of fpath it is called _cyber-respond.
if [[ $funcstack[1] == _cyber?respond ]]; then
  _cyber_respond "$@"
else
  # -D: nothing is written into the home of who only wants this.
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -D }
  compdef _cyber_respond ${names.join(' ')}
fi
`

export const fishScript: Script = (names, command) => `# fish completion of cyber-respond
#   cyber-respond completion fish | source

function __cyber_respond_complete
    set -l given (commandline -opc)
    set -l typed (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $given[1])
    type -q -- $program[1]; or set program ${words(command)}
    set -l unquoted (string unescape -- $typed; or string replace -r '^["\\']' '' -- $typed)
    set -l reply ($program complete -- $given[2..-1] "$unquoted" 2>/dev/null </dev/null)
    set -l kept (string match -r '^--[^=]*=' -- $typed)
    set -l rest (string replace -r '^--[^=]*=' '' -- $typed)
    switch "$reply[1]"
        case files
            string replace -r -- '^' "$kept" (__fish_complete_path $rest)
        case folders
            string replace -r -- '^' "$kept" (__fish_complete_directories $rest '')
        case '*'
            set -q reply[2]; and printf '%s\\n' $reply[2..-1]
    end
end
${names.map((name) => `complete -c ${name} -f -k -a '(__cyber_respond_complete)'`).join('\n')}
`

/** Words as all three shells read them. */
function words(command: readonly string[]): string {
  return command.map((word) => `'${word.replaceAll("'", `'"'"'`)}'`).join(' ')
}
