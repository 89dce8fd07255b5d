package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A short text that tells a request from others; the order in which maps were sent makes no difference. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(List<? extends Structure> request) {
        StringBuilder text = new StringBuilder();
        write(request, text);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Structure structure -> {
                out.append('{');
                for (Member member : structure.schema().members()) {
                    Object content = structure.get(member);
                    if (content != null) {
                        out.append(member.name()).append('=');
                        write(content, out);
                    }
                }
                out.append('}');
            }
            case Map<?, ?> map -> {
                out.append('(');
                new TreeMap<>(map).forEach((name, content) -> {
                    text(String.valueOf(name), out);
                    write(content, out);
                });
                out.append(')');
            }
            case List<?> list -> {
                out.append('[');
                list.forEach(element -> write(element, out));
                out.append(']');
            }
            default -> text(value.toString(), out);
        }
    }

    /** With its length before it, so that no text looks like two. */
    private static void text(String text, StringBuilder out) {
        out.append(text.length()).append(':').append(text);
    }
}
