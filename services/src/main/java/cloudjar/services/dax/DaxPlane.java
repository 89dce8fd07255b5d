package cloudjar.services.dax;

import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.DataPlane;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.shape.ApiException;
import cloudjar.services.dax.DaxMethod.Task;
import cloudjar.services.dax.wire.Answers;
import cloudjar.services.dax.wire.AttributeLists;
import cloudjar.services.dax.wire.CborReader;
import cloudjar.services.dax.wire.CborWriter;
import cloudjar.services.dax.wire.Items;
import cloudjar.services.dax.wire.WireException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The nodes of all clusters: answers AWS's clients of DAX. A connection begins with a greeting; then come requests one after the
 * other, of which every few minutes one says who calls. Nodes read through DynamoDB and keep what they read.
 */
final class DaxPlane implements DataPlane {
    private static final String GREETING = "J7yne5G";
    private static final int SERVICE = 1;
    private static final int FRAME_HEAD = 8;
    private static final byte FRAME_LAST = 1;

    /** In the list of nodes: the one that takes writes. */
    private static final int LEADER = 1;

    private final Visitor.Nodes nodes;
    private final Credentials credentials;

    DaxPlane(Cloud cloud, Credentials credentials) {
        this.nodes = new Visitor.Nodes(cloud.client(DynamoDb.API), new Items(new AttributeLists()), new ItemCache());
        this.credentials = credentials;
    }

    @Override
    public void talk(Visit visit) throws IOException {
        CborReader in = new CborReader(visit.in());
        boolean framed = greet(in);
        Proof.Caller caller = null;
        String refusal = "The connection is not authorised.";
        while (in.peek() >= 0) {
            in.begin();
            if (in.readInt() != SERVICE) {
                throw new WireException("another service");
            }
            long number = in.readInt();
            if (number == DaxMethod.AUTHORIZE) {
                Proof proof = Proof.read(in);
                try {
                    caller = proof.check(visit.world(), credentials);
                } catch (Proof.RefusedException e) {
                    caller = null;
                    refusal = e.reason();
                }
                continue;
            }
            Task task = task(number, in, visit);
            CborWriter answer = caller == null
                    ? Answers.unauthorised(refusal, visit.world().ids().uuid())
                    : answer(task, call(visit, caller));
            send(visit.out(), answer.toBytes(), framed);
        }
    }

    /** Sends an answer; clients that want frames get it as one: its length with the head of eight bytes, and that it is whole. */
    private static void send(OutputStream out, byte[] answer, boolean framed) throws IOException {
        if (framed) {
            out.write(ByteBuffer.allocate(FRAME_HEAD)
                    .putInt(FRAME_HEAD + answer.length)
                    .put(FRAME_LAST)
                    .array());
        }
        out.write(answer);
        out.flush();
    }

    /** Reads the greeting; says whether the client wants answers in frames. */
    private static boolean greet(CborReader in) throws IOException {
        if (!in.readText().equals(GREETING)) {
            throw new WireException("no client of DAX");
        }
        boolean framed = in.readInt() == 1;
        if (!in.tryNull()) {
            byte[] unusedSession = in.readBytes();
        }
        int count = in.readMap();
        for (int i = 0; in.more(count, i); i++) {
            String unusedName = in.readText();
            String unusedValue = in.readText();
        }
        long unusedMode = in.readInt();
        return framed;
    }

    private static Task task(long number, CborReader in, Visit visit) throws IOException {
        if (number == DaxMethod.ENDPOINTS) {
            return visitor -> endpoints(visitor, visit);
        }
        DaxMethod method = DaxMethod.of(number);
        if (method == null) {
            // Where the request ends is not known.
            throw new WireException("no method: " + number);
        }
        return method.read(in);
    }

    private CborWriter answer(Task task, Call call) {
        try {
            return task.answer(new Visitor(call, nodes));
        } catch (ApiException e) {
            return Answers.error(e, call.requestId());
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            return Answers.malformed("The request cannot be understood: " + e.getMessage(), call.requestId());
        }
    }

    /** All nodes of all clusters are at the address at which the client has reached us. */
    private static CborWriter endpoints(Visitor visitor, Visit visit) {
        DaxCluster cluster = visitor.cluster();
        return Answers.success()
                .array(1)
                .map()
                .integer(0)
                .integer(1)
                .integer(1)
                .text(cluster.nodes().getFirst().id())
                .integer(2)
                .bytes(visit.address().toArray())
                .integer(3)
                .integer(visit.port())
                .integer(4)
                .integer(LEADER)
                .integer(5)
                .text(cluster.nodes().getFirst().zone())
                .integer(6)
                .integer(1)
                .end();
    }

    private static Call call(Visit visit, Proof.Caller caller) {
        Instant now = visit.world().clock().now();
        String requestId = visit.world().ids().uuid();
        Credential credential = caller.credential();
        return new Call(
                        visit.world(),
                        credential.principal().account(),
                        caller.region(),
                        credential.principal(),
                        now,
                        requestId,
                        visit.peer(),
                        new Endpoint("http", "localhost:" + visit.port(), ""),
                        0,
                        null,
                        requestId)
                .signedBy(credential);
    }
}
