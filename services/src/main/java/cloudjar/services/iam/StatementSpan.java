package cloudjar.services.iam;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where a statement stands in the text of a policy. Lines and columns are counted from one.
 *
 * @param endColumn of the character behind it
 */
record StatementSpan(int line, int column, int endLine, int endColumn) {
    private static final String NAME = "Statement";

    /** The statements of a policy that was accepted, in their order. */
    static List<StatementSpan> of(String text) {
        List<StatementSpan> spans = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        String name = "";
        boolean inside = false;
        int array = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> {
                    int end = endOfText(text, i);
                    if (open.size() == 1
                            && text.substring(end + 1).stripLeading().startsWith(":")) {
                        name = text.substring(i + 1, end);
                        inside = name.equals(NAME);
                    }
                    i = end;
                }
                case '[' -> array += open.size() == 1 && inside ? 1 : 0;
                case ']' -> array -= open.size() == 1 && inside ? 1 : 0;
                case '{' -> open.push(i);
                case '}' -> {
                    int start = open.pop();
                    if (open.size() == 1 && inside && array <= 1) {
                        spans.add(span(text, start, i));
                    }
                }
                default -> {}
            }
        }
        return spans;
    }

    /** The place of the quotation mark that ends a text. */
    private static int endOfText(String text, int start) {
        int i = start + 1;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static StatementSpan span(String text, int start, int end) {
        return new StatementSpan(line(text, start), column(text, start), line(text, end), column(text, end) + 1);
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    private static int column(String text, int at) {
        return at - text.lastIndexOf('\n', at - 1);
    }
}
