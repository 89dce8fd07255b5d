package cloudjar.roundtrip;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.testkit.structure.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/** All operations of one service, called with random values and answered with random values. */
final class RoundTrips {
    /** In each round: how likely an optional member is set. Everything, then only what must be, then some. */
    private static final double[] FULLNESS = {1, 0, 0.5, 0.7, 0.3};

    private final ServiceClient service;
    private final ServiceSchema schema;
    private final SdkClient client;
    private final Exchange exchange;
    private final Exclusions exclusions;
    private final long seed;
    private final List<String> failures = new ArrayList<>();

    RoundTrips(
            ServiceClient service,
            ServiceSchema schema,
            SdkClient client,
            Exchange exchange,
            Exclusions exclusions,
            long seed) {
        this.service = service;
        this.schema = schema;
        this.client = client;
        this.exchange = exchange;
        this.exclusions = exclusions;
        this.seed = seed;
    }

    /** Goes {@code rounds} times through every operation; returns a sentence for each thing that went wrong. */
    List<String> run(int rounds) {
        for (OperationSchema operation : schema.operations()) {
            Optional<SdkOperation> sdk = SdkOperation.find(service.type(), operation.name());
            if (sdk.isPresent()) {
                for (int round = 0; round < rounds && failures.size() < 2000; round++) {
                    roundTrip(operation, sdk.get(), round);
                }
            } else if (!leftOut(operation, Direction.INPUT) || !leftOut(operation, Direction.OUTPUT)) {
                failures.add(operation + ": the client has no such operation");
            }
        }
        exclusions.unused(service.id()).forEach(line -> failures.add("an exclusion of no use: " + line));
        return failures;
    }

    private boolean leftOut(OperationSchema operation, Direction direction) {
        return exclusions.leavesOut(service.id(), operation.name(), direction);
    }

    private void roundTrip(OperationSchema operation, SdkOperation sdk, int round) {
        boolean skipInput = leftOut(operation, Direction.INPUT);
        boolean skipOutput = leftOut(operation, Direction.OUTPUT);
        if (skipInput && skipOutput) {
            return;
        }
        // Each call has its own seed, so that it can be repeated without those before it.
        Random random = new Random(seed * 31 + operation.name().hashCode() * 31L + round);
        exchange.prepare(null);
        try {
            Structure input = make(operation, Direction.INPUT, sdk.requestBuilder(), random, round);
            Structure output = make(operation, Direction.OUTPUT, sdk.responseBuilder(), random, round);
            exchange.prepare(output);
            SdkOperation.Answer answer =
                    sdk.call(client, SdkValues.toSdk(input, sdk.requestBuilder()), streamed(input));
            Structure received = exchange.input();
            OperationSchema called = exchange.operation();
            if (received == null || called == null || !called.name().equals(operation.name())) {
                fail(operation, Direction.INPUT, round, "called " + called);
                return;
            }
            if (!skipInput) {
                compare(operation, Direction.INPUT, round, input, received);
            }
            if (!skipOutput) {
                compare(operation, Direction.OUTPUT, round, output, answered(operation.output(), answer));
            }
        } catch (RuntimeException e) {
            Direction failed = exchange.input() == null ? Direction.INPUT : Direction.OUTPUT;
            fail(operation, failed, round, described(e));
        }
    }

    private Structure make(OperationSchema operation, Direction direction, SdkPojo pojo, Random random, int round) {
        Rules rules = exclusions.rules(service.id(), operation.name(), direction);
        ClientStructures.Wish wish = service.wish(FULLNESS[round % FULLNESS.length]);
        Schema shape = direction == Direction.INPUT ? operation.input() : operation.output();
        return new ClientStructures(random, new RandomText(random), wish, operation.uri(), rules)
                .structure(shape, pojo);
    }

    private static Bytes streamed(Structure input) {
        Member member = streaming(input.schema());
        return member == null || Exchange.whole(input).get(member) == null
                ? Bytes.EMPTY
                : (Bytes) Exchange.whole(input).required(member.index());
    }

    private static Structure answered(Schema schema, SdkOperation.Answer answer) {
        Structure structure = SdkValues.fromSdk(schema, answer.response());
        Member member = streaming(schema);
        if (member == null) {
            return structure;
        }
        @Nullable Object[] values = structure.slots();
        values[member.index()] = answer.content();
        return schema.create(values);
    }

    private static @Nullable Member streaming(Schema schema) {
        return schema.members().stream()
                .filter(member -> member.target().streaming())
                .findFirst()
                .orElse(null);
    }

    private void compare(
            OperationSchema operation, Direction direction, int round, Structure sent, Structure received) {
        Rules rules = exclusions.rules(service.id(), operation.name(), direction);
        Difference.between(Exchange.whole(sent), received, rules::leavesOut)
                .forEach(difference -> fail(operation, direction, round, difference));
    }

    private void fail(OperationSchema operation, Direction direction, int round, String what) {
        failures.add(operation + " " + direction.word() + " (round " + round + "): " + what);
    }

    private static String described(Throwable failure) {
        StringJoiner text = new StringJoiner(" <- ");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.add(cause.toString());
        }
        return text.toString();
    }
}
