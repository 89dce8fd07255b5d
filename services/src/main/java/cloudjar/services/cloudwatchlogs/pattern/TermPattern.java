package cloudjar.services.cloudwatchlogs.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Terms of a message that has no structure.
 *
 * @param all that it must have
 * @param any of which it must have one; looked at only where nothing else is asked for, as the documentation says
 * @param none that it must not have
 */
record TermPattern(List<Term> all, List<Term> any, List<Term> none) implements FilterPattern {
    private static final String BAD_UNQUOTED = "{}[]()=<>|&,";

    static TermPattern parse(PatternReader in) {
        List<Term> all = new ArrayList<>();
        List<Term> any = new ArrayList<>();
        List<Term> none = new ArrayList<>();
        while (!in.skipBlanks().ended()) {
            List<Term> kind = all;
            if (in.peek() == '?' || in.peek() == '-') {
                kind = in.take() == '?' ? any : none;
            }
            kind.add(term(in));
        }
        return new TermPattern(List.copyOf(all), List.copyOf(any), List.copyOf(none));
    }

    private static Term term(PatternReader in) {
        return switch (in.peek()) {
            case '"' -> new Term.Text(in.quoted());
            case '%' -> new Term.Regex(in.regex());
            default -> {
                String word = in.until("\"");
                if (word.isEmpty() || word.chars().anyMatch(c -> BAD_UNQUOTED.indexOf(c) >= 0)) {
                    throw new InvalidPatternException("Invalid character(s) in term '" + word + "'");
                }
                yield new Term.Text(word);
            }
        };
    }

    @Override
    public boolean matches(String message) {
        for (Term term : none) {
            if (term.in(message)) {
                return false;
            }
        }
        for (Term term : all) {
            if (!term.in(message)) {
                return false;
            }
        }
        return any.isEmpty() || !all.isEmpty() || any.stream().anyMatch(term -> term.in(message));
    }

    @Override
    public Map<String, String> extracted(String message) {
        return Map.of();
    }

    @Override
    public Optional<String> select(String message, String selector) {
        return Optional.empty();
    }
}
