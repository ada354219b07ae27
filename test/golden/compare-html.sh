# Names that would be tags, links or lists stay words; the page fetches and runs nothing.
sed 's/name: Ward 7,/name: "Ward <b>7<\/b> \& [x](y) *z* | `q`",/; s/welcome-home:/welcome-home:\n    name: "1. <i>Welcome<\/i>"/' fall-after.yaml >after.yaml
carepath compare --format html fall.yaml after.yaml >page.html
python3 -c '
import html.parser
class Page(html.parser.HTMLParser):
    tags = set()
    def handle_starttag(self, tag, attributes): self.tags.add(tag)
page = Page(); page.feed(open("page.html", encoding="utf-8").read()); print(*sorted(page.tags))'
cat page.html
carepath compare --format markdown fall.yaml after.yaml
