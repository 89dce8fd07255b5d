package cloudjar.modelgen.java;

/** AWS's HTML documentation, cut down to what a Javadoc summary takes. */
final class JavadocText {
    private static final int LENGTH_MAX = 400;

    private JavadocText() {}

    /** The first sentence as plain text fit for a comment; empty where there is none. */
    static String firstSentence(String html) {
        String text = html.replaceAll("(?s)<!--.*?-->", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .replaceAll(" ([.,;:)])", "$1")
                .strip();
        int end = sentenceEnd(text);
        String sentence =
                end > LENGTH_MAX ? text.substring(0, text.lastIndexOf(' ', LENGTH_MAX)) + " …" : text.substring(0, end);
        return sentence.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }

    private static int sentenceEnd(String text) {
        for (int at = text.indexOf(". "); at >= 0; at = text.indexOf(". ", at + 1)) {
            boolean abbreviation = text.startsWith("e.g", at - 3) || text.startsWith("i.e", at - 3);
            if (!abbreviation) {
                return at + 1;
            }
        }
        return text.length();
    }
}
