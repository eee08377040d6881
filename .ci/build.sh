# shellcheck shell=sh disable=SC2154,SC2034
# Sourced by ../mesh: runs Maven with short progress, one build of this tree at a time, and only when a source changed.

take_lock() {
  mkdir -p "$root/target"
  told='' blank=0
  while ! (set -C && echo $$ >"$lock") 2>/dev/null; do
    holder=$(cat "$lock" 2>/dev/null)
    [ -n "$holder" ] && blank=0 || blank=$((blank + 1))
    # A lock whose process is gone is taken down by one waiter at a time, and only if it is still that lock.
    if [ $blank -gt 3 ] || { [ $blank -eq 0 ] && ! kill -0 "$holder" 2>/dev/null; }; then
      if mkdir "$lock.gone" 2>/dev/null; then
        [ "$(cat "$lock" 2>/dev/null)" = "$holder" ] && rm -f "$lock"
        rmdir "$lock.gone"
      fi
    else
      [ -n "$told" ] || say "waiting for the build of process $holder"
      told=yes
      sleep 1
    fi
  done
  locked=yes
}

# A folder's own time tells of files that were removed from it.
is_stale() {
  [ -f "$stamp" ] && [ -f "$root/cli/target/class-path" ] || return 0
  [ -n "$(find "$root" \( -name target -o -name '.?*' -o -name node_modules \) -prune -o \
    \( -name pom.xml -o -path '*/src/main/*' -o -path '*/docs/errors*' \) -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

# maven WORD ARGUMENT...: runs Maven on our JDK with the log in a file; says WORD and the module as each begins.
maven() {
  word=$1; shift
  command -v mvn >/dev/null || fail MESH-1013 'needs Maven 3.8 or newer, found none' 'there is no mvn on the path' \
    'install it (Debian: apt install maven) and put its bin folder on the path'
  [ -z "${MESH_OFFLINE:-}" ] || set -- -o "$@"
  begun=$(date +%s)
  { (cd "$root" && JAVA_HOME=$jdk JAVA25_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED" \
      mvn -B -Dstyle.color=never "$@" </dev/null 2>&1); printf '\nmesh-exit %s\n' $?; } | tee "$log" |
    grep --line-buffered -E '^mesh-exit |^\[INFO\] Building .*\[[0-9]+/[0-9]+\]$|^\[[A-Z]+\] Tests run: [^-]*$|<<< (FAILURE|ERROR)!' |
    { while IFS= read -r line; do
      case $line in
        'mesh-exit '*) exit "${line#mesh-exit }" ;;
        *'] Building '*)
          count=${line##*\[}; name=${line#*Building }; name=${name%%-SNAPSHOT*}
          say "$word ${count%]}  ${name% *}  ($(($(date +%s) - begun)) s)" ;;
        *) say "          ${line#*] }" ;;
      esac
    done; exit 1; }
}

explain_failure() {
  missing=$(sed -n -E 's/.*(Could not (find|transfer) artifact|Cannot access [^ ]* \([^)]*\) in offline mode and the artifact) ([^ ]+).*/\3/p' "$log" | head -n 1)
  [ -z "$missing" ] || fail MESH-1011 "cannot download $missing" 'no network, no proxy setting, or Maven works offline before a first build online' \
    "check network and proxy (Maven's settings.xml), then run the same command again; all of it is in $log"
  module=$(sed -n 's/.*Failed to execute goal .* on project \([^:]*\):.*/\1/p' "$log" | head -n 1)
  grep -v -E '^mesh-exit|^\[ERROR\] *(\[Help 1\].*|To see the full.*|Re-run Maven.*|For more info.*|After correcting.*|mvn <args>.*)?$' "$log" | tail -n 15 >&2
  fail MESH-1010 "build failed${module:+ in module $module}" "the last lines of the log are above, all of it is in $log" 'mend what they name, then run the same command again'
}

build() {
  [ -f "$root/pom.xml" ] && is_stale || return 0
  take_lock
  if is_stale; then
    touch "$stamp.new"
    maven building -Dmaven.test.skip=true package || explain_failure
    mv -f "$stamp.new" "$stamp"
  fi
  rm -f "$lock"; locked=''
}

