package cloudjar.services.cloudwatchlogs.pattern;

import com.google.re2j.Pattern;

/** Something to be found in a message. */
sealed interface Term {
    boolean in(String message);

    /** A text, to be found anywhere and as it is written. */
    record Text(String text) implements Term {
        @Override
        public boolean in(String message) {
            return message.contains(text);
        }
    }

    /** A regular expression, to be found anywhere. */
    record Regex(Pattern pattern) implements Term {
        @Override
        public boolean in(String message) {
            return pattern.matcher(message).find();
        }
    }
}
