package cloudjar.protocols.xml;

import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.protocols.ContentBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes an XML document as UTF-8. Elements are opened and closed by the caller, who keeps them
 * balanced; an element without content closes itself. Used by one thread.
 *
 * <p>Characters that XML 1.0 does not allow are written as references (<code>&amp;#x1;</code>), as S3 does in listings: it is the
 * caller of AWS who asks for {@code encoding-type=url} to avoid them. Half of a surrogate pair becomes U+FFFD.
 */
public final class XmlWriter {
    private static final byte[] PROLOG = ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private static final byte[] XMLNS = ascii(" xmlns");
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
    private static final byte[][] TEXT_ESCAPES = new byte[128][];
    private static final byte[][] ATTRIBUTE_ESCAPES = new byte[128][];

    static {
        for (int c = 0; c < 0x20; c++) {
            byte[] reference = ascii("&#x" + Integer.toHexString(c).toUpperCase(Locale.ROOT) + ";");
            ATTRIBUTE_ESCAPES[c] = reference;
            TEXT_ESCAPES[c] = c == '\t' || c == '\n' ? null : reference;
        }
        for (byte[][] escapes : new byte[][][] {TEXT_ESCAPES, ATTRIBUTE_ESCAPES}) {
            escapes['&'] = ascii("&amp;");
            escapes['<'] = ascii("&lt;");
            escapes['>'] = ascii("&gt;");
            escapes['"'] = ascii("&quot;");
        }
    }

    private final ContentBuffer out;
    /** Whether the last start tag still lacks its {@code >}. */
    private boolean open;

    /** Writes to {@code out}, which the caller takes back when the root is closed. */
    public XmlWriter(ContentBuffer out) {
        this.out = out;
    }

    /** Writes the XML declaration; first of all, where it is wanted. */
    public XmlWriter prolog() {
        out.write(PROLOG);
        return this;
    }

    /** Opens an element. Until its content begins, {@link #namespace} and {@link #attribute} add to it. */
    public XmlWriter start(String name) {
        closeTag();
        out.write('<');
        out.ascii(name);
        open = true;
        return this;
    }

    /** Opens an element in a namespace, or in that of its parent where {@code uri} is null. */
    public XmlWriter start(String name, @Nullable String uri) {
        start(name);
        if (uri != null) {
            namespace("", uri);
        }
        return this;
    }

    /** Declares a namespace on the element just opened; nothing where {@code namespace} is null. */
    public XmlWriter namespace(@Nullable XmlNamespace namespace) {
        if (namespace != null) {
            namespace(namespace.prefix(), namespace.uri());
        }
        return this;
    }

    private void namespace(String prefix, String uri) {
        out.write(XMLNS);
        if (!prefix.isEmpty()) {
            out.write(':');
            out.ascii(prefix);
        }
        quoted(uri);
    }

    /** Adds an attribute to the element just opened. */
    public XmlWriter attribute(String name, String value) {
        out.write(' ');
        out.ascii(name);
        quoted(value);
        return this;
    }

    /** Writes character data, escaped. */
    public XmlWriter text(String text) {
        closeTag();
        escaped(text, TEXT_ESCAPES);
        return this;
    }

    /** Writes text that is known to need no escape: a number, a word of the protocol, base64. */
    XmlWriter plain(String ascii) {
        closeTag();
        out.ascii(ascii);
        return this;
    }

    /** Closes the innermost open element, whose name is {@code name}. */
    public XmlWriter end(String name) {
        if (open) {
            out.write('/');
            out.write('>');
            open = false;
        } else {
            out.write('<');
            out.write('/');
            out.ascii(name);
            out.write('>');
        }
        return this;
    }

    /** Writes an element with nothing but text. */
    public XmlWriter element(String name, String text) {
        return start(name).text(text).end(name);
    }

    private void closeTag() {
        if (open) {
            out.write('>');
            open = false;
        }
    }

    private void quoted(String value) {
        out.write('=');
        out.write('"');
        escaped(value, ATTRIBUTE_ESCAPES);
        out.write('"');
    }

    private void escaped(String text, byte[][] escapes) {
        int count = text.length();
        for (int i = 0; i < count; ) {
            i = plainRun(text, i, escapes);
            if (i < count) {
                i += special(text, i, escapes);
            }
        }
    }

    /** Copies ASCII characters that need no escape; returns the position of the first other one. */
    private int plainRun(String text, int from, byte[][] escapes) {
        int count = text.length();
        byte[] array = out.room(count - from);
        int at = out.length();
        int i = from;
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || escapes[c] != null) {
                break;
            }
            array[at++] = (byte) c;
        }
        out.advance(i - from);
        return i;
    }

    /** Writes the character at {@code i}, and its other half where it has one; returns how many were taken. */
    private int special(String text, int i, byte[][] escapes) {
        char c = text.charAt(i);
        if (c < 0x80) {
            out.write(escapes[c]);
        } else if (c == 0x85 || c == 0x2028) {
            // Line ends to an XML 1.1 reader, which would turn them into U+000A.
            out.ascii(c == 0x85 ? "&#x85;" : "&#x2028;");
        } else if (Character.isSurrogate(c)) {
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                out.write(REPLACEMENT);
                return 1;
            }
            return 1 + out.utf8(text, i);
        } else {
            out.utf8(text, i);
        }
        return 1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
