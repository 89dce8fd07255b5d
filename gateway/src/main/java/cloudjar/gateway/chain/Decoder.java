package cloudjar.gateway.chain;

import cloudjar.gateway.content.ContentView;
import cloudjar.gateway.content.ContentView.Reading;
import cloudjar.gateway.stage.Authenticated;
import cloudjar.gateway.stage.Decoded;
import cloudjar.gateway.stage.Resolved;
import cloudjar.gateway.stage.Step;
import cloudjar.gateway.stage.WireHeaders;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.protocols.HttpRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the typed input of the request, its body freed from codings and compared with its checksums. */
final class Decoder implements Step<Authenticated, Decoded> {
    private final int bodyMax;
    private final Map<OperationSchema, Reading> readings = new ConcurrentHashMap<>();

    /** @param bodyMax the longest body that is held in memory, in bytes */
    Decoder(int bodyMax) {
        this.bodyMax = bodyMax;
    }

    @Override
    public String name() {
        return "decode";
    }

    @Override
    public Decoded take(Authenticated authenticated) throws IOException {
        Resolved resolved = authenticated.resolved();
        OperationSchema operation = resolved.operation();
        Reading known = readings.get(operation);
        Reading reading = known == null ? readings.computeIfAbsent(operation, Decoder::reading) : known;
        HttpRequest request = ContentView.of(resolved.request(), reading, authenticated.signed(), bodyMax);
        return new Decoded(
                resolved.binding(),
                operation,
                resolved.protocol().decode(operation, request),
                authenticated.call(),
                new WireHeaders(resolved.request()));
    }

    private static Reading reading(OperationSchema operation) {
        boolean streams = streams(operation);
        boolean checked =
                streams || operation.has(OperationSchema.CHECKSUM_REQUIRED) || operation.checksumMember() != null;
        Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        if (checked) {
            for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                if (!streams || !binds(operation, algorithm.header())) {
                    algorithms.add(algorithm);
                }
            }
        }
        return new Reading(!streams, algorithms);
    }

    /** Whether the service is told of a header. */
    private static boolean binds(OperationSchema operation, String header) {
        for (Member member : operation.input().members()) {
            if (member.location() == Location.HEADER && member.wireName().equalsIgnoreCase(header)) {
                return true;
            }
        }
        return false;
    }

    private static boolean streams(OperationSchema operation) {
        for (Member member : operation.input().members()) {
            if (member.location() == Location.PAYLOAD && member.target().streaming()) {
                return true;
            }
        }
        return false;
    }
}
