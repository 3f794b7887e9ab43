#!/bin/sh
# Makes stix-two-math.woff2, the font of the formulas, and its licence: `sh client/fonts/subset.sh`. Run it again when a
# formula needs another character. It needs npm, and pyftsubset with Brotli (Debian: fonttools, python3-brotli).
#
# STIX Two Math is under the SIL Open Font License without reserved names. Of its 5,169 glyphs this keeps letters (upright,
# italic, bold), Greek, digits, and sums, integrals, sets, relations and arrows with their larger sizes; and the MATH
# table, which browsers need to set fractions.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @fontsource/stix-two-math@5.3.0 >/dev/null
tar xzf fontsource-stix-two-math-5.3.0.tgz
cp package/LICENSE "$here/OFL.txt"
letters=U+0020-007E,U+00A0,U+0131,U+0237,U+0302-0304,U+0391-03A9,U+03B1-03C9,U+03D1,U+03D5,U+03F5
mathletters=U+210E,U+2113,U+2115,U+211D,U+1D400-1D433,U+1D434-1D467,U+1D6A4,U+1D6A5,U+1D6E2-1D71B,U+1D7D9
punctuation=U+00AC,U+00B1,U+00B7,U+00D7,U+00F7,U+2009,U+200A,U+2013,U+2014,U+2018,U+2019,U+2026,U+2032,U+2033,U+203E
# With a double arrow or a brace that lies down, Chromium refuses the MATH table, and nothing stretches.
arrows=U+2190,U+2192,U+21A6
operators=U+2061-2064,U+2200,U+2202,U+2203,U+2205,U+2207-2209,U+220F,U+2211-2213,U+2217,U+2218,U+221A,U+221D,U+221E
relations=U+2223,U+2225,U+2229-222C,U+223C,U+2248,U+2254,U+2260,U+2261,U+2264,U+2265,U+226A,U+226B,U+2282,U+2286
brackets=U+2295,U+2297,U+22A4,U+22C5,U+22EE,U+22EF,U+22F1,U+2308-230B,U+27E8,U+27E9
pyftsubset package/files/stix-two-math-latin-400-normal.woff2 \
  --unicodes="$letters,$mathletters,$punctuation,$arrows,$operators,$relations,$brackets" \
  --layout-features=ssty --flavor=woff2 --no-hinting --output-file="$here/stix-two-math.woff2"
