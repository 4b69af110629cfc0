# Read by the draai.sh of every example: where RIO is and who signs. What is not set is that of `make run`.
# shellcheck shell=sh
voorbeelden=$(cd "$(dirname "$0")/.." && pwd)
pki=${RIO_DATA_DIR:-$voorbeelden/../rio-data}/pki
heel() { case "$1" in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; } # some examples run in a folder of their own
# The names are those of `rio-soap stuur` and `haal`.
export RIO_CLIENT_ENDPOINT="${RIO_CLIENT_ENDPOINT:-http://127.0.0.1:8080}" # address before /RIO/services/…
# PEM of who signs, its private key without password, and PEM of the service that signs the answers.
RIO_CLIENT_CERTIFICAAT=$(heel "${RIO_CLIENT_CERTIFICAAT:-$pki/klant.pem}")
RIO_CLIENT_SLEUTEL=$(heel "${RIO_CLIENT_SLEUTEL:-$pki/klant.key}")
RIO_CLIENT_RIO_CERTIFICAAT=$(heel "${RIO_CLIENT_RIO_CERTIFICAAT:-$pki/dienst.pem}")
export RIO_CLIENT_CERTIFICAAT RIO_CLIENT_SLEUTEL RIO_CLIENT_RIO_CERTIFICAAT
export RIO_CLIENT_OIN="${RIO_CLIENT_OIN:-0000000700025BE00000}"  # OIN of the institution whose data it is
export RIO_NAAR="${RIO_NAAR:-00000001800866472000}" # OIN of RIO
export RIO_BESTUUR="${RIO_BESTUUR:-100B490}"        # onderwijsbestuurcode of that institution
if [ ! -r "$RIO_CLIENT_SLEUTEL" ]; then
  echo "no key at $RIO_CLIENT_SLEUTEL: start \`make run\` first, or set RIO_CLIENT_CERTIFICAAT and RIO_CLIENT_SLEUTEL" >&2
  exit 2
fi
