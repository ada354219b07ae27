# Names that would be tags, links, lists or headings stay words; the page fetches and runs nothing, says what the room
# said, and keeps to itself what is not to be shown.
sed -e 's/^name: .*/name: "<\/title><script>alert(1)<\/script> \& more"/' -e 's/name: Ward 7,/name: "Ward <b>7<\/b> [x](y) *z* | `q`",/' \
	-e 's/name: Northshire Council,/name: "=== <img src=x onerror=y>",/' -e 's/name: Margaret, 82/name: "1. # <i>Margaret<\/i>"/' \
	-e 's/about: .*/about: "    - <style>x<\/style>"/' fall.yaml >'a<u>.yaml'
cat >'a<u>.journal.yaml' <<'END'
--- { number: 1, kind: idea, at: "2026-11-22 14:32:05", step: "ward-stay", says: "<script>alert(1)</script> [x](javascript:y) 1. # two", who: "Ann & Bob <b>", sum: 643d8e7e301380f6 }
--- { number: 2, kind: voice, at: "2026-11-22 14:35:10", step: "a-and-e", says: "SECRET they left me in the corridor", who: "SECRET Margaret", consent: no, sum: 6cd9313f5a1ba081 }
--- { number: 3, kind: voice, at: "2026-11-22 14:36:10", step: "a-and-e", says: "Nobody told my daughter", who: "Margaret", consent: yes, sum: 017d840bd2a9a9fa }
--- { number: 4, kind: action, at: "2026-11-22 14:40:00", says: "Ring the council about the form", who: "Tom", by: "Friday", sum: b33ccce213bd2d48 }
END
carepath report --format markdown --color always 'a<u>.yaml' >page.md
grep -c SECRET page.md
cat page.md
