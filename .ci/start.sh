# shellcheck shell=sh disable=SC2154
# Sourced by ../mesh: starts the Java program, with a cache of loaded classes when there is one that fits.

# A cache belongs to one JDK and one class path; it is made in the background by a run that does nothing else. There are two:
# of a command that talks to nobody, made at once, and of one that talks to a mesh, made beside the first command that does.
# Without one, or with one the JVM does not like, the program starts as well, only later.
class_cache() {
  caches=$root/cli/target/cache
  # One ls for all: a process for each of eighty jars takes longer than the program itself.
  # shellcheck disable=SC2086
  key=$( (cat "$jdk/release"; IFS=:; set -f; ls -lLn $class_path) 2>/dev/null | cksum | tr ' ' '-')
  if [ -f "$caches/$key-live.aot" ]; then
    cached=-XX:AOTCache=$caches/$key-live.aot
    return
  fi
  mkdir -p "$caches" 2>/dev/null
  find "$caches" -name '*.making' -mmin +10 -exec rm -rf {} + 2>/dev/null
  if [ -f "$caches/$key.aot" ]; then
    cached=-XX:AOTCache=$caches/$key.aot
    case ${1:-} in
      run | workflow | topic | dlq | agent | event | approval | message)
        mkdir "$caches/$key-live.making" 2>/dev/null && make_live_cache "$@" </dev/null >/dev/null 2>&1 &
        ;;
    esac
    return
  fi
  mkdir "$caches/$key.making" 2>/dev/null && make_first_cache </dev/null >/dev/null 2>&1 &
}

make_first_cache() {
  rm -f "$caches"/*.aot
  make_cache "$key" help
  rm -rf "$caches/$key.making"
}

# Asks the mesh the user's command talks to. Where none answers its folder stays for ten minutes, so that not every command tries.
make_live_cache() {
  value=''
  for word in "$@"; do
    shift
    case $value$word in
      --bootstrap | --registry | --data | --namespace)
        set -- "$@" "$word"
        value='value of '
        ;;
      'value of '* | --bootstrap=* | --registry=* | --data=* | --namespace=*)
        set -- "$@" "$word"
        value=''
        ;;
    esac
  done
  make_cache "$key-live" workflow list "$@" && rm -rf "$caches/$key-live.making" "$caches/$key.aot"
}

# make_cache NAME COMMAND...: the cache is there as a whole or not at all.
make_cache() {
  trap '' HUP INT
  name=$1
  shift
  # shellcheck disable=SC2086
  nice "$jdk/bin/java" $flags "-XX:AOTCacheOutput=$caches/$name.making/aot" -Dmesh.home="$root" -cp "$class_path" dev.agentmesh.cli.Mesh "$@" &&
    mv "$caches/$name.making/aot" "$caches/$name.aot"
}

start() {
  class_path=$root/cli/target/agentmesh-cli.jar:$(cat "$root/cli/target/class-path")
  flags='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow'
  cached='' terminal='' columns=''
  for stream in 0 1 2; do if [ -t $stream ]; then terminal=$terminal$stream; fi; done
  case $terminal in *1*) columns=$(stty size </dev/tty 2>/dev/null) && columns=${columns#* } ;; esac
  [ -n "${MESH_NO_CACHE:-}" ] || class_cache "$@"
  # shellcheck disable=SC2086
  exec "$jdk/bin/java" $flags ${cached:+"$cached"} ${MESH_JVM_OPTIONS:-} -Dmesh.home="$root" -Dmesh.terminal="$terminal" ${columns:+"-Dmesh.columns=$columns"} -cp "$class_path" dev.agentmesh.cli.Mesh "$@"
}
