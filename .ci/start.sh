# shellcheck shell=sh disable=SC2154
# Sourced by ../mesh: starts the Java program, with a cache of loaded classes when there is one that fits.

# The cache belongs to one JDK and one class path; it is made in the background by a run that does nothing else.
# Without one, or with one the JVM does not like, the program starts as well, only later.
class_cache() {
  caches=$root/cli/target/cache
  key=$( (cat "$jdk/release"; printf '%s\n' "$1" | tr ':' '\n' | while IFS= read -r jar; do ls -lLn "$jar"; done) 2>/dev/null | cksum | tr ' ' '-')
  if [ -f "$caches/$key.aot" ]; then
    cached=-XX:AOTCache=$caches/$key.aot
    return
  fi
  mkdir -p "$caches" 2>/dev/null
  find "$caches" -name '*.making' -mmin +10 -exec rm -rf {} + 2>/dev/null
  mkdir "$caches/$key.making" 2>/dev/null && make_class_cache "$1" </dev/null >/dev/null 2>&1 &
}

make_class_cache() {
  trap '' HUP INT
  rm -f "$caches"/*.aot
  # shellcheck disable=SC2086
  nice "$jdk/bin/java" $flags "-XX:AOTCacheOutput=$caches/$key.making/aot" -cp "$1" dev.agentmesh.cli.Mesh help &&
    mv "$caches/$key.making/aot" "$caches/$key.aot"
  rm -rf "$caches/$key.making"
}

start() {
  class_path=$root/cli/target/agentmesh-cli.jar:$(cat "$root/cli/target/class-path")
  flags='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow'
  cached='' terminal='' columns=''
  for stream in 0 1 2; do if [ -t $stream ]; then terminal=$terminal$stream; fi; done
  case $terminal in *1*) columns=$(stty size </dev/tty 2>/dev/null) && columns=${columns#* } ;; esac
  [ -n "${MESH_NO_CACHE:-}" ] || class_cache "$class_path"
  # shellcheck disable=SC2086
  exec "$jdk/bin/java" $flags ${cached:+"$cached"} ${MESH_JVM_OPTIONS:-} -Dmesh.home="$root" -Dmesh.terminal="$terminal" ${columns:+"-Dmesh.columns=$columns"} -cp "$class_path" dev.agentmesh.cli.Mesh "$@"
}
