package cloudjar.services.cloudwatchlogs.query;

import cloudjar.services.cloudwatchlogs.query.Token.Kind;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query that runs once: records are given to it with {@link #take}, the newest first, and {@link #results} ends it. Used by one
 * thread.
 */
public final class Query {
    /** The most rows of a result. */
    public static final int ROWS_MAX = 10_000;

    /** The longest query, in characters. */
    public static final int LENGTH_MAX = 10_000;

    /** Commands of AWS's that are not there. */
    private static final Set<String> REFUSED = Set.of("diff", "anomaly", "lookup");

    private final TokenReader in;
    private final ExpressionParser expressions;
    private final List<Stage> stages = new ArrayList<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> indexed = new LinkedHashSet<>();
    private final List<LogRecord> results = new ArrayList<>();
    private boolean displayed;
    private boolean grouped;
    private int lastFilter = -1;
    private final int asked;
    private int most;
    private long matched;

    /** The whole of a command. */
    private interface Command {
        void read();
    }

    /**
     * Reads a query.
     *
     * @param nowMillis what {@code now()} says
     * @param limit the most rows, where the query has no limit of its own
     * @throws MalformedQuery where the text is none
     */
    public Query(String text, long nowMillis, int limit) {
        in = new TokenReader(text);
        expressions = new ExpressionParser(in, new Functions(nowMillis));
        asked = Math.min(limit, ROWS_MAX);
        most = asked;
        Map<String, Command> commands = Map.ofEntries(
                Map.entry("fields", this::fields),
                Map.entry("display", this::display),
                Map.entry("filter", this::filter),
                Map.entry("filterindex", this::filterIndex),
                Map.entry("parse", this::parse),
                Map.entry("stats", this::stats),
                Map.entry("sort", this::sort),
                Map.entry("limit", this::limit),
                Map.entry("dedup", this::dedup),
                Map.entry("unnest", this::unnest),
                Map.entry("pattern", this::pattern));
        do {
            Token word = in.take();
            Command command = commands.get(word.text().toLowerCase(Locale.ROOT));
            if (REFUSED.contains(word.text().toLowerCase(Locale.ROOT))) {
                throw new MalformedQuery("the command " + word.text() + " is not supported", word.start());
            }
            if (command == null || word.kind() != Kind.WORD) {
                throw TokenReader.unexpected(word);
            }
            command.read();
        } while (in.takes("|"));
        if (in.peek().kind() != Kind.END) {
            throw in.unexpected();
        }
    }

    private void fields() {
        shown();
    }

    private void display() {
        if (!displayed) {
            fields.clear();
        }
        displayed = true;
        shown();
    }

    private void shown() {
        do {
            Expression.Named named = named();
            fields.add(named.name());
        } while (in.takes(","));
    }

    /** An expression with its name, under which records have its value from here on. */
    private Expression.Named named() {
        Token first = in.peek();
        boolean plain = first.kind() == Kind.FIELD
                || first.kind() == Kind.WORD && !in.peekNext().is("(");
        Expression expression = expressions.any();
        String written = in.written(first.start());
        boolean bare = plain && written.equals(first.kind() == Kind.FIELD ? "`" + first.text() + "`" : first.text());
        String name = in.takesWord("as") ? in.name() : bare ? first.text() : written;
        if (!bare || !name.equals(first.text())) {
            stages.add(new Stage.Change(row -> row.set(name, expression.of(row))));
        }
        return new Expression.Named(name, expression);
    }

    private void filter() {
        stages.add(new Stage.Filter(expressions.any()));
        lastFilter = stages.size();
    }

    /** A filter on one field, which must be indexed: groups where it is not are not looked at. */
    private void filterIndex() {
        Token field = in.peek();
        if (field.kind() != Kind.WORD && field.kind() != Kind.FIELD) {
            throw in.unexpected();
        }
        indexed.add(field.text());
        filter();
    }

    /** The fields that groups must have indexed to be looked at. */
    public Set<String> indexed() {
        return Set.copyOf(indexed);
    }

    private void unnest() {
        String list = in.name();
        if (!in.takesWord("into")) {
            throw in.unexpected();
        }
        String name = in.name();
        stages.add(new Stage.Unnest(list, name));
        // A limit before it is of what it takes apart.
        most = asked;
    }

    private void pattern() {
        stages.add(new Stage.Likeness(expressions.any()));
        fields.clear();
        fields.addAll(List.of("@pattern", "@sampleCount", "@ratio", "@severityLabel"));
        grouped = true;
    }

    private void parse() {
        Token first = in.take();
        String field = "@message";
        if (first.kind() == Kind.WORD || first.kind() == Kind.FIELD) {
            field = first.text();
            first = in.take();
        }
        Pattern pattern;
        if (first.kind() == Kind.REGEX) {
            pattern = in.pattern(first);
        } else if (first.kind() == Kind.STRING) {
            pattern = glob(first.text());
        } else {
            throw TokenReader.unexpected(first);
        }
        List<String> names = new ArrayList<>();
        if (in.takesWord("as")) {
            do {
                names.add(in.name());
            } while (in.takes(","));
        }
        String source = field;
        stages.add(new Stage.Change(row -> extract(row, source, pattern, names)));
    }

    /** Stars stand for what is wanted: as little as possible, but for the last at the end, which takes the rest. */
    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder("(?s)");
        int from = 0;
        int star = glob.indexOf('*');
        while (star >= 0) {
            regex.append(Pattern.quote(glob.substring(from, star)))
                    .append(star == glob.length() - 1 ? "(.*)" : "(.*?)");
            from = star + 1;
            star = glob.indexOf('*', from);
        }
        return Pattern.compile(regex.append(Pattern.quote(glob.substring(from))).toString());
    }

    private static void extract(LogRecord row, String field, Pattern pattern, List<String> names) {
        Object value = row.get(field);
        if (value == null) {
            return;
        }
        Matcher matcher = pattern.matcher(Values.text(value));
        if (!matcher.find()) {
            return;
        }
        pattern.namedGroups().forEach((name, group) -> row.set(name, matcher.group(group)));
        for (int i = 0; i < names.size() && i < matcher.groupCount(); i++) {
            row.set(names.get(i), matcher.group(i + 1));
        }
    }

    private void stats() {
        List<Aggregate.Named> aggregates = new ArrayList<>();
        fields.clear();
        do {
            aggregates.add(aggregate());
        } while (in.takes(","));
        List<Expression.Named> by = new ArrayList<>();
        if (in.takesWord("by")) {
            do {
                by.add(named());
            } while (in.takes(","));
        }
        by.forEach(named -> fields.add(named.name()));
        aggregates.forEach(named -> fields.add(named.name()));
        stages.add(new Stage.Stats(aggregates, by));
        grouped = true;
    }

    private Aggregate.Named aggregate() {
        Token name = in.take();
        if (name.kind() != Kind.WORD || !Aggregate.isOne(name.text())) {
            throw TokenReader.unexpected(name);
        }
        in.expect("(");
        Expression of = null;
        if (!in.takes("*") && !in.peek().is(")")) {
            of = expressions.sum();
        }
        double percent = 0;
        if (in.takes(",")) {
            percent = Objects.requireNonNullElse(Values.number(in.take().text()), 0.0);
        }
        in.expect(")");
        Supplier<Aggregate> maker = Aggregate.of(name, of, percent);
        String written = in.written(name.start());
        return new Aggregate.Named(in.takesWord("as") ? in.name() : written, maker);
    }

    private void sort() {
        List<Expression> keys = new ArrayList<>();
        List<Boolean> descending = new ArrayList<>();
        do {
            int start = in.peek().start();
            Expression key = expressions.any();
            // What stats made is found by the name under which it is shown, such as count(*).
            String name = in.written(start);
            keys.add(grouped && fields.contains(name) ? row -> row.get(name) : key);
            boolean down = in.takesWord("desc");
            boolean unused = !down && in.takesWord("asc");
            descending.add(down);
        } while (in.takes(","));
        stages.add(new Stage.Sort(keys, descending, ROWS_MAX));
    }

    private void limit() {
        Token number = in.take();
        Double value = number.kind() == Kind.NUMBER ? Values.number(number.text()) : null;
        if (value == null || value < 1 || value > ROWS_MAX || value != Math.rint(value)) {
            throw TokenReader.unexpected(number);
        }
        most = value.intValue();
        stages.add(new Stage.Limit(most));
    }

    private void dedup() {
        List<String> names = new ArrayList<>();
        do {
            names.add(in.name());
        } while (in.takes(","));
        stages.add(new Stage.Dedup(names));
    }

    /** Gives it a record. */
    public void take(LogRecord row) {
        push(0, row);
    }

    private void push(int stage, LogRecord row) {
        if (stage == Math.max(0, lastFilter)) {
            matched++;
        }
        if (stage < stages.size()) {
            stages.get(stage).take(row, into(stage + 1));
        } else if (results.size() < most) {
            results.add(row);
        }
    }

    private Consumer<LogRecord> into(int stage) {
        return row -> push(stage, row);
    }

    /** The result, once all records were given. */
    public List<LogRecord> results() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).finish(into(i + 1));
        }
        return List.copyOf(results);
    }

    /** How many records passed the filters. */
    public long matched() {
        return matched;
    }

    /** The fields that a row of the result shows. */
    public List<String> shown(LogRecord row) {
        if (fields.isEmpty()) {
            return List.of("@timestamp", "@message");
        }
        return fields.stream().filter(name -> row.get(name) != null).toList();
    }

    /** The value of a row's field, as text; null where it has none. */
    public static @Nullable String text(LogRecord row, String field) {
        Object value = row.get(field);
        return value == null ? null : Values.text(value);
    }
}
