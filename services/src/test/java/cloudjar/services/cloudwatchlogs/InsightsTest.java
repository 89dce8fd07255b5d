package cloudjar.services.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.cloudwatchlogs.query.LogRecord;
import cloudjar.services.cloudwatchlogs.query.MalformedQuery;
import cloudjar.services.cloudwatchlogs.query.Query;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The query language, without a server. The codes in brackets are those of the checks that a test proves. */
class InsightsTest {
    private static final List<String> MESSAGES = List.of(
            "{\"level\":\"error\",\"ms\":120,\"user\":{\"name\":\"ada\"},\"tags\":[\"x\",\"y\"]}",
            "{\"level\":\"info\",\"ms\":40}",
            "2024 ERROR user=bob, method:get, latency := 7",
            "{\"level\":\"error\",\"ms\":80}");

    /** Rows as {@code field=value} lists, without pointers; the newest message is the last. */
    private static List<String> run(String text) {
        Query query = new Query(text, 1_700_000_000_000L, Query.ROWS_MAX);
        for (int i = MESSAGES.size() - 1; i >= 0; i--) {
            long millis = 1_700_000_000_000L + i * 60_000L;
            query.take(new LogRecord(
                    new LogRecord.Origin(millis, millis + 5, "stream" + i % 2, "123:group"),
                    MESSAGES.get(i),
                    () -> "pointer"));
        }
        return query.results().stream()
                .map(row -> query.shown(row).stream()
                        .map(field -> field + "=" + Query.text(row, field))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** [CWL-4] */
    @Test
    void fieldsFiltersAndOrderWorkTogether() {
        assertThat(run("fields @timestamp, @message | sort @timestamp desc | limit 1"))
                .containsExactly("@timestamp=2023-11-14 22:16:20.000 @message=" + MESSAGES.get(3));
        assertThat(run("fields level, ms | filter level = 'error' and ms > 100"))
                .containsExactly("level=error ms=120");
        assertThat(run("fields ms | filter @message like /(?i)error/ | filter ispresent(ms) | sort ms asc"))
                .containsExactly("ms=80", "ms=120");
        assertThat(run("fields @log | filter @message like 'ERROR' or @logStream in ['stream9']"))
                .containsExactly("@log=123:group");
        assertThat(run("fields level | filter ispresent(level) and level not like /err/ | filter not (ms < 10)"))
                .containsExactly("level=info");
        assertThat(run("fields ms | filter level =~ /^err/ and @message ~= /ada/"))
                .containsExactly("ms=120");
        assertThat(run("fields user.name as who, tags.1 | filter ispresent(user.name)"))
                .containsExactly("who=ada tags.1=y");
    }

    /** [CWL-4] */
    @Test
    void arithmeticAndFunctionsCompute() {
        assertThat(run("fields ms * 2 + 1 as twice, ms / 3 as third, 2 ^ 3 as cube | filter ms = 80"))
                .containsExactly("twice=161 third=26.6667 cube=8");
        assertThat(run("fields concat(toupper(level), '-', strlen(level)) as text | filter ms = 40"))
                .containsExactly("text=INFO-4");
        assertThat(run("fields abs(-3), greatest(1, 9, 4) as most, coalesce(none, level) as some | filter ms = 40"))
                .containsExactly("abs(-3)=3 most=9 some=info");
        assertThat(
                        run(
                                "fields isIpv4InSubnet('10.1.2.3', '10.1.0.0/16') as inside, isValidIp('10.x') as valid | limit 1"))
                .containsExactly("inside=1 valid=0");
        assertThat(run("fields bin(5m) as time, datefloor(@timestamp, 1h) as hour | filter ms = 80"))
                .containsExactly("time=2023-11-14 22:15:00.000 hour=2023-11-14 22:00:00.000");
        assertThat(run("fields substr(level, 1, 2) as part, replace(level, 'r', 'R') as loud | filter ms = 80"))
                .containsExactly("part=rr loud=eRRoR");
    }

    @Test
    void parseTakesGlobsAndGroups() {
        assertThat(run("parse @message \"user=*, method:*, latency := *\" as user, method, latency"
                        + " | filter ispresent(user) | display user, method, latency"))
                .containsExactly("user=bob method=get latency=7");
        assertThat(run("parse @message /user=(?<who>[a-z]+)/ | filter who = 'bob' | fields who"))
                .containsExactly("who=bob");
    }

    @Test
    void statsMakeGroups() {
        assertThat(run("stats count(*) as n, avg(ms), max(ms), pct(ms, 50) as middle by level | sort level"))
                .containsExactly(
                        "n=1",
                        "level=error n=2 avg(ms)=100 max(ms)=120 middle=80",
                        "level=info n=1 avg(ms)=40 max(ms)=40 middle=40");
        assertThat(run("stats count(*) by bin(2m) | sort count(*) desc"))
                .containsExactly(
                        "bin(2m)=2023-11-14 22:14:00.000 count(*)=2",
                        "bin(2m)=2023-11-14 22:16:00.000 count(*)=1",
                        "bin(2m)=2023-11-14 22:12:00.000 count(*)=1");
        assertThat(run("filter level = 'none' | stats count(*), sum(ms)")).containsExactly("count(*)=0");
        assertThat(run("stats latest(ms) as new, earliest(ms) as old, count_distinct(level) as levels, stddev(ms)"))
                .containsExactly("new=80 old=120 levels=2 stddev(ms)=32.6599");
        assertThat(run("fields level, ms | dedup level | filter ispresent(level)"))
                .containsExactly("level=error ms=80", "level=info ms=40");
    }

    @Test
    void whatIsNoQueryIsRefusedWhereItGoesWrong() {
        assertThatThrownBy(() -> run("fields @message | sortt x"))
                .isInstanceOfSatisfying(
                        MalformedQuery.class, e -> assertThat(e.offset()).isEqualTo(18));
        for (String bad : List.of(
                "",
                "fields",
                "filter (a = 1",
                "stats foo(x)",
                "limit 0",
                "fields 'a",
                "parse x /(/",
                "filter f(",
                "fields bin(x)")) {
            assertThatThrownBy(() -> run(bad)).isInstanceOf(MalformedQuery.class);
        }
        assertThatThrownBy(() -> run("filter " + "(".repeat(5_000))).isInstanceOf(MalformedQuery.class);
    }

    @Test
    void jsonWithinFieldsIsParsedAndListsAreTakenApart() {
        assertThat(
                        run(
                                "fields jsonParse('{\"a\":{\"b\":[1,2]}}') as j | fields j.a.b.1 as two | display two | limit 1"))
                .containsExactly("two=2");
        assertThat(run("filter ispresent(tags.0) | unnest tags into tag | display tag, level"))
                .containsExactly("tag=x level=error", "tag=y level=error");
        assertThat(run("fields jsonParse('[{\"k\":1},{\"k\":2}]') as l | limit 1 | unnest l into e | display e.k, e"))
                .containsExactly("e.k=1 e={\"k\":1}", "e.k=2 e={\"k\":2}");
        assertThat(run("fields jsonStringify(level) as text | filter ms = 40")).containsExactly("text=info");
    }

    @Test
    void messagesThatDifferInDetailsAreOnePattern() {
        assertThat(run("filter level = 'error' | pattern concat('took ', ms, ' ERROR')"))
                .containsExactly("@pattern=took <*> ERROR @sampleCount=2 @ratio=1 @severityLabel=ERROR");
        for (String refused : List.of("diff", "anomaly")) {
            assertThatThrownBy(() -> run("pattern @message | " + refused))
                    .isInstanceOf(MalformedQuery.class)
                    .hasMessageContaining("not supported");
        }
    }
}
