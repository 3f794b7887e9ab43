#!/bin/sh
# Makes arimo.ttf, the font of exported figures, and its licence: `sh client/fonts/subset-arimo.sh`. Run it again when a
# figure needs another character. It needs npm, apt-get, dpkg and pyftsubset (Debian: fonttools).
#
# Arimo is as wide as Arial and Helvetica, letter by letter, and under the SIL Open Font License without reserved names. Of
# its 3,010 characters this keeps Latin, Greek and Cyrillic letters, digits above and below the line, and common symbols.
# It stays TrueType, because that is what a PDF holds.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download fonts-croscore=20201225-1
dpkg -x fonts-croscore_*.deb .
npm pack --silent @fontsource/arimo@5.3.0 >/dev/null
tar xzf fontsource-arimo-5.3.0.tgz
cp package/LICENSE "$here/arimo-OFL.txt"
letters=U+0020-007E,U+00A0-017F,U+0218-021B,U+0384-03CE,U+03D1,U+03D5,U+03F5,U+0400-045F,U+0490-0491,U+1E9E
punctuation=U+02C6,U+02C7,U+02D8-02DD,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044
digits=U+2070-208E,U+2150-215E
symbols=U+20AC,U+2113,U+2116,U+2122,U+2126,U+2190-2195,U+2202,U+2206,U+220F,U+2211-2212,U+221A,U+221E,U+222B,U+2248,U+2260,U+2261,U+2264,U+2265
pyftsubset usr/share/fonts/truetype/croscore/Arimo-Regular.ttf --unicodes="$letters,$punctuation,$digits,$symbols" \
  --layout-features= --no-hinting --output-file="$here/arimo.ttf"
