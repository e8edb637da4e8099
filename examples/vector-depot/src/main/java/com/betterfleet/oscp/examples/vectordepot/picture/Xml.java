package com.betterfleet.oscp.examples.vectordepot.picture;

import java.util.List;

/** Writes elements; whatever comes from outside is escaped. The page is HTML that an XML parser reads too. */
final class Xml {
    private Xml() {}

    /** Text between tags, or within an attribute. */
    static String text(String raw) {
        StringBuilder safe = new StringBuilder();
        raw.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(point < ' ' || point == 0xFFFE || point == 0xFFFF ? ' ' : point);
            }
        });
        return safe.toString();
    }

    /**
     * An element.
     *
     * @param name its name
     * @param attributes names and values by turns; values are escaped
     * @param content what is in it, markup
     */
    static String element(String name, List<String> attributes, String content) {
        StringBuilder out = new StringBuilder("<").append(name);
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            out.append(' ')
                    .append(attributes.get(i))
                    .append("=\"")
                    .append(text(attributes.get(i + 1)))
                    .append('"');
        }
        return content.isEmpty() && !name.equals("span") && !name.equals("td")
                ? out.append("/>").toString()
                : out.append('>')
                        .append(content)
                        .append("</")
                        .append(name)
                        .append('>')
                        .toString();
    }
}
