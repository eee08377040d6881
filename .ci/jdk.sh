# shellcheck shell=sh disable=SC2154,SC2034
# Sourced by ../mesh: finds a JDK of version 25 or newer, from $MESH_JAVA_HOME to the system's usual folders; sets $jdk.

major_of() { sed -n 's/^JAVA_VERSION="\{0,1\}\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" 2>/dev/null; }

# Takes a folder as our JDK when it is one and new enough; reads its release file, as starting each JVM takes seconds.
consider() {
  [ -z "$jdk" ] && [ -n "$1" ] && [ -x "$1/bin/javac" ] || return 0
  major=$(major_of "$1")
  case $major in '') return 0 ;; esac
  if [ "$major" -ge 25 ]; then jdk=$1; return 0; fi
  case $seen in *" $1
"*) ;; *) seen="$seen
           $major  $1
"; majors="$majors$major
" ;; esac
}

javac_on_path() {
  found=$(command -v javac) || return 0
  while [ -h "$found" ]; do
    to=$(readlink "$found")
    case $to in /*) found=$to ;; *) found=$(dirname -- "$found")/$to ;; esac
  done
  dirname -- "$(dirname -- "$found")"
}

find_jdk() {
  seen='' majors=''
  consider "${MESH_JAVA_HOME:-}"
  consider "${JAVA_HOME:-}"
  consider "${JAVA25_HOME:-}"
  consider "$(javac_on_path)"
  usual="/usr/lib/jvm:/usr/java:/opt/java:/opt:/opt/homebrew/opt:$HOME/.sdkman/candidates/java:$HOME/.jdks:/Library/Java/JavaVirtualMachines"
  IFS=:
  for folder in ${MESH_JDK_FOLDERS:-$usual}; do
    for candidate in "$folder"/*; do
      consider "$candidate"
      consider "$candidate/Contents/Home"
      consider "$candidate/libexec/openjdk.jdk/Contents/Home"
    done
  done
  unset IFS
  [ -z "$jdk" ] || return 0
  found=$(printf '%s' "$majors" | sort -nu | tr '\n' ' ' | sed 's/ $//; s/ / and /g')
  fail MESH-1001 "needs JDK 25, found ${found:-none}" "no JDK of version 25 or newer in the usual folders${seen:+; looked at:$seen}" \
    'install one (Debian: apt install openjdk-25-jdk), or: export MESH_JAVA_HOME=/folder/of/jdk-25'
}

