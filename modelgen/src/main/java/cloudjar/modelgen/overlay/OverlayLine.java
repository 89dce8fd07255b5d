package cloudjar.modelgen.overlay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One fact of an overlay: a verb, what it speaks of, and options.
 *
 * @param words the verb and the plain words after it
 * @param options the words of the form {@code key=value}
 * @param reason why the fact is needed, and where it was learnt
 */
record OverlayLine(String file, int number, List<String> words, Map<String, String> options, String reason) {

    /** Reads the part of a line before its reason; quotes hold words together. */
    static OverlayLine parse(String file, int number, String text, String reason) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (String token : tokens(file, number, text)) {
            int equals = token.indexOf('=');
            // A member such as Name:Type@header=x is one word, not an option.
            if (equals > 0 && token.lastIndexOf(':', equals) < 0) {
                options.put(token.substring(0, equals), token.substring(equals + 1));
            } else {
                words.add(token);
            }
        }
        if (words.isEmpty()) {
            throw new OverlayException(file, number, "a verb is missing");
        }
        return new OverlayLine(file, number, List.copyOf(words), options, reason);
    }

    private static List<String> tokens(String file, int number, String text) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        for (char c : (text + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (!token.isEmpty()) {
                    tokens.add(token.toString());
                }
                token.setLength(0);
            } else {
                token.append(c);
            }
        }
        if (quoted) {
            throw new OverlayException(file, number, "a quote is not closed");
        }
        return tokens;
    }

    String verb() {
        return words.getFirst();
    }

    /** The word at {@code index}, 0 being the verb. */
    String word(int index) {
        if (index >= words.size()) {
            throw problem(verb() + " needs more words");
        }
        return words.get(index);
    }

    /** The words from {@code index} on. */
    List<String> wordsFrom(int index) {
        return index >= words.size() ? List.of() : words.subList(index, words.size());
    }

    /** Refuses more words than {@code count}, the verb included. */
    OverlayLine words(int count) {
        if (words.size() != count) {
            throw problem(verb() + " takes " + (count - 1) + " words, not " + (words.size() - 1));
        }
        return this;
    }

    /** Refuses options other than these. */
    OverlayLine allow(String... keys) {
        Set<String> allowed = Set.of(keys);
        for (String key : options.keySet()) {
            if (!allowed.contains(key)) {
                throw problem(verb() + " has no option " + key);
            }
        }
        return this;
    }

    boolean has(String key) {
        return options.containsKey(key);
    }

    @Nullable
    String option(String key) {
        return options.get(key);
    }

    String option(String key, String fallback) {
        return options.getOrDefault(key, fallback);
    }

    /** The values of an option that lists them with commas; empty where it is absent. */
    List<String> list(String key) {
        String value = options.get(key);
        return value == null ? List.of() : List.of(value.split(","));
    }

    int integer(String key, int fallback) {
        String value = options.get(key);
        if (value == null) {
            return fallback;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw problem(key + " is no number: " + value);
        }
    }

    boolean flag(String key) {
        String value = option(key, "");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw problem(key + " is true or false, not " + value);
        };
    }

    OverlayException problem(String text) {
        return new OverlayException(file, number, text);
    }
}
