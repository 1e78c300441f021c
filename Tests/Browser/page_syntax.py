"""Parses reports strictly: a browser repairs what is named here, each in its own way.

    page_syntax.py REPORT...

HTML by html5lib (errors of the HTML standard's parser), style sheets by tinycss2 (errors of CSS syntax).
"""

import sys

import html5lib
import tinycss2

# At-rules that hold rules, not declarations.
NESTING = {"media", "supports", "layer", "container"}


def css_errors(nodes):
    """(line within the style sheet, message) of every error in rules and declarations."""
    for node in nodes:
        if node.type == "error":
            yield node.source_line, node.message
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in NESTING:
            yield from css_errors(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            yield from css_errors(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))


def errors(text):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(text)
    for (line, column), code, _ in parser.errors:
        yield f"line {line}, column {column}: {code}"
    for style in document.iter("style"):
        rules = tinycss2.parse_stylesheet(style.text or "", skip_comments=True, skip_whitespace=True)
        for line, message in css_errors(rules):
            yield f"style sheet, line {line}: {message}"


def main():
    faults = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            for fault in errors(file.read()):
                print(f"{path}: {fault}", file=sys.stderr)
                faults += 1
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
