package cloudjar.services.s3;

import cloudjar.api.s3.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The document of tags that a form's field carries: elements within each other, with text and the five entities, and
 * nothing else of XML. What is in a request's body is read by the protocol.
 */
final class TagDocument {
    private final String text;
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Tag> tags = new ArrayList<>();
    private String key = "";

    private TagDocument(String text) {
        this.text = text.strip();
    }

    static List<Tag> read(String text) {
        TagDocument document = new TagDocument(text);
        document.elements();
        return document.tags;
    }

    private void elements() {
        int at = 0;
        int content = 0;
        while (at < text.length()) {
            int close = text.indexOf('>', at);
            if (text.charAt(at) != '<' || close < 0) {
                throw S3Errors.malformedXml();
            }
            String name = text.substring(at + 1, close);
            if (name.startsWith("?") && at == 0) {
                // The declaration says nothing that a field does not say.
            } else if (name.startsWith("/")) {
                end(name.substring(1), text.substring(content, at));
            } else if (!name.endsWith("/")) {
                int blank = name.indexOf(' ');
                open.push(blank < 0 ? name : name.substring(0, blank));
            }
            content = close + 1;
            int next = text.indexOf('<', content);
            boolean stray = next < 0 && content < text.length() || open.isEmpty() && next >= 0 && !blank(content, next);
            if (stray) {
                throw S3Errors.malformedXml();
            }
            at = next < 0 ? text.length() : next;
        }
        if (!open.isEmpty() || text.isEmpty()) {
            throw S3Errors.malformedXml();
        }
    }

    private boolean blank(int from, int to) {
        return text.substring(from, to).isBlank();
    }

    private void end(String name, String content) {
        if (open.isEmpty() || !open.pop().equals(name)) {
            throw S3Errors.malformedXml();
        }
        if (name.equals("Key")) {
            key = plain(content);
        } else if (name.equals("Value")) {
            tags.add(Tag.builder().key(key).value(plain(content)).build());
        }
    }

    private static String plain(String content) {
        return content.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
