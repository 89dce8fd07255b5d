package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions in Ruby, on a machine that has it. */
class RubyFunctionsTest {
    private static final String CODE = """
        require 'logger'
        require 'greeting'
        $count = 0
        def handler(event:, context:)
          puts "two\\nlines"
          Logger.new($stdout).info('noted')
          {event: event, count: $count += 1, greeting: greet, id: context.aws_request_id, name: context.function_name,
           left: context.get_remaining_time_in_millis.positive?}
        end
        def fails(event:, context:) = raise(ArgumentError, 'no way')
        def gone(event:, context:) = nobody
        module App
          class Work
            def self.process(event:, context:) = event['x'] + 1
          end
        end
        """;
    private static final String GREETING = "def greet = ENV['GREETING']";

    private static TestEngine engine;

    @BeforeAll
    static void open() {
        engine = new TestEngine();
        engine.needs("ruby3.3");
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static FunctionSpec function(String handler) {
        return TestEngine.layered(
                256,
                "ruby3.3",
                handler,
                10,
                TestEngine.zip("main.rb", CODE),
                Map.of(),
                TestEngine.zip("ruby/lib/greeting.rb", GREETING));
    }

    private static String body(Outcome outcome) {
        return outcome.answer().body().utf8();
    }

    @Test
    void servesAgainAndAgainWithWhatLayersBring() {
        FunctionSpec function = function("main.handler");
        assertThat(body(engine.run(function, "{\"a\":\"ü\"}")))
                .contains("\"event\":{\"a\":\"ü\"}", "\"count\":1", "\"greeting\":\"hello\"", "\"left\":true");
        Outcome second = engine.run(function, "{}");
        assertThat(body(second)).contains("\"count\":2", "\"name\":\"f\"");
        assertThat(second.lines()).extracting(Outcome.Line::text).hasSize(2);
        assertThat(second.lines().getFirst().text()).isEqualTo("two\nlines");
        assertThat(second.lines().getLast().text()).startsWith("I, [").endsWith(" -- : noted");
    }

    @Test
    void methodsOfClassesAreHandlers() {
        assertThat(body(engine.run(function("main.App::Work.process"), "{\"x\":1}")))
                .isEqualTo("2");
    }

    @Test
    void errorsHaveTheirTypeMessageAndTrace() {
        FunctionSpec fails = function("main.fails");
        Outcome failed = engine.run(fails, "{}");
        assertThat(failed.answer()).isInstanceOf(Outcome.Answer.Failed.class);
        assertThat(body(failed))
                .startsWith("{\"errorMessage\":\"no"
                        + " way\",\"errorType\":\"Function<ArgumentError>\",\"stackTrace\":[\"/var/task/main.rb:10:in")
                .doesNotContain("bootstrap.rb");
        assertThat(failed.lines().getFirst().text()).isEqualTo("Error raised from handler method");
        assertThat(body(engine.run(function("main.gone"), "{}")))
                .contains("Function<NameError>", "undefined local variable or method `nobody'");
    }

    @Test
    void whatCannotBeLoadedIsTold() {
        assertThat(body(engine.run(function("other.handler"), "{}")))
                .contains("Init<LoadError>", "cannot load such file -- other");
        assertThat(body(engine.run(function("main"), "{}"))).contains("Init<ArgumentError>", "Invalid handler");
    }
}
