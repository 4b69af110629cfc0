# Read by the installeer.sh of every example. `nodig TEST NAME` notes what is not there: a Debian package, or, with its
# registry before it (npm:soap), what the script installs itself afterwards. `installeer "$@"` installs the Debian
# packages; with --kijk it only names what is missing and leaves with 1.
# shellcheck shell=sh
cd "$(dirname "$0")" || exit
mist=""
nodig() { sh -c "$1" >/dev/null 2>&1 || mist="$mist $2"; }
installeer() {
  if [ -z "$mist" ]; then
    if [ "${1-}" = --kijk ]; then exit 0; fi
    return 0
  fi
  echo "missing:$mist"
  if [ "${1-}" = --kijk ]; then exit 1; fi
  pakketten=$(printf '%s\n' $mist | grep -v : || true)
  if [ -n "$pakketten" ]; then
    als_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    als_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $pakketten
  fi
}
als_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
